using SongshanRoad.Gis.Hotspots.Overlays;

namespace SongshanRoad.Gis.Storage.Hotspots;

/// <summary>An incident that came or went between two versions of the incidents; an edit is both.</summary>
/// <param name="OccurredFrom">When it happened, or from when, UTC.</param>
/// <param name="Incident">Where, and whether it came or went.</param>
/// <param name="Synthetic">Whether it was made for the demo.</param>
public readonly record struct ListedChange(DateTimeOffset OccurredFrom, IncidentChange Incident, bool Synthetic);

/// <summary>What changed since a version of the incidents, all of one moment.</summary>
/// <param name="Versions">Version of each layer at that moment.</param>
/// <param name="Changes">Every change since, or null when not all of them are listed.</param>
public sealed record HotspotChanges(IReadOnlyDictionary<string, long> Versions, IReadOnlyList<ListedChange>? Changes);
