using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace SongshanRoad.Gis.Formats.GeoPackage;

/// <summary>Shapes as GeoPackage binary (OGC 12-128r17, 2.1.3): a header with the reference system and the box, then WKB.</summary>
internal static class GeoPackageGeometry
{
    /// <summary>A shape in the plane as a blob.</summary>
    public static byte[] Write(Geometry geometry) => new GeoPackageGeoWriter { HandleOrdinates = Ordinates.XY }.Write(geometry);
}
