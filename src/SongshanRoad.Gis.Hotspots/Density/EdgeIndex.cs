using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>Finds the edges of a window that may lie within a fixed reach of a point, by square blocks over its bounding box.</summary>
internal sealed class EdgeIndex
{
    /// <summary>Most blocks along one side; a kernel tiny against the window would ask for millions.</summary>
    private const int MaxBlocksPerSide = 512;

    /// <summary>Blocks as wide as the reach would name many edges beyond it.</summary>
    private const int BlocksPerReach = 4;

    private readonly double _west;
    private readonly double _south;
    private readonly double _blockM;
    private readonly int _columns;
    private readonly int _rows;
    private readonly int[][] _edges;
    private readonly PolygonWindow _window;
    private readonly Side[] _sides;

    public EdgeIndex(PolygonWindow window, double reachM, int blocksPerSide = MaxBlocksPerSide)
    {
        _window = window;
        var box = window.Envelope;
        _west = box.MinX - reachM;
        _south = box.MinY - reachM;
        var (width, height) = (box.Width + (2 * reachM), box.Height + (2 * reachM));
        _blockM = Math.Max(reachM / BlocksPerReach, Math.Max(width, height) / blocksPerSide);
        _columns = (int)(width / _blockM) + 1;
        _rows = (int)(height / _blockM) + 1;
        var lists = new List<int>?[_columns * _rows];
        for (var e = 0; e < window.Edges.Length; e++)
        {
            var edge = window.Edges[e];
            var (fromRow, toRow) = (Row(Math.Min(edge.Y1, edge.Y2) - reachM), Row(Math.Max(edge.Y1, edge.Y2) + reachM));
            for (var row = fromRow; row <= toRow; row++)
            {
                // The part of the edge near this row of blocks, so that a long slanting edge does not fill its whole bounding box.
                var (west, east) = Span(edge, _south + (row * _blockM) - reachM, _south + ((row + 1) * _blockM) + reachM);
                for (var column = Column(west - reachM); column <= Column(east + reachM); column++)
                {
                    (lists[(row * _columns) + column] ??= []).Add(e);
                }
            }
        }

        _edges = Array.ConvertAll(lists, list => list?.ToArray() ?? []);
        _sides = new Side[_edges.Length];
    }

    private enum Side : byte
    {
        Unknown,
        Inside,
        Outside,
    }

    /// <summary>Numbers of all edges within reach of a point, and perhaps some more.</summary>
    /// <param name="x">Easting, metres.</param>
    /// <param name="y">Northing, metres.</param>
    /// <param name="isInside">Where there are none: whether the point lies in the window; else null.</param>
    public ReadOnlySpan<int> Near(double x, double y, out bool? isInside)
    {
        var column = Math.Floor((x - _west) / _blockM);
        var row = Math.Floor((y - _south) / _blockM);
        if (!(column >= 0 && column < _columns && row >= 0 && row < _rows))
        {
            isInside = false;
            return [];
        }

        var block = ((int)row * _columns) + (int)column;
        isInside = _edges[block].Length == 0 ? SideOf(block) == Side.Inside : null;
        return _edges[block];
    }

    /// <summary>The side on which a whole block lies that no edge comes near. Threads that find it at once find the same.</summary>
    private Side SideOf(int block)
    {
        if (_sides[block] == Side.Unknown)
        {
            var centre = new MetricPoint(_west + (((block % _columns) + 0.5) * _blockM), _south + (((block / _columns) + 0.5) * _blockM));
            _sides[block] = _window.Contains(centre) ? Side.Inside : Side.Outside;
        }

        return _sides[block];
    }

    private int Column(double x) => Math.Clamp((int)Math.Floor((x - _west) / _blockM), 0, _columns - 1);

    private int Row(double y) => Math.Clamp((int)Math.Floor((y - _south) / _blockM), 0, _rows - 1);

    private static (double West, double East) Span(WindowEdge edge, double south, double north)
    {
        if (edge.Y1 == edge.Y2)
        {
            return (Math.Min(edge.X1, edge.X2), Math.Max(edge.X1, edge.X2));
        }

        var (low, high) = (Math.Min(edge.Y1, edge.Y2), Math.Max(edge.Y1, edge.Y2));
        var at1 = edge.EastingAt(Math.Clamp(south, low, high));
        var at2 = edge.EastingAt(Math.Clamp(north, low, high));
        return (Math.Min(at1, at2), Math.Max(at1, at2));
    }
}
