namespace SongshanRoad.Gis.Hotspots.Grids;

/// <summary>Cells that lie side by side on a line.</summary>
/// <param name="From">Place of the first.</param>
/// <param name="To">Place of the last.</param>
/// <param name="First">Index of the first among all cells of the window.</param>
internal readonly record struct CellRun(int From, int To, long First);
