using System.Text.Json;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Cli.Analyze.Grids;

/// <summary>A grid as a JSON object with <c>cell</c> (side of a square, width of a hexagon from edge to edge), <c>x0</c>, <c>y0</c>
/// (south-west corner of the first square, centre of the first hexagon), <c>nx</c>, <c>ny</c> (columns and rows) and optionally
/// <c>shape</c> (<c>square</c> or <c>hex</c>) and <c>top</c> (<c>pointy</c> or <c>flat</c>); other members are not looked at.</summary>
internal sealed class CellGridFile
{
    private const string Cure = "Give cell, x0, y0, nx and ny.";

    private readonly string _path;
    private readonly JsonElement _root;

    private CellGridFile(string path, JsonElement root) => (_path, _root) = (path, root);

    /// <summary>Columns, from the first cell eastwards.</summary>
    public int Columns => Whole("nx");

    /// <summary>Rows, from the first cell northwards.</summary>
    public int Rows => Whole("ny");

    /// <summary>Reads a file.</summary>
    /// <exception cref="UnreadableFileException">The file is unusable.</exception>
    public static CellGridFile Read(string path)
    {
        using var stream = InputFile.Open(path);
        try
        {
            using var document = JsonDocument.Parse(stream);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new CellGridFile(path, document.RootElement.Clone())
                : throw new UnreadableFileException(ProblemCodes.NotThisFormat, $"{path}: the grid has no number \"cell\".", Cure);
        }
        catch (JsonException wrong)
        {
            throw new UnreadableFileException(ProblemCodes.NotThisFormat, $"{path} is not JSON.", "Give an object with cell, x0, y0, nx and ny.", (wrong.LineNumber ?? 0) + 1, wrong);
        }
    }

    /// <summary>The grid.</summary>
    /// <param name="hexagonsUnlessSaid">The shape where the file does not say.</param>
    /// <exception cref="UnreadableFileException">A member is missing or wrong.</exception>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public CellGrid Grid(bool hexagonsUnlessSaid = false)
    {
        var (cell, x0, y0) = (Number("cell"), Number("x0"), Number("y0"));
        return Word("shape", hexagonsUnlessSaid ? "hex" : "square", "square", "hex") == "square"
            ? new SquareGrid(x0, y0, cell)
            : new HexGrid(x0, y0, cell, Word("top", "pointy", "pointy", "flat") == "flat" ? HexTop.Flat : HexTop.Pointy);
    }

    private double Number(string name) =>
        _root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw new UnreadableFileException(ProblemCodes.BadValue, $"{_path}: the grid has no number \"{name}\".", Cure);

    private int Whole(string name) => Number(name) is >= 1 and <= int.MaxValue and var number && number == Math.Floor(number)
        ? (int)number
        : throw new UnreadableFileException(ProblemCodes.BadValue, $"{_path}: \"{name}\" {Number(name)} is not a whole number of 1 or more.", "Correct it.");

    private string Word(string name, string standard, params ReadOnlySpan<string> allowed)
    {
        if (!_root.TryGetProperty(name, out var value))
        {
            return standard;
        }

        return value.ValueKind == JsonValueKind.String && allowed.Contains(value.GetString()!)
            ? value.GetString()!
            : throw new UnreadableFileException(ProblemCodes.BadValue, $"{_path}: \"{name}\" {value} is unknown.", $"Allowed: {string.Join(", ", allowed.ToArray())}.");
    }
}
