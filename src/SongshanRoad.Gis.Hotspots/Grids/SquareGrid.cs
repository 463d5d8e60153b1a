using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Grids;

/// <summary>
/// An unbounded grid of squares in metres with a fixed, stored origin. Cells are half-open, [west, east) x [south, north): a point on a
/// shared edge belongs to the cell north or east of it, and to no other.
/// </summary>
public sealed record SquareGrid : CellGrid
{
    /// <summary>Makes a grid.</summary>
    /// <param name="originEastingM">Easting of the south-west corner of cell (0, 0), metres.</param>
    /// <param name="originNorthingM">Northing of that corner, metres.</param>
    /// <param name="cellM">Side of a cell, metres, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The origin is not finite or the side not above 0.</exception>
    public SquareGrid(double originEastingM, double originNorthingM, double cellM)
    {
        Check(originEastingM, originNorthingM, cellM);
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

    /// <inheritdoc/>
    public override double CellAreaM2 => CellM * CellM;

    /// <inheritdoc/>
    internal override bool LinesRunNorth => false;

    /// <inheritdoc/>
    internal override double StepAlongM => CellM;

    /// <inheritdoc/>
    internal override double StepAcrossM => CellM;

    /// <inheritdoc/>
    public override MetricPoint CentreOf(GridCell cell) =>
        new(OriginEastingM + ((cell.Column + 0.5) * CellM), OriginNorthingM + ((cell.Row + 0.5) * CellM));

    /// <inheritdoc/>
    /// <remarks>Begins at the south-west corner.</remarks>
    public override Polygon OutlineMetric(GridCell cell, GeometryFactory factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        var west = OriginEastingM + (cell.Column * CellM);
        var south = OriginNorthingM + (cell.Row * CellM);
        var east = OriginEastingM + ((cell.Column + 1) * CellM);
        var north = OriginNorthingM + ((cell.Row + 1) * CellM);
        return factory.CreatePolygon([new(west, south), new(east, south), new(east, north), new(west, north), new(west, south)]);
    }

    /// <inheritdoc/>
    internal override CellGrid Redrawn(double widths, double eastCells, double northCells)
    {
        var cellM = CellM * widths;
        return new SquareGrid(OriginEastingM + (eastCells * cellM), OriginNorthingM + (northCells * cellM), cellM);
    }

    /// <inheritdoc/>
    internal override bool TryCellOf(MetricPoint point, out GridCell cell)
    {
        var column = Math.Floor((point.EastingM - OriginEastingM) / CellM);
        var row = Math.Floor((point.NorthingM - OriginNorthingM) / CellM);
        var isNear = Math.Abs(column) < int.MaxValue / 2 && Math.Abs(row) < int.MaxValue / 2;
        cell = isNear ? new GridCell((int)column, (int)row) : default;
        return isNear;
    }

    /// <inheritdoc/>
    internal override LineReach ReachOf(Contiguity contiguity, int line) => contiguity switch
    {
        Contiguity.Queen => new LineReach(-1, 1),
        Contiguity.Rook => new LineReach(0, 0),
        _ => throw new ArgumentOutOfRangeException(nameof(contiguity), contiguity, "Squares touch as queen or rook; hexagons are another grid."),
    };
}
