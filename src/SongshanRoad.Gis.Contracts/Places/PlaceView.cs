using System.ComponentModel.DataAnnotations;

namespace SongshanRoad.Gis.Contracts.Places;

/// <summary>One place as its card shows it.</summary>
/// <param name="Id">Number of the place; the feature id in the vector tiles.</param>
/// <param name="Kind">Which kind of place.</param>
/// <param name="Name">Its name.</param>
/// <param name="FullName">Its full name, when longer.</param>
/// <param name="CommunityCode">The community it lies in, or null.</param>
/// <param name="LengthM">Length of an alley in metres, otherwise null.</param>
/// <param name="AreaM2">Area of a polygon in square metres, otherwise null.</param>
/// <param name="Source">Where the drawing comes from.</param>
/// <param name="AccuracyM">Accuracy of the drawing in metres.</param>
/// <param name="Reality">How much of it is true.</param>
/// <param name="Codes">Its codes with issuer and validity.</param>
/// <param name="Attributes">Further attributes as imported.</param>
public sealed record PlaceView(
    long Id,
    [property: AllowedValues("district", "community", "courtyard", "alley", "school", "schoolPerimeter", "venue", "troubleArea")] string Kind,
    string Name,
    string? FullName,
    string? CommunityCode,
    double? LengthM,
    double? AreaM2,
    string Source,
    double AccuracyM,
    [property: AllowedValues("real", "approximate", "invented")] string Reality,
    IReadOnlyList<PlaceCodeView> Codes,
    IReadOnlyDictionary<string, string> Attributes);

/// <summary>One code of a place.</summary>
/// <param name="Issuer">Who gave it, e.g. NBS.</param>
/// <param name="Code">The code.</param>
/// <param name="ValidFrom">First valid day, <c>yyyy-MM-dd</c>.</param>
/// <param name="ValidTo">Last valid day, or null.</param>
public sealed record PlaceCodeView(string Issuer, string Code, string ValidFrom, string? ValidTo);
