using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Forecasts;

/// <summary>Street segments between junctions as units; an event belongs to the nearest one. Sizes are metres of street.</summary>
public sealed class StreetUnits : ForecastUnits
{
    /// <summary>Length of the pieces over which a plane density is summed along a segment, metres.</summary>
    private const double PieceM = 20;
    private const double BlockM = 200;

    private readonly MetricPoint[] _pieces;
    private readonly double[] _pieceM;
    private readonly int[] _segment;
    private readonly Dictionary<(int Column, int Row), List<int>> _blocks = [];

    /// <summary>Makes units of the segments of a network.</summary>
    /// <param name="streets">The streets, at least one.</param>
    /// <exception cref="ArgumentException">There is no street.</exception>
    public StreetUnits(ForecastStreets streets)
        : base(LengthsOf(streets), streets.Network.LengthM)
    {
        Streets = streets;
        var (pieces, lengths, segments) = (new List<MetricPoint>(), new List<double>(), new List<int>());
        foreach (var edge in streets.Streets.Edges)
        {
            var count = Math.Max(1, (int)Math.Ceiling(edge.LengthM / PieceM));
            for (var i = 0; i < count; i++)
            {
                var at = edge.At((i + 0.5) * edge.LengthM / count);
                if (!_blocks.TryGetValue(BlockOf(at), out var members))
                {
                    _blocks.Add(BlockOf(at), members = []);
                }

                members.Add(pieces.Count);
                pieces.Add(at);
                lengths.Add(edge.LengthM / count);
                segments.Add(edge.EdgeIndex);
            }
        }

        (_pieces, _pieceM, _segment) = ([.. pieces], [.. lengths], [.. segments]);
    }

    /// <summary>The streets; a unit's number is that of its edge.</summary>
    public ForecastStreets Streets { get; }

    /// <inheritdoc/>
    public override int UnitAt(MetricPoint place) => Streets.Snap(place)?.Segment ?? -1;

    /// <summary>Adds the Gaussian's density along each segment, times its length: in plane units, good for comparing segments.</summary>
    internal override void Spread(MetricPoint place, double weight, double deviationM, Span<double> into)
    {
        var reachM = NormalTable.Reach * deviationM;
        var (firstColumn, firstRow) = BlockOf(new MetricPoint(place.EastingM - reachM, place.NorthingM - reachM));
        var (lastColumn, lastRow) = BlockOf(new MetricPoint(place.EastingM + reachM, place.NorthingM + reachM));
        var peak = weight / (2 * Math.PI * deviationM * deviationM);
        for (var row = firstRow; row <= lastRow; row++)
        {
            for (var column = firstColumn; column <= lastColumn; column++)
            {
                if (_blocks.TryGetValue((column, row), out var members))
                {
                    foreach (var piece in members)
                    {
                        var distance = _pieces[piece].DistanceM(place) / deviationM;
                        into[_segment[piece]] += peak * Math.Exp(-0.5 * distance * distance) * _pieceM[piece];
                    }
                }
            }
        }
    }

    private static (int Column, int Row) BlockOf(MetricPoint at) =>
        ((int)Math.Floor(at.EastingM / BlockM), (int)Math.Floor(at.NorthingM / BlockM));

    private static double[] LengthsOf(ForecastStreets streets)
    {
        ArgumentNullException.ThrowIfNull(streets);
        return streets.Network.SegmentCount > 0
            ? [.. Enumerable.Range(0, streets.Network.SegmentCount).Select(streets.Network.LengthOf)]
            : throw new ArgumentException("There is no street to forecast for.", nameof(streets));
    }
}
