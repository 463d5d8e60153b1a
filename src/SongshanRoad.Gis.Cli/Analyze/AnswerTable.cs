namespace SongshanRoad.Gis.Cli.Analyze;

/// <summary>An answer of rows with named columns, for commands whose columns depend on what was asked.</summary>
/// <param name="rowCount">Number of rows.</param>
internal sealed class AnswerTable(int rowCount)
{
    private readonly List<(string Name, Func<int, object?> Cell)> _columns = [];

    /// <summary>Adds a column.</summary>
    /// <param name="name">Its name, the same in CSV and JSON.</param>
    /// <param name="cell">The cell of a row; rows are numbered from 0.</param>
    public void Add(string name, Func<int, object?> cell) => _columns.Add((name, cell));

    /// <summary>Writes it as CSV, or as a JSON array of objects, where NaN is null.</summary>
    public void Write(CommandHost host, bool json)
    {
        if (json)
        {
            AnalysisAnswer.WriteJson(host, Enumerable.Range(0, rowCount).Select(row =>
                _columns.ToDictionary(column => column.Name, column => column.Cell(row) is var cell and not double.NaN ? cell : null)));
            return;
        }

        AnalysisAnswer.WriteHeader(host, [.. _columns.Select(column => column.Name)]);
        for (var row = 0; row < rowCount; row++)
        {
            AnalysisAnswer.WriteRow(host, [.. _columns.Select(column => column.Cell(row))]);
        }
    }
}
