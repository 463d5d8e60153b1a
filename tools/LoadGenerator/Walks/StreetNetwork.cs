using SongshanRoad.Gis.Contracts.Places;

namespace SongshanRoad.Gis.Load.Walks;

/// <summary>Lines joined where they share a point to within a metre. Lengths are on a sphere flattened at each place, good to a thousandth over a
/// district: enough for a speed.</summary>
internal sealed class StreetNetwork
{
    private const double MetresPerDegree = 111_195;
    private const double DegreesPerMetre = 1e-5;

    private readonly List<(double LonDeg, double LatDeg)> _junctions = [];
    private readonly List<List<int>> _streets = [];

    /// <summary>Makes it of what <c>GET /api/alleys</c> answers.</summary>
    /// <exception cref="LoadException">There is no line to walk on.</exception>
    public StreetNetwork(IReadOnlyList<AlleyView> alleys)
    {
        var known = new Dictionary<(long, long), int>();
        foreach (var line in alleys.SelectMany(alley => alley.LinesWgs84))
        {
            for (var i = 1; i < line.Count; i++)
            {
                Join(Junction(line[i - 1], known), Junction(line[i], known));
            }
        }

        if (_junctions.Count == 0)
        {
            throw new LoadException("The server has no alleys to walk on; import some, or leave --server out for a server of its own.");
        }
    }

    public int JunctionCount => _junctions.Count;

    public IReadOnlyList<int> StreetsAt(int junction) => _streets[junction];

    public double LengthM(int from, int to)
    {
        var (eastM, northM) = WayM(from, to);
        return Math.Sqrt((eastM * eastM) + (northM * northM));
    }

    public Place Between(int from, int to, double walkedM)
    {
        var (eastM, northM) = WayM(from, to);
        var share = walkedM / LengthM(from, to);
        var ((lon0, lat0), (lon1, lat1)) = (_junctions[from], _junctions[to]);
        var headingDeg = Math.Atan2(eastM, northM) * 180 / Math.PI;
        return new Place(lon0 + (share * (lon1 - lon0)), lat0 + (share * (lat1 - lat0)), (headingDeg + 360) % 360);
    }

    private (double EastM, double NorthM) WayM(int from, int to)
    {
        var ((lon0, lat0), (lon1, lat1)) = (_junctions[from], _junctions[to]);
        return ((lon1 - lon0) * Math.Cos(lat0 * Math.PI / 180) * MetresPerDegree, (lat1 - lat0) * MetresPerDegree);
    }

    private int Junction(double[] lonLat, Dictionary<(long, long), int> known)
    {
        var key = ((long)Math.Round(lonLat[0] / DegreesPerMetre), (long)Math.Round(lonLat[1] / DegreesPerMetre));
        if (!known.TryGetValue(key, out var junction))
        {
            known.Add(key, junction = _junctions.Count);
            _junctions.Add((lonLat[0], lonLat[1]));
            _streets.Add([]);
        }

        return junction;
    }

    private void Join(int one, int other)
    {
        if (one != other && !_streets[one].Contains(other))
        {
            _streets[one].Add(other);
            _streets[other].Add(one);
        }
    }
}
