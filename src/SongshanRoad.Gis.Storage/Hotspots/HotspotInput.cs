using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Spatial.Streets;

namespace SongshanRoad.Gis.Storage.Hotspots;

/// <summary>What an overlay is computed from, all of one moment.</summary>
/// <param name="Versions">Version of each layer at that moment.</param>
/// <param name="OutlineMetric">The union of the stored districts, metres, or null when none is stored.</param>
/// <param name="Incidents">The incidents of the filter.</param>
/// <param name="Streets">Every street and alley; empty when they were not asked for.</param>
public sealed record HotspotInput(
    IReadOnlyDictionary<string, long> Versions, Geometry? OutlineMetric, HotspotIncidents Incidents, IReadOnlyList<StreetLine> Streets);
