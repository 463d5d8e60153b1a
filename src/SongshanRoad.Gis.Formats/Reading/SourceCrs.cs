using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Projections;

namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>What the coordinates of an input file refer to, as declared with <c>--crs</c> or by the file itself, and the way from
/// there to WGS-84. Coordinates are x before y: longitude or easting first. Immutable, thread-safe.</summary>
public sealed class SourceCrs
{
    private static readonly GeometryFactory Wgs84Factory = new(new PrecisionModel(), 4326);

    private readonly Datum _datum;

    private SourceCrs(string name, Datum datum, IProjection? metric)
    {
        Name = name;
        _datum = datum;
        Metric = metric;
    }

    /// <summary>WGS-84 degrees (EPSG:4326); CGCS2000 degrees (EPSG:4490) count as equal.</summary>
    public static SourceCrs Wgs84 { get; } = new("WGS84", Datum.Wgs84, null);

    /// <summary>GCJ-02 degrees of AMap, Tencent and most Chinese web maps.</summary>
    public static SourceCrs Gcj02 { get; } = new("GCJ02", Datum.Gcj02, null);

    /// <summary>BD-09 degrees of Baidu.</summary>
    public static SourceCrs Bd09 { get; } = new("BD09", Datum.Bd09, null);

    /// <summary>What may be declared, for messages.</summary>
    public static string Allowed =>
        "WGS84, GCJ02, BD09, EPSG:4326, EPSG:4490, EPSG:4513-4554 (CGCS2000 3-degree Gauss-Kruger), EPSG:32601-32760 (UTM), EPSG:3857";

    /// <summary>The name to declare it by, e.g. <c>GCJ02</c> or <c>EPSG:4547</c>.</summary>
    public string Name { get; }

    /// <summary>The projection when coordinates are metres; null when they are degrees.</summary>
    public IProjection? Metric { get; }

    /// <summary>Reads a declaration such as <c>EPSG:4547</c>, <c>GCJ-02</c> or <c>4326</c>; case does not matter.</summary>
    /// <returns>The CRS, or null when it is not one of <see cref="Allowed"/>.</returns>
    public static SourceCrs? Find(string declaration)
    {
        var word = declaration.Trim().Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        switch (word)
        {
            case "WGS84" or "CGCS2000":
                return Wgs84;
            case "GCJ02":
                return Gcj02;
            case "BD09":
                return Bd09;
        }

        if (word.StartsWith("EPSG:", StringComparison.Ordinal))
        {
            word = word[5..];
        }

        return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var srid) ? FromSrid(srid) : null;
    }

    /// <summary>The CRS of an EPSG code, or null when it is not supported.</summary>
    public static SourceCrs? FromSrid(int srid) => srid switch
    {
        4326 => Wgs84,
        4490 => new SourceCrs("EPSG:4490", Datum.Wgs84, null),
        _ => MetricProjection.FindBySrid(srid) is { } metric
            ? new SourceCrs(string.Create(CultureInfo.InvariantCulture, $"EPSG:{srid}"), Datum.Wgs84, metric)
            : null,
    };

    /// <summary>Converts one pair of coordinates to WGS-84.</summary>
    /// <param name="x">Longitude in degrees or easting in metres.</param>
    /// <param name="y">Latitude in degrees or northing in metres.</param>
    /// <param name="wgs84">The position, or <c>default</c>.</param>
    /// <returns>Whether the pair lies in the range of this CRS.</returns>
    public bool TryToWgs84(double x, double y, out LonLat wgs84)
    {
        wgs84 = default;
        try
        {
            if (Metric is not null)
            {
                if (LooksLikeDegrees(x, y) || !InMetricRange(Metric.Srid, x, y))
                {
                    return false;
                }

                wgs84 = Metric.ToLonLat(new MetricPoint(x, y));
                return true;
            }

            if (!LonLat.TryFromDegrees(x, y, out var declared))
            {
                return false;
            }

            wgs84 = DatumConversion.ToWgs84(declared, _datum);
            return true;
        }
        catch (ArgumentException)
        {
            // At the rim of the range the inverse may step over a pole or the date line.
            return false;
        }
    }

    /// <summary>Converts a geometry to WGS-84 (SRID 4326).</summary>
    /// <param name="geometry">Coordinates in this CRS.</param>
    /// <param name="wgs84">The converted copy, or null.</param>
    /// <param name="refusal">One sentence naming the first coordinate out of range, or null.</param>
    /// <returns>Whether every coordinate lies in the range of this CRS.</returns>
    public bool TryToWgs84(Geometry geometry, out Geometry? wgs84, out string? refusal)
    {
        var conversion = new EachCoordinate(this);
        var converted = new GeometryEditor(Wgs84Factory).Edit(geometry, conversion);
        refusal = conversion.FirstOutside is { } outside ? DescribeOutside(outside.X, outside.Y) : null;
        wgs84 = refusal is null ? converted : null;
        return refusal is null;
    }

    /// <summary>One sentence on a pair that <see cref="TryToWgs84(double, double, out LonLat)"/> refused, with the likely cause.</summary>
    public string DescribeOutside(double x, double y)
    {
        var hint = (Metric, x, y) switch
        {
            (null, _, > 90 and <= 180) when Math.Abs(x) <= 90 => "; it looks like latitude and longitude swapped",
            (null, _, _) when Math.Abs(x) > 180 => "; it looks like metres, not degrees",
            (not null, _, _) when LooksLikeDegrees(x, y) => "; it looks like degrees, not metres",
            (not null, _, _) when InMetricRange(Metric.Srid, y, x) => "; it looks like northing and easting swapped",
            (not null, > 13_000_000 and < 46_000_000, _) => "; the easting carries a zone prefix",
            _ => "",
        };
        return string.Create(CultureInfo.InvariantCulture, $"({x}, {y}) is outside the range of {Name}{hint}.");
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    // As metres it would be a spot in the sea, within 200 m of the projection's origin on the equator.
    private static bool LooksLikeDegrees(double x, double y) => Math.Abs(x) <= 180 && Math.Abs(y) <= 90;

    private static bool InMetricRange(int srid, double x, double y) => srid switch
    {
        3857 => Math.Abs(x) <= 20_037_508.35 && Math.Abs(y) <= 20_048_966.11,
        >= 4513 and <= 4533 => Math.Abs(x - ((srid - 4513 + 25) * 1_000_000) - 500_000) <= 1_000_000 && Math.Abs(y) <= 10_002_000,
        >= 32701 => Math.Abs(x - 500_000) <= 1_000_000 && y is >= -2_000 and <= 10_002_000,
        _ => Math.Abs(x - 500_000) <= 1_000_000 && Math.Abs(y) <= 10_002_000,
    };

    private sealed class EachCoordinate(SourceCrs crs) : GeometryEditor.CoordinateOperation
    {
        public Coordinate? FirstOutside { get; private set; }

        public override Coordinate[] Edit(Coordinate[] coordinates, Geometry geometry) =>
            Array.ConvertAll(coordinates, coordinate =>
            {
                if (crs.TryToWgs84(coordinate.X, coordinate.Y, out var wgs84))
                {
                    return new Coordinate(wgs84.LonDeg, wgs84.LatDeg);
                }

                FirstOutside ??= coordinate;
                return new Coordinate(coordinate.X, coordinate.Y);
            });
    }
}
