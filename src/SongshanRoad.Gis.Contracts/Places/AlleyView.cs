using System.ComponentModel.DataAnnotations;

namespace SongshanRoad.Gis.Contracts.Places;

/// <summary>One alley with its centre line, so that a client can draw walked metres exactly and list alleys by community;
/// vector tiles cut lines at tile edges and can give neither.</summary>
/// <param name="PlaceId">Number of the place.</param>
/// <param name="Name">Its name.</param>
/// <param name="CommunityCode">The community it lies in, or null.</param>
/// <param name="LengthM">Length of all pieces, metres; covered intervals count along the pieces in order.</param>
/// <param name="Reality">How much of it is true.</param>
/// <param name="LinesWgs84">Pieces of the centre line as [lon, lat] pairs; most alleys have one.</param>
public sealed record AlleyView(
    long PlaceId,
    string Name,
    string? CommunityCode,
    double LengthM,
    [property: AllowedValues("real", "approximate", "invented")] string Reality,
    IReadOnlyList<IReadOnlyList<double[]>> LinesWgs84);
