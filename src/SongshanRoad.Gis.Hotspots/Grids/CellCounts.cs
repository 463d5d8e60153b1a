namespace SongshanRoad.Gis.Hotspots.Grids;

/// <summary>Points counted per cell. The counts and <paramref name="Outside"/> add up to the points given.</summary>
/// <param name="Counts">Points per cell, in the order of <see cref="WindowGrid.Cells"/>.</param>
/// <param name="Outside">Points in none of the cells.</param>
public sealed record CellCounts(IReadOnlyList<int> Counts, int Outside);
