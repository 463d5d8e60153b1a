namespace SongshanRoad.Gis.Formats.GeoPackage;

/// <summary>A column of a table in a GeoPackage, besides its key and its geometry.</summary>
/// <param name="Name">Its name: letters, digits and _.</param>
/// <param name="Type">What it holds; every column may also hold nothing.</param>
public sealed record GeoPackageColumn(string Name, GeoPackageType Type);

/// <summary>What a column holds (OGC 12-128r17, table 1).</summary>
public enum GeoPackageType
{
    /// <summary>Text, UTF-8.</summary>
    Text = 0,

    /// <summary>A whole number of 64 bits.</summary>
    WholeNumber = 1,

    /// <summary>A floating-point number of 64 bits.</summary>
    Number = 2,

    /// <summary>True or false, kept as 1 or 0.</summary>
    Boolean = 3,
}
