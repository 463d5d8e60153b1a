namespace SongshanRoad.Gis.Storage.Import;

/// <summary>What an import did to the rows of its table.</summary>
/// <param name="New">Rows that were not there before.</param>
/// <param name="Changed">Rows that were there with other values.</param>
/// <param name="Unchanged">Rows that were there exactly so.</param>
public sealed record ImportTally(long New, long Changed, long Unchanged);
