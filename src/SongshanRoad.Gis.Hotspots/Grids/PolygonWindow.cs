using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Measures;

namespace SongshanRoad.Gis.Hotspots.Grids;

/// <summary>
/// The study window: a polygon, with holes and several parts if need be, made ready for many point tests. Points on an edge
/// follow the half-open rule of the crossing count, so that of two windows sharing an edge exactly one contains them.
/// Immutable and thread-safe.
/// </summary>
public sealed class PolygonWindow
{
    private readonly Geometry _outline;
    private readonly int[] _bandStart;
    private readonly int[] _bandEdges;
    private readonly double _bandHeightM;

    /// <summary>Prepares a window.</summary>
    /// <param name="outlineMetric">A valid, non-empty Polygon or MultiPolygon in metres.</param>
    /// <exception cref="ArgumentException">Not a polygon, empty, in degrees, or self-crossing.</exception>
    public PolygonWindow(Geometry outlineMetric)
    {
        ArgumentNullException.ThrowIfNull(outlineMetric);
        if (outlineMetric is not (Polygon or MultiPolygon) || outlineMetric.IsEmpty)
        {
            throw new ArgumentException($"The window is a {outlineMetric.GeometryType}; a non-empty polygon is needed.", nameof(outlineMetric));
        }

        AreaM2 = MetricMeasure.AreaM2(outlineMetric);
        if (!outlineMetric.IsValid)
        {
            throw new ArgumentException("The window's outline crosses itself; repair it before use.", nameof(outlineMetric));
        }

        _outline = outlineMetric;
        Envelope = outlineMetric.EnvelopeInternal.Copy();
        Edges = [.. EdgesOf(outlineMetric)];
        _bandHeightM = Math.Max(Envelope.Height / Math.Clamp(Edges.Length, 1, 4096), double.Epsilon);
        (_bandStart, _bandEdges) = Band();
    }

    /// <summary>Area of the window, square metres.</summary>
    public double AreaM2 { get; }

    /// <summary>Bounding box, metres. Do not change it.</summary>
    internal Envelope Envelope { get; }

    /// <summary>All edges, the window's inside on their left.</summary>
    internal WindowEdge[] Edges { get; }

    /// <summary>Whether a point lies in the window.</summary>
    public bool Contains(MetricPoint point)
    {
        var (x, y) = (point.EastingM, point.NorthingM);
        if (!(x >= Envelope.MinX && x <= Envelope.MaxX && y >= Envelope.MinY && y <= Envelope.MaxY))
        {
            return false;
        }

        var band = BandOf(y);
        var inside = false;
        for (var at = _bandStart[band]; at < _bandStart[band + 1]; at++)
        {
            ref readonly var edge = ref Edges[_bandEdges[at]];
            if ((edge.Y1 <= y) != (edge.Y2 <= y) && x < edge.EastingAt(y))
            {
                inside = !inside;
            }
        }

        return inside;
    }

    /// <summary>The same window with eastings and northings exchanged.</summary>
    internal PolygonWindow Turned()
    {
        var turned = _outline.Copy();
        turned.Apply(new ExchangedAxes());
        return new PolygonWindow(turned);
    }

    /// <summary>Eastings at which the outline crosses a northing, from west to east: a point of that northing lies inside from the first
    /// (included) to the second (excluded), from the third to the fourth, and so on, as <see cref="Contains"/> has it.</summary>
    /// <param name="y">The northing, metres.</param>
    /// <param name="crossings">Is emptied and filled.</param>
    internal void FindCrossings(double y, List<double> crossings)
    {
        crossings.Clear();
        if (!(y >= Envelope.MinY && y <= Envelope.MaxY))
        {
            return;
        }

        var band = BandOf(y);
        for (var at = _bandStart[band]; at < _bandStart[band + 1]; at++)
        {
            ref readonly var edge = ref Edges[_bandEdges[at]];
            if ((edge.Y1 <= y) != (edge.Y2 <= y))
            {
                crossings.Add(edge.EastingAt(y));
            }
        }

        crossings.Sort();
    }

    private int BandOf(double y) => Math.Clamp((int)((y - Envelope.MinY) / _bandHeightM), 0, _bandStart.Length - 2);

    private (int[] Start, int[] Members) Band()
    {
        var bands = Math.Clamp(Edges.Length, 1, 4096);
        var start = new int[bands + 1];
        var first = new int[Edges.Length];
        var last = new int[Edges.Length];
        for (var e = 0; e < Edges.Length; e++)
        {
            first[e] = Math.Clamp((int)((Math.Min(Edges[e].Y1, Edges[e].Y2) - Envelope.MinY) / _bandHeightM), 0, bands - 1);
            last[e] = Math.Clamp((int)((Math.Max(Edges[e].Y1, Edges[e].Y2) - Envelope.MinY) / _bandHeightM), 0, bands - 1);
            for (var b = first[e]; b <= last[e]; b++)
            {
                start[b + 1]++;
            }
        }

        for (var b = 0; b < bands; b++)
        {
            start[b + 1] += start[b];
        }

        var members = new int[start[bands]];
        var next = start[..bands];
        for (var e = 0; e < Edges.Length; e++)
        {
            for (var b = first[e]; b <= last[e]; b++)
            {
                members[next[b]++] = e;
            }
        }

        return (start, members);
    }

    private static IEnumerable<WindowEdge> EdgesOf(Geometry outline)
    {
        for (var part = 0; part < outline.NumGeometries; part++)
        {
            var polygon = (Polygon)outline.GetGeometryN(part);
            foreach (var ring in polygon.InteriorRings.Prepend(polygon.ExteriorRing))
            {
                var coordinates = ring.Coordinates;
                var insideOnLeft = Orientation.IsCCW(coordinates) == ReferenceEquals(ring, polygon.ExteriorRing);
                for (var i = 1; i < coordinates.Length; i++)
                {
                    var (from, to) = insideOnLeft ? (coordinates[i - 1], coordinates[i]) : (coordinates[i], coordinates[i - 1]);
                    if (!from.Equals2D(to))
                    {
                        yield return new WindowEdge(from.X, from.Y, to.X, to.Y);
                    }
                }
            }
        }
    }

    private sealed class ExchangedAxes : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i)
        {
            var x = seq.GetX(i);
            seq.SetX(i, seq.GetY(i));
            seq.SetY(i, x);
        }
    }
}
