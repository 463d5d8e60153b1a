namespace SongshanRoad.Gis.Hotspots.Grids;

/// <summary>Address of one cell of a <see cref="CellGrid"/>: columns count eastwards and rows northwards from the grid's origin;
/// both may be negative.</summary>
/// <param name="Column">Column; that of squares at 0 has the origin on its west edge, that of hexagons in its middle.</param>
/// <param name="Row">Row; that of squares at 0 has the origin on its south edge, that of hexagons in its middle.</param>
public readonly record struct GridCell(int Column, int Row);
