using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Cli.Analyze.Clustering;

/// <summary>Units of any kind as a file: a column <c>id</c> and a value, and where the neighbours come from places or cells, their
/// columns, too.</summary>
internal sealed class ValueFile
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _ids = [];
    private readonly List<double> _values = [];
    private readonly string _path;
    private readonly string _valueColumn;

    private ValueFile(string path, string valueColumn) => (_path, _valueColumn) = (path, valueColumn);

    /// <summary>Ids, in the order of the rows.</summary>
    public IReadOnlyList<string> Ids => _ids;

    /// <summary>The values.</summary>
    public double[] Values => [.. _values];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="valueColumn">The column of the values.</param>
    /// <exception cref="UnreadableFileException">The file is unusable, a value no finite number, or an id there twice.</exception>
    public static ValueFile Read(string path, string valueColumn)
    {
        var file = new ValueFile(path, valueColumn);
        using var table = TextTable.Open(path, needsRow: true);
        var (id, value) = (table.Column("id"), table.Column(valueColumn));
        while (table.Read())
        {
            if (!file._numbers.TryAdd(table[id].ToString(), file._ids.Count))
            {
                throw table.Unusable(id, "stands there twice", "Give each unit its own id.");
            }

            file._ids.Add(table[id].ToString());
            file._values.Add(Math.Abs(table.Number(value)) <= GetisOrd.LargestValue
                ? table.Number(value)
                : throw table.Unusable(value, $"is larger than {GetisOrd.LargestValue}", "Take a larger unit."));
        }

        return file;
    }

    /// <summary>Neighbours from a file of pairs <c>i,j</c> of ids; give both directions of a mutual neighbourhood.</summary>
    /// <exception cref="UnreadableFileException">The file is unusable, or a pair names a unit without a value.</exception>
    public NeighbourList ReadNeighbours(string path)
    {
        using var table = TextTable.Open(path);
        var (i, j) = (table.Column("i"), table.Column("j"));
        var pairs = new List<(int, int)>();
        while (table.Read())
        {
            pairs.Add((NumberIn(table, i), NumberIn(table, j)));
        }

        return NeighbourList.FromPairs(_ids.Count, pairs);
    }

    /// <summary>Where each unit is.</summary>
    /// <exception cref="UnreadableFileException">A column is missing, or a coordinate no number.</exception>
    public MetricPoint[] ReadPlaces(string xColumn, string yColumn)
    {
        using var table = TextTable.Open(_path);
        var (x, y) = (table.Column(xColumn), table.Column(yColumn));
        var places = new List<MetricPoint>();
        while (table.Read())
        {
            places.Add(new MetricPoint(table.Number(x), table.Number(y)));
        }

        return [.. places];
    }

    /// <summary>Neighbours from the columns <c>col,row</c>: the units are cells of a grid of squares.</summary>
    /// <exception cref="UnreadableFileException">A column is missing, a number not whole, or a cell there twice.</exception>
    public NeighbourList ReadCells(Contiguity contiguity)
    {
        using var table = TextTable.Open(_path);
        var (column, row) = (table.Column("col"), table.Column("row"));
        var cells = new Dictionary<(long Column, long Row), int>();
        while (table.Read())
        {
            if (!cells.TryAdd((table.Whole(column), table.Whole(row)), cells.Count))
            {
                throw table.Unusable(column, $"with row {table.Whole(row)} stands there twice", "Give each cell one row.");
            }
        }

        return NeighbourList.FromPairs(cells.Count,
            from cell in cells
            from east in (int[])[-1, 0, 1]
            from north in (int[])[-1, 0, 1]
            where contiguity == Contiguity.Queen || east == 0 || north == 0
            let other = cells.GetValueOrDefault((cell.Key.Column + east, cell.Key.Row + north), -1)
            where other >= 0
            select (cell.Value, other));
    }

    private int NumberIn(TextTable table, int column) => _numbers.TryGetValue(table[column].ToString(), out var number)
        ? number
        : throw table.Unusable(column, $"has no {_valueColumn} in {_path}", "Add its row, or take the pair out.");
}
