using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>Tells whether a place lies in a window or on its rim. For two windows side by side a point on their common edge belongs to
/// one of them; a place where the density is asked on the rim of the only one is still inside. Immutable and thread-safe.</summary>
public sealed class WindowRim
{
    /// <summary>Share of the window's size within which a point counts as lying on an edge.</summary>
    private const double Touching = 1e-9;
    private const int BlocksPerSide = 64;

    private readonly PolygonWindow _window;
    private readonly EdgeIndex _index;
    private readonly double _touchingM;

    /// <summary>Prepares a window.</summary>
    public WindowRim(PolygonWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        _window = window;
        _touchingM = Touching * Math.Max(window.Envelope.Width, window.Envelope.Height);
        _index = new EdgeIndex(window, _touchingM, BlocksPerSide);
    }

    /// <summary>Whether a point lies in the window or on its rim.</summary>
    public bool Holds(MetricPoint point)
    {
        var near = _index.Near(point.EastingM, point.NorthingM, out var isInside);
        if (isInside ?? _window.Contains(point))
        {
            return true;
        }

        foreach (var e in near)
        {
            if (DistanceM(_window.Edges[e], point) <= _touchingM)
            {
                return true;
            }
        }

        return false;
    }

    private static double DistanceM(in WindowEdge edge, MetricPoint point)
    {
        var (dx, dy) = (edge.X2 - edge.X1, edge.Y2 - edge.Y1);
        var share = (((point.EastingM - edge.X1) * dx) + ((point.NorthingM - edge.Y1) * dy)) / ((dx * dx) + (dy * dy));
        share = Math.Clamp(share, 0, 1);
        return point.DistanceM(new MetricPoint(edge.X1 + (share * dx), edge.Y1 + (share * dy)));
    }
}
