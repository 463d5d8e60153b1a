using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Hotspots.Stability;

/// <summary>How much of a hotspot map depends on where its grid lies and how wide its cells are.</summary>
/// <param name="Grid">Cells of the stored grid.</param>
/// <param name="Cells">State of each cell; all <see cref="StabilityState.TooFewEvents"/> when the map is.</param>
/// <param name="HotShares">Share of the recomputations in which the place of each cell's centre is hot, 0 to 1; one with too few
/// events counts as not hot.</param>
/// <param name="Recomputations">Number of grids the shares are of, the stored one among them.</param>
/// <param name="TooFew">How many of them had too few events in their cells to be tested.</param>
public sealed record StabilityMap(
    WindowCells Grid, IReadOnlyList<StabilityState> Cells, IReadOnlyList<double> HotShares, int Recomputations, int TooFew);
