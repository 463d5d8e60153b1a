using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Osm;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Formats.Tests.Osm;

public sealed class OsmPlacesTests
{
    private static readonly OsmExtract HandMade = OsmFile.Read(ReferenceFiles.InRepository("formats/school_multipolygon.osm"));

    [Fact]
    public void Streets_keep_class_direction_and_a_missing_name()
    {
        var streets = OsmStreets.Build(HandMade).Where(read => read.Row is not null).ToDictionary(read => read.Row!.ExternalId, read => read.Row!);
        Assert.Equal(["way/201", "way/202", "way/203"], streets.Keys);
        Assert.Equal(("residential", "留园里", OneWay.Backward), (streets["way/201"].Class, streets["way/201"].Name, streets["way/201"].OneWay));
        Assert.Equal(("tertiary", null, OneWay.Forward), (streets["way/202"].Class, streets["way/202"].Name, streets["way/202"].OneWay));
        Assert.Equal(OneWay.Both, streets["way/203"].OneWay);
    }

    [Fact]
    public void A_way_with_missing_nodes_keeps_what_it_has_without_bridging_the_gap()
    {
        var reads = OsmStreets.Build(HandMade).ToList();
        var kept = reads.Single(read => read.Row?.ExternalId == "way/203");
        Assert.Equal(2, Assert.IsType<MultiLineString>(kept.Row!.CentreLineWgs84).NumGeometries);
        Assert.Equal(ProblemCodes.MissingReference, kept.Problem!.Code);
        Assert.Contains("1 of 5 nodes", kept.Problem.Sentence, StringComparison.Ordinal);
        var lost = Assert.Single(reads, read => read.Row is null);
        Assert.Contains("way/204", lost.Problem!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_school_is_assembled_from_several_ways_with_its_courtyard_cut_out()
    {
        var schools = OsmOutlines.Schools(HandMade).ToList();
        var school = schools.Single(read => read.Row?.ExternalId == "relation/301").Row!;
        var outline = Assert.IsType<Polygon>(school.GeometryInSourceCrs);
        Assert.True(outline.IsValid);
        Assert.Equal(1, outline.NumInteriorRings);
        Assert.Equal("兴华小学", school.Attributes["name"]);
        Assert.Equal(new Envelope(113.611, 113.615, 34.701, 34.705), outline.EnvelopeInternal);
        Assert.IsType<Point>(schools.Single(read => read.Row?.ExternalId == "node/9").Row!.GeometryInSourceCrs);
    }

    [Fact]
    public void An_outline_that_does_not_close_is_refused_and_named()
    {
        var refused = Assert.Single(OsmOutlines.Schools(HandMade), read => read.Row is null).Problem!;
        Assert.Contains("relation/302", refused.Sentence, StringComparison.Ordinal);
        Assert.Contains("way/777 is not in the file", refused.Sentence, StringComparison.Ordinal);
        var buildings = OsmOutlines.Buildings(HandMade).ToList();
        Assert.Equal("way/104", Assert.Single(buildings, read => read.Row is not null).Row!.ExternalId);
        Assert.Contains("way/105", Assert.Single(buildings, read => read.Row is null).Problem!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void No_mapper_is_named_anywhere()
    {
        var words = HandMade.Ways.SelectMany(way => way.Tags).Concat(HandMade.TaggedNodes.SelectMany(node => node.Tags));
        Assert.DoesNotContain(words, tag => tag.Key is "user" or "uid" || tag.Value == "someone");
    }

    [Theory]
    [InlineData(true, "highway", "residential")]
    [InlineData(true, "highway", "steps")]
    [InlineData(false, "highway", "trunk_link")]
    [InlineData(false, "highway", "platform")]
    [InlineData(false, "highway", "pedestrian", "area", "yes")]
    [InlineData(true, "highway", "pedestrian", "area", "no")]
    [InlineData(false, "railway", "rail")]
    public void The_patrolled_network_leaves_out_motorways_platforms_and_squares(bool contained, params string[] tags) =>
        Assert.Equal(contained, StreetNetworkSelection.Contains(new OsmTags(tags)));

    [Fact]
    public void Every_building_and_multipolygon_of_the_real_extracts_becomes_a_polygon()
    {
        foreach (var file in (string[])["beijing_wudaokou_2017.osm", "shanghai_baoshan_2021.osm"])
        {
            var extract = OsmFile.Read(ReferenceFiles.InSharedOrSkip($"geodata/osm/{file}"));
            var buildings = OsmOutlines.Buildings(extract).ToList();
            Assert.All(buildings.Where(read => read.Row is not null), read => Assert.IsAssignableFrom<IPolygonal>(read.Row!.GeometryInSourceCrs));
            Assert.True(buildings.Count(read => read.Row is not null) >= OsmSummary.Of(extract).ClosedBuildingWays);
            Assert.All(OsmOutlines.Schools(extract), read => Assert.True(read.Row is not null || read.Problem is not null));
        }
    }
}
