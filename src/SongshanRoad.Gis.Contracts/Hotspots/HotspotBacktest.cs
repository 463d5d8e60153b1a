namespace SongshanRoad.Gis.Contracts.Hotspots;

/// <summary>How well the standing overlay would have foreseen the last days: its densest cells as they stood when those days began, beside
/// other choices of the same size, all made from incidents before.</summary>
/// <param name="From">When the days foreseen begin, UTC, inclusive.</param>
/// <param name="To">When they end, UTC, exclusive.</param>
/// <param name="Category">Category counted, or null for all.</param>
/// <param name="CalledInOnly">Whether incidents found by patrols were left out.</param>
/// <param name="AreaShare">Share of the district that the cells chosen have together.</param>
/// <param name="Cells">How many cells that is.</param>
/// <param name="CellM">Side of a cell, metres.</param>
/// <param name="Incidents">N, incidents of those days in the district.</param>
/// <param name="Shown">The overlay's density.</param>
/// <param name="Forecast">The forecast that did best on the days before.</param>
/// <param name="ForecastMethod">Which that is.</param>
/// <param name="CountMap">The plain count map: the cells with most incidents so far.</param>
public sealed record HotspotBacktestView(
    DateTimeOffset From,
    DateTimeOffset To,
    string? Category,
    bool CalledInOnly,
    double AreaShare,
    int Cells,
    double CellM,
    int Incidents,
    HotspotScoreView Shown,
    HotspotScoreView Forecast,
    string ForecastMethod,
    HotspotScoreView CountMap);

/// <summary>What one choice of cells caught.</summary>
/// <param name="Hits">n, incidents in its cells.</param>
/// <param name="HitShare">n / N; null when no incident came.</param>
/// <param name="LowerShare">Lower end of its 95 % interval (Wilson).</param>
/// <param name="UpperShare">Upper end.</param>
/// <param name="PaiRatio">Predictive accuracy index: how many times denser incidents were there than in the whole district (Chainey et al. 2008).</param>
public sealed record HotspotScoreView(int Hits, double? HitShare, double? LowerShare, double? UpperShare, double? PaiRatio);
