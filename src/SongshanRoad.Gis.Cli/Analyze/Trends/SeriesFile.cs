using System.Text.Json;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Cli.Analyze.Trends;

/// <summary>A series of values at equal steps of time.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its values, oldest first.</param>
internal sealed record NamedSeries(string Name, double[] Values);

/// <summary>A JSON file of series: an array of objects with <c>name</c> and <c>values</c>; other members are not looked at.</summary>
internal static class SeriesFile
{
    private const string Cure = "Give an array of objects with name and values: [{\"name\": \"a\", \"values\": [3, 1, 2]}].";

    /// <summary>Reads a file.</summary>
    /// <exception cref="UnreadableFileException">The file is unusable, or a value no finite number.</exception>
    public static List<NamedSeries> Read(string path)
    {
        using var stream = InputFile.Open(path);
        using var document = Parse(path, stream);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            throw new UnreadableFileException(ProblemCodes.NotThisFormat, $"{path} is no array of series.", Cure);
        }

        return [.. document.RootElement.EnumerateArray().Index().Select(series => SeriesOf(path, series.Index, series.Item))];
    }

    private static NamedSeries SeriesOf(string path, int number, JsonElement series)
    {
        if (series.ValueKind != JsonValueKind.Object
            || !series.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.String
            || !series.TryGetProperty("values", out var values) || values.ValueKind != JsonValueKind.Array)
        {
            throw new UnreadableFileException(ProblemCodes.BadValue, $"{path}: series {number + 1} lacks its name or its values.", Cure);
        }

        return new NamedSeries(name.GetString()!, [.. values.EnumerateArray().Index().Select(value =>
            value.Item.ValueKind == JsonValueKind.Number && value.Item.TryGetDouble(out var finite) && double.IsFinite(finite)
                ? finite
                : throw new UnreadableFileException(ProblemCodes.BadValue,
                    $"{path}: value {value.Index + 1} of series \"{name.GetString()}\", {value.Item.GetRawText()}, is no finite number.", "Correct it, or leave the series out."))]);
    }

    private static JsonDocument Parse(string path, Stream stream)
    {
        try
        {
            return JsonDocument.Parse(stream);
        }
        catch (JsonException wrong)
        {
            throw new UnreadableFileException(ProblemCodes.NotThisFormat, $"{path} is not JSON.", Cure, (wrong.LineNumber ?? 0) + 1, wrong);
        }
    }
}
