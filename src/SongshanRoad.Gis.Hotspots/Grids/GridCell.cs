namespace SongshanRoad.Gis.Hotspots.Grids;

/// <summary>Address of one cell of a <see cref="SquareGrid"/>: columns count eastwards and rows northwards from the grid's origin;
/// both may be negative.</summary>
/// <param name="Column">Column, 0 = the one whose west edge is the origin.</param>
/// <param name="Row">Row, 0 = the one whose south edge is the origin.</param>
public readonly record struct GridCell(int Column, int Row);
