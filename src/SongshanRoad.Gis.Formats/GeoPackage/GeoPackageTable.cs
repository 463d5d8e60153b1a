namespace SongshanRoad.Gis.Formats.GeoPackage;

/// <summary>A table of a GeoPackage. Its key is the column <c>fid</c>, numbered from 1 in the order of writing.</summary>
/// <param name="Name">Its name: letters, digits and _.</param>
/// <param name="Description">What it holds, in one sentence for whoever opens the file.</param>
/// <param name="Columns">Its columns besides the key and, of a feature table, the geometry <c>geom</c>.</param>
public sealed record GeoPackageTable(string Name, string Description, IReadOnlyList<GeoPackageColumn> Columns);
