using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Grids;

/// <summary>
/// An unbounded grid of squares in metres with a fixed, stored origin, so that maps of different windows and years use the same
/// cells. Cells are half-open, [west, east) x [south, north): a point on a shared edge belongs to the cell north or east of it,
/// and to no other.
/// </summary>
public sealed record SquareGrid
{
    /// <summary>Makes a grid.</summary>
    /// <param name="originEastingM">Easting of the south-west corner of cell (0, 0), metres.</param>
    /// <param name="originNorthingM">Northing of that corner, metres.</param>
    /// <param name="cellM">Side of a cell, metres, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The origin is not finite or the side not above 0.</exception>
    public SquareGrid(double originEastingM, double originNorthingM, double cellM)
    {
        if (!double.IsFinite(originEastingM) || !double.IsFinite(originNorthingM))
        {
            throw new ArgumentOutOfRangeException(nameof(originEastingM), (originEastingM, originNorthingM), "The grid origin must be finite metres.");
        }

        if (!double.IsFinite(cellM) || cellM <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(cellM), cellM, "The cell side must be above 0 m.");
        }

        OriginEastingM = originEastingM;
        OriginNorthingM = originNorthingM;
        CellM = cellM;
    }

    /// <summary>Easting of the south-west corner of cell (0, 0), metres.</summary>
    public double OriginEastingM { get; }

    /// <summary>Northing of the south-west corner of cell (0, 0), metres.</summary>
    public double OriginNorthingM { get; }

    /// <summary>Side of a cell, metres.</summary>
    public double CellM { get; }

    /// <summary>The cell a point lies in.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The point is not finite, or more than two thousand million cells away.</exception>
    public GridCell CellOf(MetricPoint point)
    {
        var column = Math.Floor((point.EastingM - OriginEastingM) / CellM);
        var row = Math.Floor((point.NorthingM - OriginNorthingM) / CellM);
        return Math.Abs(column) <= int.MaxValue && Math.Abs(row) <= int.MaxValue
            ? new GridCell((int)column, (int)row)
            : throw new ArgumentOutOfRangeException(nameof(point), point, "The point is not within the grid's range.");
    }

    /// <summary>Centre of a cell, metres.</summary>
    public MetricPoint CentreOf(GridCell cell) =>
        new(OriginEastingM + ((cell.Column + 0.5) * CellM), OriginNorthingM + ((cell.Row + 0.5) * CellM));

    /// <summary>The square of a cell, counter-clockwise from its south-west corner, in metres.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="factory">Factory with the SRID of the metric CRS.</param>
    public Polygon OutlineMetric(GridCell cell, GeometryFactory factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        var west = OriginEastingM + (cell.Column * CellM);
        var south = OriginNorthingM + (cell.Row * CellM);
        var east = OriginEastingM + ((cell.Column + 1) * CellM);
        var north = OriginNorthingM + ((cell.Row + 1) * CellM);
        return factory.CreatePolygon([new(west, south), new(east, south), new(east, north), new(west, north), new(west, south)]);
    }
}
