using System.Globalization;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Cli.Analyze.Measures;
using SongshanRoad.Gis.Hotspots.Forecasts;
using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Cli.Analyze.Forecasts;

/// <summary>The study area of an analysis and its cells.</summary>
internal sealed class StudyArea
{
    /// <summary>Most cells of a forecast; each method keeps numbers for all of them.</summary>
    private const double MostCells = 1e6;

    /// <summary>Reads the boundary.</summary>
    public StudyArea(CommandHost host, string path, AnalysisCrs crs)
    {
        Outline = AreaFile.ReadOutline(host, path, crs);
        Window = new PolygonWindow(Outline);
    }

    /// <summary>The outline, metres.</summary>
    public Geometry Outline { get; }

    /// <summary>The area as a window.</summary>
    public PolygonWindow Window { get; }

    /// <summary>The cells whose centre lies in the area.</summary>
    /// <param name="squares">The grid, metres.</param>
    /// <param name="cell">Side of a cell as it is written.</param>
    /// <exception cref="CommandFailedException">There are too many or none.</exception>
    public CellUnits Cells(SquareGrid squares, Measure cell)
    {
        var box = Outline.EnvelopeInternal;
        var most = box.Width / squares.CellM * (box.Height / squares.CellM);
        if (most > MostCells)
        {
            throw new CommandFailedException(string.Create(CultureInfo.InvariantCulture,
                $"--cell {cell.Text} cuts the box of the boundary into {most:G3} cells; {MostCells:G3} at most, use larger ones."));
        }

        var grid = WindowGrid.Clip(squares, Window);
        return grid.Cells.Count > 0
            ? new CellUnits(grid, Window.AreaM2)
            : throw new CommandFailedException(string.Create(CultureInfo.InvariantCulture,
                $"--cell {cell.Text}: no cell has its centre in the boundary of {Window.AreaM2:G4} m2; use smaller ones."));
    }
}
