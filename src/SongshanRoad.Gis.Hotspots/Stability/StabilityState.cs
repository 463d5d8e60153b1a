namespace SongshanRoad.Gis.Hotspots.Stability;

/// <summary>What may be said of a cell, or of a whole map, after recomputing it on other grids.</summary>
public enum StabilityState
{
    /// <summary>The map has too few events, or too few cells with one, to be tested at all; no cell is hot or not hot.</summary>
    TooFewEvents,

    /// <summary>Not hot on the stored grid.</summary>
    NotHot,

    /// <summary>Hot on the stored grid, but in less than <see cref="StabilityLens.LeastHotShare"/> of the recomputations.</summary>
    DependsOnTheGrid,

    /// <summary>Hot on the stored grid and in most recomputations.</summary>
    Hot,
}
