using NetTopologySuite.Geometries;

namespace SongshanRoad.Gis.Storage.Places;

/// <summary>The district as a whole.</summary>
/// <param name="Name">Its name, or null when no district is stored yet.</param>
/// <param name="Code">Its official code, or null.</param>
/// <param name="BoundsWgs84">Box in degrees of the district, or else of the streets, or else of the area of use.</param>
/// <param name="HoldsInvented">Whether any place is invented or any incident synthetic.</param>
public sealed record DistrictRecord(string? Name, string? Code, Envelope BoundsWgs84, bool HoldsInvented);

/// <summary>How many features of a kind are real, approximate, invented.</summary>
public sealed record RealityCount(string Kind, int Real, int Approximate, int Invented);

/// <summary>A community for lists.</summary>
public sealed record CommunityRecord(string Code, string Name, double LonDeg, double LatDeg);

/// <summary>An incident category.</summary>
public sealed record CategoryRecord(string Code, string? ParentCode, string NameZh, string NameEn);
