namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>What a file itself says about its CRS (GeoJSON <c>crs</c> member, Shapefile <c>.prj</c>).</summary>
/// <param name="Crs">The CRS, or null when the words were not recognised and the CRS must be declared with <c>--crs</c>.</param>
/// <param name="Words">What the file says, cut to 200 characters.</param>
public sealed record FileCrs(SourceCrs? Crs, string Words);
