using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Hotspots.Overlays;

namespace SongshanRoad.Gis.Server.Hotspots;

/// <summary>What a run says of itself on the wire.</summary>
internal static class HotspotRunViews
{
    /// <summary>A run on cells.</summary>
    public static HotspotRunView Of(
        HotspotRequest request, string runId, HotspotOverlay overlay, IReadOnlyList<TopPlaceView> top, bool synthetic, DateTimeOffset computedAt)
    {
        var provenance = overlay.Provenance;
        return Asked(request, runId, computedAt) with
        {
            Outcome = Word(overlay.Outcome),
            Incidents = provenance.IncidentsInCells,
            WeightedCount = provenance.WeightInCells,
            IncidentsOutside = provenance.IncidentsUsed + provenance.IncidentsOutside - provenance.IncidentsInCells,
            CellsTested = provenance.CellsTested,
            CellsWithIncidents = provenance.CellsWithIncidents,
            Hot = overlay.Hot,
            Cold = overlay.Cold,
            DependingOnGrid = provenance.CellsDependingOnGrid,
            DensityBreaksPerKm2 = DensityLegend.Breaks(overlay.Cells.Select(cell => cell.DensityPerKm2)),
            MinIncidents = provenance.MinIncidents,
            TopPlaces = top,
            Synthetic = synthetic,
        };
    }

    /// <summary>A run on street segments.</summary>
    public static HotspotRunView Of(
        HotspotRequest request, string runId, SegmentOverlay overlay, IReadOnlyList<TopPlaceView> top, bool synthetic, DateTimeOffset computedAt)
    {
        var provenance = overlay.Provenance;
        return Asked(request, runId, computedAt) with
        {
            Outcome = Word(overlay.Outcome),
            Incidents = provenance.IncidentsOnSegments,
            WeightedCount = provenance.WeightOnSegments,
            IncidentsOutside = provenance.IncidentsOutside,
            SnapM = provenance.SnapM,
            StreetsM = provenance.StreetsM,
            DensityIsExact = provenance.IsExact,
            CellsTested = provenance.SegmentsTested,
            CellsWithIncidents = provenance.SegmentsWithIncidents,
            Hot = overlay.Hot,
            Cold = overlay.Cold,
            DensityBreaksPerKm = DensityLegend.Breaks(overlay.Segments.SelectMany(segment => segment.PieceDensitiesPerKm)),
            MinIncidents = provenance.MinIncidents,
            TopPlaces = top,
            Synthetic = synthetic,
        };
    }

    private static HotspotRunView Asked(HotspotRequest request, string runId, DateTimeOffset computedAt) => new(
        runId,
        Word(HotspotOutcome.Ok),
        request.Filter.From,
        request.Filter.To,
        request.Filter.Categories,
        request.Filter.CalledInOnly,
        request.Unit,
        request.Filter.Hours?.Weekdays ?? [],
        request.Filter.Hours?.FromHour ?? 0,
        request.Filter.Hours?.ToHour ?? HotspotQuery.HoursPerDay,
        Incidents: 0,
        WeightedCount: 0,
        IncidentsOutside: 0,
        request.CellM,
        request.BandwidthM,
        request.Kernel.ToString().ToLowerInvariant(),
        request.Split,
        SnapM: null,
        StreetsM: null,
        DensityIsExact: true,
        CellsTested: 0,
        CellsWithIncidents: 0,
        Hot: [],
        Cold: [],
        DependingOnGrid: 0,
        DensityBreaksPerKm2: [],
        DensityBreaksPerKm: [],
        MinIncidents: 0,
        TopPlaces: [],
        computedAt,
        Synthetic: false);

    private static string Word(HotspotOutcome outcome) => outcome switch
    {
        HotspotOutcome.TooFewIncidents => "tooFewIncidents",
        HotspotOutcome.TooFewCells => "tooFewCells",
        _ => "ok",
    };
}
