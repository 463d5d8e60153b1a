using System.Globalization;
using System.Text.RegularExpressions;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Shapefile;

/// <summary>Recognises the CRS in the well-known text of a <c>.prj</c> file: by EPSG code where it names one, else by its parameters.
/// What is not certain is not recognised: a wrong guess shifts everything.</summary>
internal static partial class PrjText
{
    public static FileCrs Read(string wkt)
    {
        var words = wkt.Length <= 200 ? wkt : wkt[..200];
        var text = wkt.Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
        return new FileCrs(FromAuthority(text) ?? (text.StartsWith("PROJCS", StringComparison.Ordinal) ? FromProjected(text) : FromGeographic(text)), words);
    }

    // The last authority is that of the outermost element.
    private static SourceCrs? FromAuthority(string text)
    {
        var match = AuthorityPattern().Match(text);
        return match.Success && int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var srid) ? SourceCrs.FromSrid(srid) : null;
    }

    private static SourceCrs? FromGeographic(string text) => text.StartsWith("GEOGCS", StringComparison.Ordinal) switch
    {
        true when IsCgcs2000(text) => SourceCrs.FromSrid(4490),
        true when IsWgs84(text) => SourceCrs.Wgs84,
        _ => null,
    };

    private static SourceCrs? FromProjected(string text)
    {
        if (text.Contains("MERCATORAUXILIARYSPHERE", StringComparison.Ordinal) || text.Contains("PSEUDO-MERCATOR", StringComparison.Ordinal))
        {
            return SourceCrs.FromSrid(3857);
        }

        var isTransverse = text.Contains("PROJECTION[\"TRANSVERSEMERCATOR", StringComparison.Ordinal) || text.Contains("PROJECTION[\"GAUSSKRUGER", StringComparison.Ordinal);
        if (!isTransverse || LastUnit(text) != 1 || Parameter(text, "LATITUDEOFORIGIN") is not (null or 0))
        {
            return null;
        }

        var meridianDeg = Parameter(text, "CENTRALMERIDIAN");
        var falseEastingM = Parameter(text, "FALSEEASTING");
        var falseNorthingM = Parameter(text, "FALSENORTHING") ?? 0;
        var scale = Parameter(text, "SCALEFACTOR") ?? 1;
        if (meridianDeg is not { } meridian || falseEastingM is not { } easting)
        {
            return null;
        }

        return IsCgcs2000(text) && scale == 1 && falseNorthingM == 0 ? FromGaussKrueger(meridian, easting)
            : IsWgs84(text) && scale == 0.9996 && easting == 500_000 ? FromUtm(meridian, falseNorthingM)
            : null;
    }

    private static SourceCrs? FromGaussKrueger(double meridianDeg, double falseEastingM)
    {
        var zone = (int)(meridianDeg / 3);
        return zone * 3 != meridianDeg || zone is < 25 or > 45 ? null
            : falseEastingM == 500_000 ? SourceCrs.FromSrid(4534 + zone - 25)
            : falseEastingM == (zone * 1_000_000) + 500_000 ? SourceCrs.FromSrid(4513 + zone - 25)
            : null;
    }

    private static SourceCrs? FromUtm(double meridianDeg, double falseNorthingM)
    {
        var zone = (int)((meridianDeg + 183) / 6);
        return (zone * 6) - 183 != meridianDeg || zone is < 1 or > 60 ? null
            : falseNorthingM == 0 ? SourceCrs.FromSrid(32600 + zone)
            : falseNorthingM == 10_000_000 ? SourceCrs.FromSrid(32700 + zone)
            : null;
    }

    private static bool IsCgcs2000(string text) => text.Contains("CHINA2000", StringComparison.Ordinal) || text.Contains("CGCS2000", StringComparison.Ordinal);

    private static bool IsWgs84(string text) => text.Contains("WGS1984", StringComparison.Ordinal) || text.Contains("WGS84", StringComparison.Ordinal);

    private static double? Parameter(string text, string name)
    {
        foreach (Match match in ParameterPattern().Matches(text))
        {
            if (match.Groups[1].Value == name && double.TryParse(match.Groups[2].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                return value;
            }
        }

        return null;
    }

    private static double? LastUnit(string text)
    {
        var units = UnitPattern().Matches(text);
        return units.Count > 0 && double.TryParse(units[^1].Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    [GeneratedRegex("""AUTHORITY\["EPSG","?(\d{4,6})"?\]\]\s*$""", RegexOptions.NonBacktracking)]
    private static partial Regex AuthorityPattern();

    [GeneratedRegex("""PARAMETER\["([A-Z]+)",([-0-9.E+]+)""", RegexOptions.NonBacktracking)]
    private static partial Regex ParameterPattern();

    [GeneratedRegex("""UNIT\["[^"]*",([0-9.E+-]+)""", RegexOptions.NonBacktracking)]
    private static partial Regex UnitPattern();
}
