using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Storage.Hotspots;

/// <summary>A grid as its columns in the database.</summary>
/// <param name="Unit"><c>square</c> or <c>hexagon</c>.</param>
/// <param name="OriginEastingM">Origin, metres.</param>
/// <param name="OriginNorthingM">Origin, metres.</param>
/// <param name="WidthM">Side of a square or width of a hexagon, metres.</param>
internal sealed record StoredGrid(string Unit, double OriginEastingM, double OriginNorthingM, double WidthM)
{
    /// <summary>The columns of a grid.</summary>
    /// <exception cref="ArgumentException">Grids of that shape are not stored.</exception>
    public static StoredGrid Of(CellGrid grid) => grid switch
    {
        SquareGrid square => new StoredGrid("square", square.OriginEastingM, square.OriginNorthingM, square.CellM),
        HexGrid { Top: HexTop.Pointy } hexagons => new StoredGrid("hexagon", hexagons.OriginEastingM, hexagons.OriginNorthingM, hexagons.AcrossM),
        _ => throw new ArgumentException($"Runs on {grid} are not stored; squares and pointy-top hexagons are.", nameof(grid)),
    };
}
