using NetTopologySuite.Geometries;
using NetTopologySuite.Index;
using NetTopologySuite.Index.Strtree;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Measures;

namespace SongshanRoad.Gis.Patrols.Coverage;

/// <summary>Lines in metres that can be covered, with an index over their straight pieces. Immutable and safe to share.</summary>
internal sealed class CoverableLines
{
    private readonly STRtree<Piece> _tree = new();
    private readonly double[] _lengthsM;

    public CoverableLines(IReadOnlyList<Geometry> linesMetric)
    {
        _lengthsM = new double[linesMetric.Count];
        for (var line = 0; line < linesMetric.Count; line++)
        {
            var startM = 0.0;
            for (var part = 0; part < linesMetric[line].NumGeometries; part++)
            {
                startM = Insert(line, startM, linesMetric[line].GetGeometryN(part).Coordinates);
            }

            _lengthsM[line] = startM;
        }

        if (!_tree.IsEmpty)
        {
            _tree.Build();
        }
    }

    public int Count => _lengthsM.Length;

    public double LengthM(int line) => _lengthsM[line];

    /// <summary>Calls back with each interval of each line that lies within a distance of a straight step.</summary>
    public void Reach(MetricFix from, MetricFix to, double withinM, Action<int, CoveredInterval> covered)
    {
        var box = new Envelope(from.Metric.EastingM, to.Metric.EastingM, from.Metric.NorthingM, to.Metric.NorthingM);
        box.ExpandBy(withinM);
        _tree.Query(box, new Visitor(from, to, withinM, covered));
    }

    private double Insert(int line, double startM, Coordinate[] coordinates)
    {
        for (var i = 1; i < coordinates.Length; i++)
        {
            var from = new MetricPoint(coordinates[i - 1].X, coordinates[i - 1].Y);
            var to = new MetricPoint(coordinates[i].X, coordinates[i].Y);
            var endM = startM + from.DistanceM(to);
            _tree.Insert(new Envelope(coordinates[i - 1], coordinates[i]), new Piece(line, startM, endM, from, to));
            startM = endM;
        }

        return startM;
    }

    private sealed record Piece(int Line, double StartM, double EndM, MetricPoint From, MetricPoint To);

    private sealed class Visitor(MetricFix from, MetricFix to, double withinM, Action<int, CoveredInterval> covered) : IItemVisitor<Piece>
    {
        public void VisitItem(Piece piece)
        {
            if (SegmentReach.TryFind(piece.From, piece.To, from.Metric, to.Metric, withinM, out var fromM, out var toM))
            {
                var endM = Math.Min(piece.StartM + toM, piece.EndM);
                covered(piece.Line, new CoveredInterval(piece.StartM + fromM, endM, from.FixTime, to.FixTime));
            }
        }
    }
}
