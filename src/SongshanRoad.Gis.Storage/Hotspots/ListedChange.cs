using SongshanRoad.Gis.Hotspots.Overlays;

namespace SongshanRoad.Gis.Storage.Hotspots;

/// <summary>An incident that came or went between two versions of the incidents; an edit is both.</summary>
/// <param name="OccurredFrom">When it happened, or from when, UTC.</param>
/// <param name="Incident">Where, and whether it came or went.</param>
/// <param name="Synthetic">Whether it was made for the demo.</param>
public readonly record struct ListedChange(DateTimeOffset OccurredFrom, IncidentChange Incident, bool Synthetic);
