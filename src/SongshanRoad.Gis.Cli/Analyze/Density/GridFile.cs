using System.Text.Json;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Cli.Analyze.Density;

/// <summary>A rectangle of square cells as a JSON object with <c>cell</c> (side), <c>x0</c>, <c>y0</c> (south-west corner), <c>nx</c>,
/// <c>ny</c> (columns and rows); other members are not looked at.</summary>
internal static class GridFile
{
    /// <summary>Reads a grid; its cell (0, 0) is the south-west one.</summary>
    /// <exception cref="UnreadableFileException">The file is unusable or lacks a number.</exception>
    /// <exception cref="ArgumentException">The grid has too many cells.</exception>
    public static WindowGrid Read(string path)
    {
        using var stream = InputFile.Open(path);
        using var document = Parse(path, stream);
        double Number(string name) =>
            document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
                ? number
                : throw new UnreadableFileException(ProblemCodes.BadValue, $"{path}: the grid has no number \"{name}\".", "Give cell, x0, y0, nx and ny.");
        int Whole(string name) => Number(name) is >= 1 and <= int.MaxValue and var number && number == Math.Floor(number)
            ? (int)number
            : throw new UnreadableFileException(ProblemCodes.BadValue, $"{path}: \"{name}\" {Number(name)} is not a whole number of 1 or more.", "Correct it.");
        return WindowGrid.Box(new SquareGrid(Number("x0"), Number("y0"), Number("cell")), new GridCell(0, 0), Whole("nx"), Whole("ny"));
    }

    private static JsonDocument Parse(string path, Stream stream)
    {
        try
        {
            return JsonDocument.Parse(stream);
        }
        catch (JsonException wrong)
        {
            throw new UnreadableFileException(ProblemCodes.NotThisFormat, $"{path} is not JSON.", "Give an object with cell, x0, y0, nx and ny.", (wrong.LineNumber ?? 0) + 1, wrong);
        }
    }
}
