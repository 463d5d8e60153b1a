using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>Which straight pieces lie in which square of a grid; each piece once, whatever its senses.</summary>
internal sealed class WayGrid
{
    /// <summary>Side of a square in metres: as the radius that is usually asked for, so that a query meets four to nine squares.</summary>
    private const double CellM = 60;

    private readonly Dictionary<long, int> _cells = [];
    private readonly int[] _first;
    private readonly int[] _ways;

    /// <summary>Builds the index.</summary>
    public WayGrid(MetricPoint[] nodes, Way[] ways)
    {
        var entries = new List<(int Cell, int Way)>(ways.Length * 2);
        for (var i = 0; i < ways.Length; i++)
        {
            if (ways[i].Reverse < i || ways[i].LengthM == 0)
            {
                continue;
            }

            AddPiece(nodes[ways[i].FromNode], nodes[ways[i].ToNode], i, entries);
        }

        _first = new int[_cells.Count + 1];
        foreach (var (cell, _) in entries)
        {
            _first[cell + 1]++;
        }

        for (var i = 0; i < _cells.Count; i++)
        {
            _first[i + 1] += _first[i];
        }

        _ways = new int[entries.Count];
        var next = (int[])_first.Clone();
        foreach (var (cell, way) in entries)
        {
            _ways[next[cell]++] = way;
        }
    }

    /// <summary>The squares within a distance of a point, as a box of columns and rows.</summary>
    public static (int West, int South, int East, int North) Box(MetricPoint at, double withinM) => (
        Cell(at.EastingM - withinM), Cell(at.NorthingM - withinM), Cell(at.EastingM + withinM), Cell(at.NorthingM + withinM));

    /// <summary>The pieces in one square; one way per piece, in whichever sense comes first.</summary>
    public ReadOnlySpan<int> In(int column, int row) =>
        _cells.TryGetValue(Key(column, row), out var cell) ? _ways.AsSpan(_first[cell], _first[cell + 1] - _first[cell]) : [];

    private static int Cell(double metres) => (int)Math.Floor(metres / CellM);

    private static long Key(int column, int row) => ((long)column << 32) | (uint)row;

    private void AddPiece(MetricPoint from, MetricPoint to, int way, List<(int Cell, int Way)> entries)
    {
        var (west, east) = (Math.Min(from.EastingM, to.EastingM), Math.Max(from.EastingM, to.EastingM));
        for (var column = Cell(west); column <= Cell(east); column++)
        {
            // Only the rows the piece crosses within this column: a long diagonal piece would otherwise fill its whole box.
            var (low, high) = NorthingsWithin(from, to, column * CellM, (column + 1) * CellM);
            for (var row = Cell(low - 0.01); row <= Cell(high + 0.01); row++)
            {
                var key = Key(column, row);
                if (!_cells.TryGetValue(key, out var cell))
                {
                    _cells.Add(key, cell = _cells.Count);
                }

                entries.Add((cell, way));
            }
        }
    }

    private static (double Low, double High) NorthingsWithin(MetricPoint from, MetricPoint to, double westM, double eastM)
    {
        var width = to.EastingM - from.EastingM;
        if (width == 0)
        {
            return (Math.Min(from.NorthingM, to.NorthingM), Math.Max(from.NorthingM, to.NorthingM));
        }

        var a = Math.Clamp((westM - from.EastingM) / width, 0, 1);
        var b = Math.Clamp((eastM - from.EastingM) / width, 0, 1);
        var rise = to.NorthingM - from.NorthingM;
        var (north1, north2) = (from.NorthingM + (a * rise), from.NorthingM + (b * rise));
        return (Math.Min(north1, north2), Math.Max(north1, north2));
    }
}
