namespace SongshanRoad.Gis.Load.Walks;

/// <summary>Where a walker is.</summary>
/// <param name="LonDeg">WGS-84 longitude in degrees.</param>
/// <param name="LatDeg">WGS-84 latitude in degrees.</param>
/// <param name="HeadingDeg">Direction in degrees clockwise from north.</param>
internal readonly record struct Place(double LonDeg, double LatDeg, double HeadingDeg);

/// <summary>A seeded walk over a street network at one speed: at each junction any street but the one it came by, at a dead end back. The same seed
/// walks the same way.</summary>
internal sealed class StreetWalk
{
    private readonly StreetNetwork _network;
    private readonly Random _random;
    private readonly double _speedMps;
    private int _from;
    private int _to;
    private double _walkedM;

    public StreetWalk(StreetNetwork network, int seed, double speedMps)
    {
        (_network, _random, _speedMps) = (network, new Random(seed), speedMps);
        _from = _random.Next(network.JunctionCount);
        _to = Next(_from, cameFrom: -1);
    }

    /// <summary>Metres per second.</summary>
    public double SpeedMps => _speedMps;

    /// <summary>Walks on.</summary>
    public Place Step(TimeSpan time)
    {
        _walkedM += _speedMps * time.TotalSeconds;
        while (_walkedM >= _network.LengthM(_from, _to))
        {
            _walkedM -= _network.LengthM(_from, _to);
            (_from, _to) = (_to, Next(_to, _from));
        }

        return _network.Between(_from, _to, _walkedM);
    }

    private int Next(int junction, int cameFrom)
    {
        var streets = _network.StreetsAt(junction);
        if (streets.Count == 1)
        {
            return streets[0];
        }

        int next;
        do
        {
            next = streets[_random.Next(streets.Count)];
        }
        while (next == cameFrom);
        return next;
    }
}
