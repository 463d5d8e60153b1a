using System.Text.RegularExpressions;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Cli.Import.Features;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Storage.Streets.Import;

namespace SongshanRoad.Gis.Cli.Import.Streets;

/// <summary>Makes street segments of checked features; a line of several parts makes several segments.</summary>
internal static partial class SegmentRows
{
    /// <summary>Geometry types a street may have.</summary>
    public static IReadOnlyList<OgcGeometryType> Types { get; } = [OgcGeometryType.LineString, OgcGeometryType.MultiLineString];

    /// <summary>Makes the segments of a feature.</summary>
    public static RowsOf<StagedSegment> Of(CheckedFeature feature)
    {
        var attributes = feature.Attributes;
        var streetClass = FirstOf(attributes.Take("class", "highway", "fclass") ?? "unclassified");
        if (!ClassWord().IsMatch(streetClass))
        {
            return Refuse(feature, $"Class {streetClass} is not a word of small letters.", "Use OSM's words, e.g. residential, or map the right column with --map class=COLUMN.");
        }

        if (TakeOneway(attributes) is not { } oneway)
        {
            return Refuse(feature, "oneway is not one of yes, no, true, false, 1, 0, -1.", "Correct it.");
        }

        // Defaults where the file says nothing: nobody walks a motorway, no car drives a path.
        var foot = Truth(attributes.Take("foot")) ?? streetClass is not ("motorway" or "motorway_link" or "trunk" or "trunk_link");
        var car = Truth(attributes.Take("car")) ?? streetClass is not ("footway" or "path" or "steps" or "pedestrian" or "cycleway" or "corridor" or "alley");
        var rest = attributes.RestAsJson();
        var segments = new List<StagedSegment>(1);
        for (var part = 0; part < feature.ShapeWgs84.NumGeometries; part++)
        {
            var id = feature.ShapeWgs84.NumGeometries == 1 ? feature.ExternalId : $"{feature.ExternalId}/{part + 1}";
            var line = (LineString)feature.ShapeWgs84.GetGeometryN(part);
            line.SRID = 4326;
            segments.Add(new StagedSegment(
                feature.Line, id, FeatureIdOf(feature.ExternalId), feature.Name, streetClass, oneway, foot, car, line, feature.Source, feature.AccuracyM, feature.Reality, rest));
        }

        return new RowsOf<StagedSegment>(segments, null);
    }

    // The reader of OSM files has numbered the pieces of a way already.
    private static string FeatureIdOf(string externalId) => PieceOfWay().Match(externalId) is { Success: true } piece ? piece.Groups[1].Value : externalId;

    private static RowsOf<StagedSegment> Refuse(CheckedFeature feature, string sentence, string cure) =>
        new([], new ImportProblem(feature.Line, RejectCodes.BadValue, sentence, cure));

    // OSMnx writes a JSON list where it joined ways of different classes: the first one counts.
    private static string FirstOf(string words) => words.StartsWith('[')
        ? words.Trim('[', ']').Split(',')[0].Trim().Trim('"', '\'')
        : words;

    private static int? TakeOneway(FeatureAttributes attributes) => attributes.Take("oneway")?.ToUpperInvariant() switch
    {
        null or "NO" or "FALSE" or "0" or "B" => 0,
        "YES" or "TRUE" or "1" or "F" => 1,
        "-1" or "REVERSE" or "T" => -1,
        _ => null,
    };

    // Words of OSM's access tags count too.
    private static bool? Truth(string? word) => word?.ToUpperInvariant() switch
    {
        "YES" or "TRUE" or "1" or "DESIGNATED" or "PERMISSIVE" => true,
        "NO" or "FALSE" or "0" or "PRIVATE" => false,
        _ => null,
    };

    [GeneratedRegex("^(way/[0-9]+)/[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex PieceOfWay();

    [GeneratedRegex("^[a-z][a-z_]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex ClassWord();
}
