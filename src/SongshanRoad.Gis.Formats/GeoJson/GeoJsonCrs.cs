using System.Text.Json;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.GeoJson;

/// <summary>The <c>crs</c> member of GeoJSON 2008 (RFC 7946 dropped it, desktop GIS still writes it).</summary>
internal static class GeoJsonCrs
{
    /// <summary>Reads <c>{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4547"}}</c>.</summary>
    public static FileCrs Read(JsonElement crs)
    {
        var name = crs.ValueKind == JsonValueKind.Object
            && crs.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            && properties.TryGetProperty("name", out var n) && n.ValueKind == JsonValueKind.String
            ? n.GetString()!
            : crs.GetRawText();
        var known = name.EndsWith("CRS84", StringComparison.OrdinalIgnoreCase)
            ? SourceCrs.Wgs84
            : SourceCrs.Find(name.Contains("EPSG", StringComparison.OrdinalIgnoreCase) ? $"EPSG:{name[(name.LastIndexOf(':') + 1)..]}" : name);
        return new FileCrs(known, name.Length <= 200 ? name : name[..200]);
    }
}
