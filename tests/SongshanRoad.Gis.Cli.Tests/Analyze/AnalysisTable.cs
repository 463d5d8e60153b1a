using System.Globalization;

namespace SongshanRoad.Gis.Cli.Tests.Analyze;

/// <summary>A CSV answer or fixture, by column.</summary>
internal sealed class AnalysisTable
{
    private readonly List<string[]> _rows;

    private AnalysisTable(string[] headers, List<string[]> rows) => (Headers, _rows) = (headers, rows);

    public string[] Headers { get; }

    public int Count => _rows.Count;

    public string[] this[string column] => [.. _rows.Select(row => row[Array.IndexOf(Headers, column)])];

    public static AnalysisTable Read(string csv)
    {
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new AnalysisTable(lines[0].Split(','), [.. lines.Skip(1).Select(line => line.Split(','))]);
    }

    /// <summary>A column as numbers; NA is NaN.</summary>
    public double[] Numbers(string column) =>
        [.. this[column].Select(cell => cell == "NA" ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture))];

    /// <summary>Fails unless a column has these numbers, each within an absolute tolerance.</summary>
    public void AssertNear(string column, IReadOnlyList<double> expected, double within)
    {
        var actual = Numbers(column);
        Assert.Equal(expected.Count, actual.Length);
        for (var i = 0; i < actual.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], within);
        }
    }
}
