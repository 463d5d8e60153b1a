using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Cli.Import.Features;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Storage.Places.Import;

namespace SongshanRoad.Gis.Cli.Import.Places;

/// <summary>Makes places of checked features: names and codes.</summary>
internal static partial class PlaceRows
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

    private static (List<Code> Codes, ImportProblem? Refusal) TakeCodes(CheckedFeature feature, string kind, DateOnly? validFromOption)
    {
        var codes = new List<Code>();
        var from = feature.Attributes.Take("validFrom", "valid_from") ?? validFromOption?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        try
        {
            if (feature.Attributes.Take("codes") is { } list)
            {
                codes.AddRange((JsonSerializer.Deserialize<List<Code?>>(list, JsonSerializerOptions.Web) ?? []).Select(code => code ?? throw new JsonException()));
            }
        }
        catch (JsonException)
        {
            return (codes, Refuse(feature, "codes is not a list of {issuer, code, validFrom, validTo}.", "Write it as in docs/import.md."));
        }

        // A plain "code" is the NBS's only where the NBS gives codes.
        if ((feature.Attributes.Take("code12", "code9") ?? (kind is "district" or "community" ? feature.Attributes.Take("code") : null)) is { } nbs)
        {
            codes.Add(new Code("NBS", nbs, from, null));
        }

        if (feature.Attributes.Take("code15") is { } police)
        {
            codes.Add(new Code("police", police, from, null));
        }

        return (codes, codes.Select(code => Check(feature, code)).FirstOrDefault(refusal => refusal is not null));
    }

    private static ImportProblem? Check(CheckedFeature feature, Code code)
    {
        var wellFormed = code.Issuer switch
        {
            null or "" => false,
            "NBS" => NbsCode().IsMatch(code.Number ?? ""),
            "police" => PoliceCode().IsMatch(code.Number ?? ""),
            _ => OtherCode().IsMatch(code.Number ?? ""),
        };
        if (StorableText.Check(feature.Line, "The issuer of a code", code.Issuer, TextLimits.Issuer) is { } tooLong)
        {
            return tooLong;
        }

        if (!wellFormed)
        {
            return Refuse(feature, $"Code {code.Number} of issuer {code.Issuer} has not the form of one (NBS 9 or 12 digits, police 15).", "Correct it.");
        }

        if (!DateOnly.TryParseExact(code.ValidFrom, "yyyy-MM-dd", out var from))
        {
            return Refuse(feature, $"Code {code.Number} has no first day of validity ({code.ValidFrom ?? "empty"}).", "Add validFrom as yyyy-MM-dd to the row, or --valid-from.");
        }

        if (code.ValidTo is not null && !(DateOnly.TryParseExact(code.ValidTo, "yyyy-MM-dd", out var to) && to >= from))
        {
            return Refuse(feature, $"Code {code.Number} is valid to {code.ValidTo}, which is no date from {code.ValidFrom} on.", "Correct validTo.");
        }

        return null;
    }

    private static ImportProblem Refuse(CheckedFeature feature, string sentence, string cure) => new(feature.Line, RejectCodes.BadCode, sentence, cure);

    [GeneratedRegex("^[0-9]{9}([0-9]{3})?$", RegexOptions.CultureInvariant)]
    private static partial Regex NbsCode();

    [GeneratedRegex("^[0-9]{15}$", RegexOptions.CultureInvariant)]
    private static partial Regex PoliceCode();

    [GeneratedRegex("^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex OtherCode();

    private sealed record Code(
        string? Issuer,
        [property: System.Text.Json.Serialization.JsonPropertyName("code")] string? Number,
        string? ValidFrom,
        string? ValidTo);
}
