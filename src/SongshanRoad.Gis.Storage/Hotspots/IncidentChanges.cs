namespace SongshanRoad.Gis.Storage.Hotspots;

/// <summary>What changed since a version of the incidents, all of one moment.</summary>
/// <param name="Versions">Version of each layer at that moment.</param>
/// <param name="Changes">Every change since, or null when not all of them are listed.</param>
public sealed record IncidentChanges(IReadOnlyDictionary<string, long> Versions, IReadOnlyList<ListedChange>? Changes);
