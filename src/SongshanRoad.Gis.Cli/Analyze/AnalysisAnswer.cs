using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SongshanRoad.Gis.Cli.Analyze;

/// <summary>Writes what an analysis found: CSV with a header row, or one JSON value.</summary>
internal static class AnalysisAnswer
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // The names are those of the reference fixtures, which are snake_case.
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // n and N, a and A are different members of a score.
        PropertyNameCaseInsensitive = false,
        WriteIndented = true,
    };

    /// <summary>Writes one JSON value; member names become snake_case.</summary>
    public static void WriteJson<T>(CommandHost host, T value) => host.Output.WriteLine(JsonSerializer.Serialize(value, Options));

    /// <summary>Writes a CSV header.</summary>
    public static void WriteHeader(CommandHost host, params ReadOnlySpan<string> columns) => host.Output.WriteLine(string.Join(',', columns.ToArray()));

    /// <summary>Writes a CSV row: numbers with every digit that tells them apart, NaN as <c>NA</c>, texts quoted when they must be.</summary>
    public static void WriteRow(CommandHost host, params ReadOnlySpan<object?> cells)
    {
        var row = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            row.Append(i == 0 ? "" : ",").Append(Cell(cells[i]));
        }

        host.Output.WriteLine(row);
    }

    /// <summary>A number for JSON, which knows neither NaN nor infinity: null stands for both.</summary>
    public static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static string Cell(object? value) => value switch
    {
        null or double.NaN => "NA",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted(value.ToString()!),
    };

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
