using System.Globalization;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Hotspots.Forecasts;
using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Cli.Analyze.Forecasts;

/// <summary>The study area of an analysis and its cells.</summary>
internal sealed class StudyArea
{
    /// <summary>Most cells of a forecast; each method keeps numbers for all of them.</summary>
    private const double MostCells = 1e6;

    private readonly AnalysisCrs _crs;

    /// <summary>Reads the boundary.</summary>
    public StudyArea(CommandHost host, string path, AnalysisCrs crs)
    {
        _crs = crs;
        Outline = AreaFile.ReadOutline(host, path, crs);
        Window = new PolygonWindow(Outline);
    }

    /// <summary>The outline, metres.</summary>
    public Geometry Outline { get; }

    /// <summary>The area as a window.</summary>
    public PolygonWindow Window { get; }

    /// <summary>The cells whose centre lies in the area.</summary>
    /// <param name="cell">Their side.</param>
    /// <param name="origin">Corner of one of them in units of the CRS, <c>X,Y</c>; null for 0.5,0.5.</param>
    /// <exception cref="CommandFailedException">There are too many or none, or the origin is no pair of numbers.</exception>
    public CellUnits Cells(Measure cell, string? origin)
    {
        var box = Outline.EnvelopeInternal;
        var most = box.Width / cell.Metric * (box.Height / cell.Metric);
        if (most > MostCells)
        {
            throw new CommandFailedException(string.Create(CultureInfo.InvariantCulture,
                $"--cell {cell.Text} cuts the box of the boundary into {most:G3} cells; {MostCells:G3} at most, use larger ones."));
        }

        var (x, y) = OriginOf(origin);
        var grid = WindowGrid.Clip(new SquareGrid(x * _crs.Metric.UnitM, y * _crs.Metric.UnitM, cell.Metric), Window);
        return grid.Cells.Count > 0
            ? new CellUnits(grid, Window.AreaM2)
            : throw new CommandFailedException(string.Create(CultureInfo.InvariantCulture,
                $"--cell {cell.Text}: no cell has its centre in the boundary of {Window.AreaM2:G4} m2; use smaller ones."));
    }

    private static (double X, double Y) OriginOf(string? text)
    {
        if (text is null)
        {
            return (0.5, 0.5);
        }

        var parts = text.Split(',');
        return parts.Length == 2
            && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var x) && double.IsFinite(x)
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var y) && double.IsFinite(y)
            ? (x, y)
            : throw new CommandFailedException($"--grid-origin {text} is not a pair of numbers X,Y.");
    }
}
