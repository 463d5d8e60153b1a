using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Synthetic;

/// <summary>Streets and alleys as stations every few metres, the places where incidents may happen, findable by distance.</summary>
internal sealed class StreetStations
{
    private const double SpacingM = 8;
    private const double PieceM = 100;
    private const double BucketM = 50;

    private readonly List<Station> _stations = [];
    private readonly Dictionary<(int, int), List<int>> _buckets = [];

    public StreetStations(IEnumerable<LineString> streets, IEnumerable<LineString> alleys)
    {
        foreach (var line in streets)
        {
            Add(line, alley: false);
        }

        foreach (var line in alleys)
        {
            Add(line, alley: true);
        }
    }

    /// <summary>One place on a centre line.</summary>
    /// <param name="At">Position on the line.</param>
    /// <param name="Bearing">Unit vector along the line.</param>
    /// <param name="Alley">Whether the line is an alley.</param>
    /// <param name="Piece">Number of the piece of about 100 m that it belongs to.</param>
    public readonly record struct Station(MetricPoint At, (double East, double North) Bearing, bool Alley, int Piece);

    public IReadOnlyList<Station> All => _stations;

    public int Pieces { get; private set; }

    /// <summary>The stations within a distance, always in the same order.</summary>
    public IEnumerable<int> Within(MetricPoint centre, double withinM)
    {
        var reach = (int)Math.Ceiling(withinM / BucketM);
        var (column, row) = BucketOf(centre);
        for (var r = row - reach; r <= row + reach; r++)
        {
            for (var c = column - reach; c <= column + reach; c++)
            {
                if (_buckets.TryGetValue((c, r), out var members))
                {
                    foreach (var member in members)
                    {
                        if (_stations[member].At.DistanceM(centre) <= withinM)
                        {
                            yield return member;
                        }
                    }
                }
            }
        }
    }

    private void Add(LineString line, bool alley)
    {
        var coordinates = line.Coordinates;
        var (walked, next) = (0.0, SpacingM / 2);
        var piece = Pieces;
        for (var i = 1; i < coordinates.Length; i++)
        {
            var from = new MetricPoint(coordinates[i - 1].X, coordinates[i - 1].Y);
            var to = new MetricPoint(coordinates[i].X, coordinates[i].Y);
            var lengthM = from.DistanceM(to);
            for (; next <= walked + lengthM; next += SpacingM)
            {
                var share = (next - walked) / lengthM;
                var bearing = ((to.EastingM - from.EastingM) / lengthM, (to.NorthingM - from.NorthingM) / lengthM);
                var at = new MetricPoint(from.EastingM + (share * (to.EastingM - from.EastingM)), from.NorthingM + (share * (to.NorthingM - from.NorthingM)));
                piece = Pieces + (int)(next / PieceM);
                Keep(new Station(at, bearing, alley, piece));
            }

            walked += lengthM;
        }

        if (_stations.Count > 0 && _stations[^1].Piece >= Pieces)
        {
            Pieces = piece + 1;
        }
    }

    private void Keep(Station station)
    {
        var bucket = BucketOf(station.At);
        if (!_buckets.TryGetValue(bucket, out var members))
        {
            _buckets[bucket] = members = [];
        }

        members.Add(_stations.Count);
        _stations.Add(station);
    }

    private static (int Column, int Row) BucketOf(MetricPoint point) =>
        ((int)Math.Floor(point.EastingM / BucketM), (int)Math.Floor(point.NorthingM / BucketM));
}
