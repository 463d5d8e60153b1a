using System.Collections.Concurrent;
using System.Globalization;
using NetTopologySuite.Geometries;
using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Spatial.Projections;

/// <summary>
/// The metric CRSs a deployment may use, by EPSG code: CGCS2000 3-degree Gauss-Kruger with zone prefix (4513-4533) and
/// without (4534-4554), WGS 84 / UTM (32601-32660 north, 32701-32760 south) and Web Mercator (3857, for display only).
/// Axis order here is always easting, northing, whatever the authority prints.
/// </summary>
/// <remarks>Computed by ProjNet, which stays behind this class; agrees with PROJ and PostGIS to 1 mm (tested).</remarks>
public static class MetricProjection
{
    /// <summary>The default of a deployment in Zhengzhou: CGCS2000 / 3-degree Gauss-Kruger CM 114E.</summary>
    public const int DefaultSrid = 4547;

    private const string Cgcs2000 =
        """GEOGCS["CGCS2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]""";

    private const string Wgs84 =
        """GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]""";

    /// <summary>The ellipsoid of NAD83, ETRS89 and their kin; 0.1 mm off that of WGS-84.</summary>
    internal const string Grs80 =
        """GEOGCS["GRS 1980",DATUM["GRS_1980",SPHEROID["GRS 1980",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]""";

    private static readonly Envelope China = new(73, 136, 3, 54);

    private static readonly ConcurrentDictionary<int, IProjection> Known = new();

    /// <summary>Makes the projection of an EPSG code.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The code is not one of the supported metric CRSs.</exception>
    public static IProjection FromSrid(int srid) => FindBySrid(srid) ?? throw new ArgumentOutOfRangeException(nameof(srid), srid,
        "Supported metric CRSs: EPSG:4513-4554 (CGCS2000 3-degree Gauss-Kruger), 32601-32660 and 32701-32760 (UTM), 3857.");

    /// <summary>EPSG code of the UTM zone on WGS-84 that a position lies in, by longitude alone: without the exceptions of Norway and Svalbard.</summary>
    /// <param name="lonDeg">WGS-84 longitude in degrees.</param>
    /// <param name="latDeg">WGS-84 latitude in degrees.</param>
    public static int UtmSridAt(double lonDeg, double latDeg) =>
        (latDeg < 0 ? 32700 : 32600) + Math.Clamp((int)Math.Floor((lonDeg + 180) / 6) + 1, 1, 60);

    /// <summary>The projection of an EPSG code, or null when it is not one of the supported metric CRSs.</summary>
    public static IProjection? FindBySrid(int srid) => srid switch
    {
        >= 4513 and <= 4533 => Known.GetOrAdd(srid, GaussKrueger(srid, zone: srid - 4513 + 25, zonePrefix: true)),
        >= 4534 and <= 4554 => Known.GetOrAdd(srid, GaussKrueger(srid, zone: srid - 4534 + 25, zonePrefix: false)),
        >= 32601 and <= 32660 => Known.GetOrAdd(srid, Utm(srid, zone: srid - 32600, south: false)),
        >= 32701 and <= 32760 => Known.GetOrAdd(srid, Utm(srid, zone: srid - 32700, south: true)),
        3857 => Known.GetOrAdd(srid, WebMercator),
        _ => null,
    };

    /// <summary>A projection in metres on <see cref="Grs80"/>.</summary>
    internal static IProjection Make(int srid, string name, Envelope areaWgs84, string projectedWkt) =>
        Known.GetOrAdd(srid, _ => new ProjNetProjection(srid, name, areaWgs84, Grs80, projectedWkt));

    private static Func<int, IProjection> GaussKrueger(int srid, int zone, bool zonePrefix) => _ =>
    {
        var meridianDeg = zone * 3;
        var name = zonePrefix
            ? $"CGCS2000 / 3-degree Gauss-Kruger zone {zone}"
            : $"CGCS2000 / 3-degree Gauss-Kruger CM {meridianDeg}E";
        var falseEastingM = zonePrefix ? (zone * 1_000_000) + 500_000 : 500_000;
        return new ProjNetProjection(srid, name, China, Cgcs2000, TransverseMercator(name, Cgcs2000, meridianDeg, 1, falseEastingM, 0));
    };

    private static Func<int, IProjection> Utm(int srid, int zone, bool south) => _ =>
    {
        var name = $"WGS 84 / UTM zone {zone}{(south ? 'S' : 'N')}";
        var meridianDeg = (zone * 6) - 183;
        var area = new Envelope(Math.Max(-180, meridianDeg - 6), Math.Min(180, meridianDeg + 6), south ? -80 : 0, south ? 0 : 84);
        return new ProjNetProjection(srid, name, area, Wgs84,
            TransverseMercator(name, Wgs84, meridianDeg, 0.9996, 500_000, south ? 10_000_000 : 0));
    };

    private static ProjNetProjection WebMercator(int srid) =>
        new(srid, "WGS 84 / Pseudo-Mercator", new Envelope(-180, 180, -85, 85), Wgs84, ProjectedCoordinateSystem.WebMercator.WKT);

    private static string TransverseMercator(
        string name, string geographic, int meridianDeg, double scale, int falseEastingM, int falseNorthingM) =>
        string.Create(CultureInfo.InvariantCulture,
            $"""PROJCS["{name}",{geographic},PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",{meridianDeg}],PARAMETER["scale_factor",{scale}],PARAMETER["false_easting",{falseEastingM}],PARAMETER["false_northing",{falseNorthingM}],UNIT["metre",1]]""");

    private sealed class ProjNetProjection : IProjection
    {
        private readonly MathTransform _forward;
        private readonly MathTransform _inverse;

        public ProjNetProjection(int srid, string name, Envelope areaWgs84, string geographicWkt, string projectedWkt)
        {
            Srid = srid;
            Name = name;
            AreaWgs84 = areaWgs84;
            var factory = new CoordinateSystemFactory();
            var geographic = (GeographicCoordinateSystem)factory.CreateFromWkt(geographicWkt);
            var projected = (ProjectedCoordinateSystem)factory.CreateFromWkt(projectedWkt);
            var transformations = new CoordinateTransformationFactory();
            // Two separate transforms: ProjNet's Inverse() shares state with its parent.
            _forward = transformations.CreateFromCoordinateSystems(geographic, projected).MathTransform;
            _inverse = transformations.CreateFromCoordinateSystems(projected, geographic).MathTransform;
        }

        public int Srid { get; }

        public string Name { get; }

        public Envelope AreaWgs84 { get; }

        public MetricPoint ToMetric(LonLat wgs84)
        {
            var (eastingM, northingM) = _forward.Transform(wgs84.LonDeg, wgs84.LatDeg);
            return new MetricPoint(eastingM, northingM);
        }

        public LonLat ToLonLat(MetricPoint metric)
        {
            var (lonDeg, latDeg) = _inverse.Transform(metric.EastingM, metric.NorthingM);
            return LonLat.TryFromDegrees(lonDeg, latDeg, out var position)
                ? position
                : throw new ArgumentOutOfRangeException(nameof(metric), metric, $"Not a point of EPSG:{Srid} {Name}.");
        }

        public override string ToString() => $"EPSG:{Srid} {Name}";
    }
}
