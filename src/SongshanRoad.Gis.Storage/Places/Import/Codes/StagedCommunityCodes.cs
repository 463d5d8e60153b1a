namespace SongshanRoad.Gis.Storage.Places.Import.Codes;

/// <summary>Checked codes of a stored community on their way into the database.</summary>
/// <param name="Line">Where they stood in the file.</param>
/// <param name="PlaceId">Number of the community.</param>
/// <param name="Name">Its official short name, taken where the community has none of its own; or null.</param>
/// <param name="FullName">Its official full name, or null to leave the stored one.</param>
/// <param name="CodesJson">JSON array of {issuer, code, validFrom, validTo}.</param>
public sealed record StagedCommunityCodes(long Line, long PlaceId, string? Name, string? FullName, string CodesJson);
