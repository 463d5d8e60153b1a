using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Osm;

/// <summary>Builds buildings and school sites: closed ways, multipolygon relations and, for schools, single nodes. Geometries are
/// WGS-84 (SRID 4326), attributes are the tags, external ids are <c>way/1</c>, <c>relation/1</c>, <c>node/1</c>.</summary>
public static class OsmOutlines
{
    /// <summary>Closed ways and multipolygons with <c>building=*</c> other than <c>no</c>.</summary>
    public static IEnumerable<Read<FeatureRow>> Buildings(OsmExtract extract) => Build(extract, IsBuilding);

    /// <summary>Sites with <c>amenity</c> school, kindergarten, college or university; a school mapped as a node is a Point.</summary>
    public static IEnumerable<Read<FeatureRow>> Schools(OsmExtract extract) => Build(extract, IsSchool).Concat(SchoolNodes(extract));

    private static IEnumerable<Read<FeatureRow>> SchoolNodes(OsmExtract extract)
    {
        foreach (var node in extract.TaggedNodes)
        {
            if (IsSchool(node.Tags) && extract.TryFindNode(node.Id, out var position))
            {
                var point = OsmLines.Factory.CreatePoint(new Coordinate(position.LonDeg, position.LatDeg));
                yield return Read.Row(new FeatureRow(node.Line, $"node/{node.Id}", point, node.Tags.ToAttributes()));
            }
        }
    }

    private static IEnumerable<Read<FeatureRow>> Build(OsmExtract extract, Func<OsmTags, bool> wanted)
    {
        foreach (var way in extract.Ways)
        {
            if (wanted(way.Tags))
            {
                yield return FromWay(extract, way);
            }
        }

        foreach (var relation in extract.Relations)
        {
            if (relation.IsMultipolygon && wanted(relation.Tags))
            {
                var outline = new RingAssembly(extract, relation).Assemble(out var problem);
                yield return new Read<FeatureRow>(
                    outline is null ? null : new FeatureRow(relation.Line, $"relation/{relation.Id}", outline, relation.Tags.ToAttributes()), problem);
            }
        }
    }

    private static Read<FeatureRow> FromWay(OsmExtract extract, OsmWay way)
    {
        if (!way.IsClosed)
        {
            return Read.Refused<FeatureRow>(way.Line, ProblemCodes.BadGeometry,
                $"way/{way.Id} should be an outline but does not end where it begins.", "Close it in the source.");
        }

        var runs = OsmLines.Runs(extract, way, out var missing);
        if (missing > 0 || runs.Count != 1)
        {
            return Read.Refused<FeatureRow>(way.Line, ProblemCodes.MissingReference,
                $"way/{way.Id}: {missing} of {way.NodeIds.Count} nodes of the outline are not in the file.",
                "Cut the extract with complete ways, e.g. osmium extract --strategy=complete_ways.");
        }

        var outline = OsmLines.Factory.CreatePolygon(OsmLines.Coordinates(runs[0]));
        return Read.Row(new FeatureRow(way.Line, $"way/{way.Id}", outline, way.Tags.ToAttributes()));
    }

    private static bool IsBuilding(OsmTags tags) => tags["building"] is not (null or "no");

    private static bool IsSchool(OsmTags tags) => tags["amenity"] is "school" or "kindergarten" or "college" or "university";
}
