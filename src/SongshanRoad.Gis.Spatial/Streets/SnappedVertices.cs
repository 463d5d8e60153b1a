using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Spatial.Streets;

/// <summary>Vertices of many lines, those within 0.5 m of each other taken as one.</summary>
internal sealed class SnappedVertices
{
    private const double SnapM = 0.5;

    private readonly List<MetricPoint> _vertices = [];
    private readonly List<int> _uses = [];
    private readonly Dictionary<(long Column, long Row), List<int>> _cells = [];

    public MetricPoint At(int vertex) => _vertices[vertex];

    public int Uses(int vertex) => _uses[vertex];

    /// <summary>The vertex numbers of a line, without repeats in a row.</summary>
    public List<int> Snap(Coordinate[] coordinates)
    {
        var line = new List<int>(coordinates.Length);
        foreach (var coordinate in coordinates)
        {
            var vertex = Find(new MetricPoint(coordinate.X, coordinate.Y));
            if (line.Count == 0 || line[^1] != vertex)
            {
                line.Add(vertex);
                _uses[vertex]++;
            }
        }

        return line;
    }

    private int Find(MetricPoint metric)
    {
        var cell = ((long)Math.Floor(metric.EastingM / SnapM), (long)Math.Floor(metric.NorthingM / SnapM));
        for (var column = cell.Item1 - 1; column <= cell.Item1 + 1; column++)
        {
            for (var row = cell.Item2 - 1; row <= cell.Item2 + 1; row++)
            {
                if (_cells.TryGetValue((column, row), out var near))
                {
                    foreach (var vertex in near.Where(vertex => _vertices[vertex].DistanceM(metric) <= SnapM))
                    {
                        return vertex;
                    }
                }
            }
        }

        if (!_cells.TryGetValue(cell, out var members))
        {
            _cells.Add(cell, members = []);
        }

        members.Add(_vertices.Count);
        _vertices.Add(metric);
        _uses.Add(0);
        return _vertices.Count - 1;
    }
}
