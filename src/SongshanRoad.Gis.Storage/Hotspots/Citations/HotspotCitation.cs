namespace SongshanRoad.Gis.Storage.Hotspots.Citations;

/// <summary>That somebody cites a run.</summary>
/// <param name="Run">The run.</param>
/// <param name="CitedBy">Account that cited it first.</param>
/// <param name="CitedAt">When, UTC.</param>
/// <param name="Note">What for, at most 200 characters.</param>
public sealed record HotspotCitation(StoredRun Run, string CitedBy, DateTimeOffset CitedAt, string Note);
