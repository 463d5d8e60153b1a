using SongshanRoad.Gis.Cli.Analyze.Grids;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Cli.Analyze.Density;

/// <summary>A rectangle of square cells for a density, see <see cref="CellGridFile"/>.</summary>
internal static class GridFile
{
    /// <summary>Reads a grid; its cell (0, 0) is the south-west one.</summary>
    /// <exception cref="UnreadableFileException">The file is unusable or lacks a number.</exception>
    /// <exception cref="ArgumentException">The grid has too many cells.</exception>
    public static WindowGrid Read(string path)
    {
        var file = CellGridFile.Read(path);
        return file.Grid() is SquareGrid squares
            ? WindowGrid.Box(squares, new GridCell(0, 0), file.Columns, file.Rows)
            : throw new UnreadableFileException(ProblemCodes.BadValue, $"{path}: \"shape\" hex is not for densities.", "Use squares.");
    }
}
