using System.Globalization;
using System.Text.Json;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Cli.Import.Features;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Storage.Places.Import;

namespace SongshanRoad.Gis.Cli.Import.Places;

/// <summary>Makes places of checked features: names and codes.</summary>
internal static class PlaceRows
{
    /// <summary>Kind of place by layer.</summary>
    public static IReadOnlyDictionary<string, string> KindByLayer { get; } = new Dictionary<string, string>
    {
        ["district"] = "district",
        ["communities"] = "community",
        ["courtyards"] = "courtyard",
        ["alleys"] = "alley",
        ["schools"] = "school",
        ["school-perimeters"] = "schoolPerimeter",
        ["venues"] = "venue",
        ["trouble-areas"] = "troubleArea",
    };

    /// <summary>Geometry types a kind may have; the same as the table's constraint.</summary>
    public static IReadOnlyList<OgcGeometryType> TypesOf(string kind) => kind switch
    {
        "alley" => [OgcGeometryType.LineString, OgcGeometryType.MultiLineString],
        "venue" or "school" => [OgcGeometryType.Point, OgcGeometryType.Polygon, OgcGeometryType.MultiPolygon],
        _ => [OgcGeometryType.Polygon, OgcGeometryType.MultiPolygon],
    };

    /// <summary>Makes the place of a feature.</summary>
    public static RowsOf<StagedPlace> Of(CheckedFeature feature, string kind, DateOnly? validFrom)
    {
        var fullName = feature.Attributes.Take("fullName", "full_name");
        var (codes, refusal) = TakeCodes(feature, kind, validFrom);
        refusal ??= StorableText.Check(feature.Line, "The full name", fullName, TextLimits.Name);
        if (refusal is not null)
        {
            return new RowsOf<StagedPlace>([], refusal);
        }

        var place = new StagedPlace(
            feature.Line, kind, feature.ExternalId, feature.Name ?? "未命名", fullName, feature.ShapeWgs84,
            feature.Source, feature.AccuracyM, feature.Reality, feature.Attributes.RestAsJson(), JsonSerializer.Serialize(codes, JsonSerializerOptions.Web));
        return new RowsOf<StagedPlace>([place], null);
    }

    private static (List<IssuedCode> Codes, ImportProblem? Refusal) TakeCodes(CheckedFeature feature, string kind, DateOnly? validFromOption)
    {
        var codes = new List<IssuedCode>();
        var from = feature.Attributes.Take("validFrom", "valid_from") ?? validFromOption?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        try
        {
            if (feature.Attributes.Take("codes") is { } list)
            {
                codes.AddRange((JsonSerializer.Deserialize<List<IssuedCode?>>(list, JsonSerializerOptions.Web) ?? []).Select(code => code ?? throw new JsonException()));
            }
        }
        catch (JsonException)
        {
            return (codes, new ImportProblem(feature.Line, RejectCodes.BadCode, "codes is not a list of {issuer, code, validFrom, validTo}.", "Write it as in docs/import.md."));
        }

        // A plain "code" is the NBS's only where the NBS gives codes.
        if ((feature.Attributes.Take("code12", "code9") ?? (kind is "district" or "community" ? feature.Attributes.Take("code") : null)) is { } nbs)
        {
            codes.Add(new IssuedCode(IssuedCode.Nbs, nbs, from, null));
        }

        if (feature.Attributes.Take("code15") is { } police)
        {
            codes.Add(new IssuedCode(IssuedCode.Police, police, from, null));
        }

        return (codes, codes.Select(code => code.Check(feature.Line)).FirstOrDefault(refusal => refusal is not null));
    }
}
