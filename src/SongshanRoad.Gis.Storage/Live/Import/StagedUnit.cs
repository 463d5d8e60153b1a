namespace SongshanRoad.Gis.Storage.Live.Import;

/// <summary>A checked unit on its way into the database.</summary>
/// <param name="Line">Where it stood in the file.</param>
/// <param name="Code">Its code.</param>
/// <param name="Kind">Kind of unit, as in the table's constraint.</param>
/// <param name="CallSign">How it is called on the radio.</param>
/// <param name="CommunityCode">The code its community is known by, or null.</param>
public sealed record StagedUnit(long Line, string Code, string Kind, string CallSign, string? CommunityCode);
