using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Grids;

/// <summary>Which way hexagons stand.</summary>
public enum HexTop
{
    /// <summary>A corner points north; rows are straight and every other row is shifted east by half a cell.</summary>
    Pointy,

    /// <summary>An edge faces north; columns are straight and every other column is shifted north by half a cell.</summary>
    Flat,
}

/// <summary>
/// An unbounded grid of regular hexagons in metres with a fixed, stored origin. All six neighbours of a cell are equally far away, which
/// squares cannot offer. Columns count eastwards, rows northwards; odd rows (pointy top) lie half a cell further east, odd columns (flat
/// top) half a cell further north. A point belongs to the nearest centre; on an edge to the cell further along the grid's lines or, between
/// two lines, to the further line.
/// </summary>
public sealed record HexGrid : CellGrid
{
    // Corners lie on a lattice of half widths along the lines and half sides across them; counter-clockwise where lines run east.
    private static readonly (int Along, int Across)[] Corners = [(0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1)];

    private static readonly double HalfSide = 0.5 / Math.Sqrt(3);

    /// <summary>Makes a grid.</summary>
    /// <param name="originEastingM">Easting of the centre of cell (0, 0), metres.</param>
    /// <param name="originNorthingM">Northing of that centre, metres.</param>
    /// <param name="acrossM">Width of a hexagon from edge to opposite edge, which is the distance of neighbouring centres; metres, above 0.
    /// At 50 m a cell has 2,165 m², a square of that side 2,500 m².</param>
    /// <param name="top">Which way the hexagons stand.</param>
    /// <exception cref="ArgumentOutOfRangeException">The origin is not finite or the width not above 0.</exception>
    public HexGrid(double originEastingM, double originNorthingM, double acrossM, HexTop top = HexTop.Pointy)
    {
        Check(originEastingM, originNorthingM, acrossM);
        (OriginEastingM, OriginNorthingM, AcrossM, Top) = (originEastingM, originNorthingM, acrossM, top);
    }

    /// <summary>Easting of the centre of cell (0, 0), metres.</summary>
    public double OriginEastingM { get; }

    /// <summary>Northing of that centre, metres.</summary>
    public double OriginNorthingM { get; }

    /// <summary>Width from edge to opposite edge, metres.</summary>
    public double AcrossM { get; }

    /// <summary>Which way the hexagons stand.</summary>
    public HexTop Top { get; }

    /// <inheritdoc/>
    public override double CellAreaM2 => Math.Sqrt(3) / 2 * AcrossM * AcrossM;

    /// <inheritdoc/>
    internal override bool LinesRunNorth => Top == HexTop.Flat;

    /// <inheritdoc/>
    internal override double StepAlongM => AcrossM;

    /// <inheritdoc/>
    internal override double StepAcrossM => 3 * HalfSide * AcrossM;

    private (double AlongM, double AcrossM) Origin => Turned(new MetricPoint(OriginEastingM, OriginNorthingM));

    /// <inheritdoc/>
    public override MetricPoint CentreOf(GridCell cell)
    {
        var (line, place) = PlaceOf(cell);
        return Point((2 * (long)place) + (line & 1), 3 * (long)line);
    }

    /// <inheritdoc/>
    public override Polygon OutlineMetric(GridCell cell, GeometryFactory factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        var (line, place) = PlaceOf(cell);
        var outline = new Coordinate[Corners.Length + 1];
        for (var i = 0; i < Corners.Length; i++)
        {
            // Turned axes turn the sense of going round, too.
            var (along, across) = Corners[LinesRunNorth ? Corners.Length - 1 - i : i];
            var corner = Point((2 * (long)place) + (line & 1) + along, (3 * (long)line) + across);
            outline[i] = new Coordinate(corner.EastingM, corner.NorthingM);
        }

        outline[^1] = outline[0].Copy();
        return factory.CreatePolygon(outline);
    }

    /// <inheritdoc/>
    internal override CellGrid Redrawn(double widths, double eastCells, double northCells)
    {
        var acrossM = AcrossM * widths;
        var stepM = 3 * HalfSide * acrossM;
        var (eastM, northM) = LinesRunNorth ? (eastCells * stepM, northCells * acrossM) : (eastCells * acrossM, northCells * stepM);
        return new HexGrid(OriginEastingM + eastM, OriginNorthingM + northM, acrossM, Top);
    }

    /// <inheritdoc/>
    internal override bool TryCellOf(MetricPoint point, out GridCell cell)
    {
        var (originAlong, originAcross) = Origin;
        var (alongM, acrossM) = Turned(point);
        var along = (alongM - originAlong) / StepAlongM;
        var across = (acrossM - originAcross) / StepAcrossM;
        if (!(Math.Abs(along) < int.MaxValue / 2 && Math.Abs(across) < int.MaxValue / 2))
        {
            cell = default;
            return false;
        }

        // A point lies nearer to a centre of the two lines beside it than to any of a third line.
        var line = (int)Math.Floor(across);
        var (place, square) = Nearest(line, along, across);
        var (nextPlace, nextSquare) = Nearest(line + 1, along, across);
        cell = nextSquare <= square ? CellAt(line + 1, nextPlace) : CellAt(line, place);
        return true;
    }

    /// <inheritdoc/>
    internal override LineReach ReachOf(Contiguity contiguity, int line) => contiguity == Contiguity.Hexagon
        ? new LineReach((line & 1) - 1, line & 1)
        : throw new ArgumentOutOfRangeException(nameof(contiguity), contiguity, "Hexagons touch as hexagons only; queen and rook are for squares.");

    /// <summary>The nearest centre on a line, with the square of its distance in widths.</summary>
    private static (int Place, double Square) Nearest(int line, double along, double across)
    {
        var shifted = along - (0.5 * (line & 1));
        var place = Math.Floor(shifted + 0.5);
        var (offAlong, offAcross) = (shifted - place, (across - line) * 3 * HalfSide);
        return ((int)place, (offAlong * offAlong) + (offAcross * offAcross));
    }

    /// <summary>A point of the lattice of half widths along the lines and half sides across them.</summary>
    private MetricPoint Point(long halfWidths, long halfSides)
    {
        var (originAlong, originAcross) = Origin;
        var (alongM, acrossM) = (originAlong + (halfWidths * 0.5 * AcrossM), originAcross + (halfSides * HalfSide * AcrossM));
        return LinesRunNorth ? new MetricPoint(acrossM, alongM) : new MetricPoint(alongM, acrossM);
    }
}
