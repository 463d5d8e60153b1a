using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Grids;

/// <summary>
/// An unbounded grid of equal cells in metres with a fixed, stored origin, so that maps of different windows and years use the same
/// cells. Each point belongs to exactly one cell.
/// </summary>
/// <remarks>The centres of the cells lie on parallel lines at equal steps along them. The lines run east, one line to a row; in a grid of
/// flat-top hexagons they run north, one line to a column.</remarks>
public abstract record CellGrid
{
    private protected CellGrid()
    {
    }

    /// <summary>Area of a cell, square metres.</summary>
    public abstract double CellAreaM2 { get; }

    /// <summary>Whether the lines of centres run north, a line being a column, instead of east.</summary>
    internal abstract bool LinesRunNorth { get; }

    /// <summary>Distance of neighbouring centres on a line, metres.</summary>
    internal abstract double StepAlongM { get; }

    /// <summary>Distance of neighbouring lines, metres.</summary>
    internal abstract double StepAcrossM { get; }

    /// <summary>The cell a point lies in.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The point is not finite, or more than a thousand million cells away.</exception>
    public GridCell CellOf(MetricPoint point) => TryCellOf(point, out var cell)
        ? cell
        : throw new ArgumentOutOfRangeException(nameof(point), point, "The point is not within the grid's range.");

    /// <summary>Centre of a cell, metres.</summary>
    public abstract MetricPoint CentreOf(GridCell cell);

    /// <summary>Outline of a cell, counter-clockwise, in metres; cells that share an edge share its corners to the last bit.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="factory">Factory with the SRID of the metric CRS.</param>
    public abstract Polygon OutlineMetric(GridCell cell, GeometryFactory factory);

    /// <summary>A grid of the same shape with wider or narrower cells, moved by a part of a cell.</summary>
    /// <param name="widths">Width of its cells against these; above 0.</param>
    /// <param name="eastCells">Move to the east, in steps from one centre to the next in that direction.</param>
    /// <param name="northCells">Move to the north, in such steps.</param>
    internal abstract CellGrid Redrawn(double widths, double eastCells, double northCells);

    /// <summary>The cell a point lies in; false when the point is not finite or too far away.</summary>
    internal abstract bool TryCellOf(MetricPoint point, out GridCell cell);

    /// <summary>Which cells of a neighbouring line touch a cell.</summary>
    /// <param name="contiguity">What touching means.</param>
    /// <param name="line">The cell's line.</param>
    /// <exception cref="ArgumentOutOfRangeException">Cells of this shape cannot touch in that way.</exception>
    internal abstract LineReach ReachOf(Contiguity contiguity, int line);

    /// <summary>The cell at a place of a line.</summary>
    internal GridCell CellAt(int line, int place) => LinesRunNorth ? new GridCell(line, place) : new GridCell(place, line);

    /// <summary>Line and place of a cell.</summary>
    internal (int Line, int Place) PlaceOf(GridCell cell) => LinesRunNorth ? (cell.Column, cell.Row) : (cell.Row, cell.Column);

    /// <summary>Where a point lies along the lines and across them, metres.</summary>
    internal (double AlongM, double AcrossM) Turned(MetricPoint point) =>
        LinesRunNorth ? (point.NorthingM, point.EastingM) : (point.EastingM, point.NorthingM);

    /// <summary>Checks an origin and a length that makes up cells.</summary>
    private protected static void Check(double originEastingM, double originNorthingM, double cellM)
    {
        if (!double.IsFinite(originEastingM) || !double.IsFinite(originNorthingM))
        {
            throw new ArgumentOutOfRangeException(nameof(originEastingM), (originEastingM, originNorthingM), "The grid origin must be finite metres.");
        }

        if (!double.IsFinite(cellM) || cellM <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(cellM), cellM, "The cell side must be above 0 m.");
        }
    }
}
