using System.Text.Json;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.GeoJson;

/// <summary>Turns one parsed feature into a row.</summary>
internal static class GeoJsonFeature
{
    private static readonly Dictionary<string, object?> NoAttributes = [];

    /// <summary>A row of a feature object, or the reason why there is none.</summary>
    public static Read<FeatureRow> Convert(long line, JsonElement feature)
    {
        if (feature.ValueKind != JsonValueKind.Object)
        {
            return Read.Refused<FeatureRow>(line, ProblemCodes.BadRow, $"A feature must be an object, found {feature.ValueKind}.", "Export the file again.");
        }

        feature.TryGetProperty("geometry", out var geometry);
        feature.TryGetProperty("properties", out var properties);
        feature.TryGetProperty("id", out var id);
        return Convert(line, id, geometry, properties);
    }

    /// <summary>A row of a feature's members; a missing member is <c>default</c>.</summary>
    public static Read<FeatureRow> Convert(long line, JsonElement id, JsonElement geometry, JsonElement properties)
    {
        try
        {
            var reading = new GeoJsonGeometry(line);
            var shape = geometry.ValueKind == JsonValueKind.Undefined ? null : reading.Read(geometry);
            if (reading.Failed)
            {
                return new Read<FeatureRow>(null, reading.Problem);
            }

            var attributes = properties.ValueKind == JsonValueKind.Object ? ReadAttributes(properties) : NoAttributes;
            var externalId = id.ValueKind switch
            {
                JsonValueKind.String => id.GetString(),
                JsonValueKind.Number => id.GetRawText(),
                // Overpass exports carry way/123 here.
                _ => attributes.GetValueOrDefault("@id") as string,
            };
            return new Read<FeatureRow>(new FeatureRow(line, externalId, shape, attributes), reading.Problem);
        }
        catch (InvalidOperationException)
        {
            return Read.Refused<FeatureRow>(line, ProblemCodes.WrongEncoding, "The feature has text that is not UTF-8, or half a character (\\ud800 to \\udfff alone).",
                "Save the file as UTF-8; GeoJSON allows nothing else.");
        }
    }

    private static Dictionary<string, object?> ReadAttributes(JsonElement properties)
    {
        var attributes = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in properties.EnumerateObject())
        {
            attributes[property.Name] = property.Value.ValueKind switch
            {
                JsonValueKind.String => property.Value.GetString(),
                JsonValueKind.Number => property.Value.TryGetInt64(out var whole) ? (object)whole : property.Value.GetDouble(),
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.Null => null,
                _ => property.Value.GetRawText(),
            };
        }

        return attributes;
    }
}
