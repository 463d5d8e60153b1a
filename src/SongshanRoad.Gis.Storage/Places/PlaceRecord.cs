namespace SongshanRoad.Gis.Storage.Places;

/// <summary>A stored place with everything its card shows.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">Which kind of place.</param>
/// <param name="Name">Its name.</param>
/// <param name="FullName">Its full name, or null.</param>
/// <param name="CommunityCode">Code of the community it lies in, or null.</param>
/// <param name="LengthM">Length of an alley in metres, or null.</param>
/// <param name="AreaM2">Area of a polygon in square metres, or null.</param>
/// <param name="Source">Where the drawing comes from.</param>
/// <param name="AccuracyM">Accuracy of the drawing in metres.</param>
/// <param name="Reality"><c>real</c>, <c>approximate</c> or <c>invented</c>.</param>
/// <param name="Codes">Its codes.</param>
/// <param name="Attributes">Further attributes as imported.</param>
public sealed record PlaceRecord(
    long Id,
    string Kind,
    string Name,
    string? FullName,
    string? CommunityCode,
    double? LengthM,
    double? AreaM2,
    string Source,
    double AccuracyM,
    string Reality,
    IReadOnlyList<PlaceCode> Codes,
    IReadOnlyDictionary<string, string> Attributes);

/// <summary>One code of a place, with who gave it and when it was valid.</summary>
public sealed record PlaceCode(string Issuer, string Code, DateOnly ValidFrom, DateOnly? ValidTo);
