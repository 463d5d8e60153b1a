using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Osm;
using SongshanRoad.Gis.Spatial.Projections;
using SongshanRoad.Gis.Spatial.Streets;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Formats.Tests.Osm;

public sealed class OsmSegmentsTests
{
    [Theory]
    [InlineData("beijing_wudaokou_2017.osm", 32650)]
    [InlineData("shanghai_baoshan_2021.osm", 32651)]
    public void Cut_streets_join_to_the_same_network_as_whole_ways(string file, int metricSrid)
    {
        var extract = OsmFile.Read(ReferenceFiles.InSharedOrSkip($"geodata/osm/{file}"));
        var projection = MetricProjection.FromSrid(metricSrid);
        StreetNetwork NetworkOf(IEnumerable<OsmStreet> streets) => StreetNetwork.From([.. streets.Where(street => StreetNetworkSelection.IsTravelled(street.Tags))
            .Select(street => new StreetLine(projection.ToMetric((LineString)street.CentreLineWgs84), street.Class))]);
        var whole = NetworkOf(OsmStreets.Build(extract).Select(read => read.Row!));
        var cut = NetworkOf(OsmSegments.Build(extract).Select(read => read.Row!));

        Assert.Equal(whole.Edges.Count, cut.Edges.Count);
        Assert.Equal(whole.Edges.Sum(edge => edge.LengthM), cut.Edges.Sum(edge => edge.LengthM), 1e-6);
        Assert.Equal(whole.Components(TravelMode.Foot).Max(), cut.Components(TravelMode.Foot).Max());
        Assert.Equal(
            whole.Nodes.Select(node => (Math.Round(node.EastingM, 3), Math.Round(node.NorthingM, 3))).Order(),
            cut.Nodes.Select(node => (Math.Round(node.EastingM, 3), Math.Round(node.NorthingM, 3))).Order());
    }

    [Fact]
    public void A_way_given_twice_does_not_cut_itself_to_pieces()
    {
        const string way = "<way id='1'><nd ref='1'/><nd ref='2'/><nd ref='2'/><nd ref='3'/><tag k='highway' v='path'/></way>";
        var segments = Read($"{way}{way}");
        Assert.Equal(["way/1", "way/1"], segments.Select(segment => segment.ExternalId));
    }

    [Fact]
    public void A_gap_and_a_junction_are_numbered_through()
    {
        var segments = Read("<way id='1'><nd ref='1'/><nd ref='2'/><nd ref='99'/><nd ref='3'/><nd ref='4'/><nd ref='5'/><tag k='highway' v='path'/></way>"
            + "<way id='2'><nd ref='4'/><nd ref='6'/><tag k='highway' v='path'/></way>");
        Assert.Equal(["way/1/1 2", "way/1/2 2", "way/1/3 2", "way/2 2"], segments.Select(segment => $"{segment.ExternalId} {segment.CentreLineWgs84.NumPoints}"));
    }

    private static List<OsmStreet> Read(string ways)
    {
        var nodes = string.Concat(Enumerable.Range(1, 6).Select(i => $"<node id='{i}' lon='113.6{i}' lat='34.7'/>"));
        var extract = OsmFile.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"<osm>{nodes}{ways}</osm>")));
        return [.. OsmSegments.Build(extract).Select(read => read.Row).OfType<OsmStreet>()];
    }
}
