using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Union;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Measures;

namespace SongshanRoad.Gis.Spatial.Tests.DemoDistrict;

/// <summary>The promises that <c>geodata/README.md</c> makes about the demo district.</summary>
public class DemoDistrictTests
{
    private static readonly Geometry OutlineMetric = Assert.Single(DemoFeature.Of("district")).Metric;

    [Fact]
    public void Is_large_enough_to_be_a_district_and_small_enough_to_ship()
    {
        Assert.Equal(18, DemoFeature.Of("communities").Count);
        Assert.InRange(DemoFeature.Of("alleys").Count, 300, 450);
        Assert.InRange(DemoFeature.Of("courtyards").Count, 200, 350);
        Assert.InRange(DemoFeature.Of("buildings").Count, 1500, 3000);
        Assert.Equal(DemoFeature.Of("schools").Count, DemoFeature.Of("school-perimeters").Count);
        Assert.InRange(Directory.EnumerateFiles(DemoFeature.Folder).Sum(file => new FileInfo(file).Length), 1, 4_000_000);
    }

    [Fact]
    public void Every_feature_says_how_far_it_may_be_believed() => Assert.All(DemoFeature.All, feature =>
    {
        Assert.NotEmpty(feature.Id);
        Assert.NotEmpty(feature.Text("name"));
        Assert.NotEmpty(feature.Text("source"));
        Assert.Contains(feature.Text("reality"), (string[])["real", "approximate", "invented"]);
        Assert.InRange(feature.Properties.GetProperty("accuracyM").GetDouble(), 10, 1000);
    });

    [Fact]
    public void Nothing_drawn_claims_to_be_real_and_guesses_are_marked()
    {
        // No published geometry exists, so nothing may claim to be real; and what nobody located must say that it was guessed.
        Assert.DoesNotContain(DemoFeature.All, feature => feature.Text("reality") == "real");
        Assert.All(DemoFeature.Of("alleys"), alley => Assert.Equal("invented", alley.Text("reality")));
        Assert.All(DemoFeature.Of("communities"), community => Assert.Equal(
            community.Text("reality") == "invented", community.Properties.GetProperty("placedByGuess").GetBoolean()));
        Assert.Equal(5, DemoFeature.Of("communities").Count(community => community.Text("reality") == "invented"));
    }

    [Fact]
    public void Ids_are_unique() => Assert.Equal(DemoFeature.All.Count(), DemoFeature.All.Select(feature => feature.Id).Distinct().Count());

    [Fact]
    public void Geometries_are_valid() =>
        Assert.All(DemoFeature.All, feature => Assert.True(feature.Wgs84.IsValid && feature.Metric.IsSimple, feature.Id));

    [Fact]
    public void Communities_carry_the_published_codes_and_names()
    {
        // NBS 统计用区划代码 2023, state of 2023-06-30.
        string[] published =
        [
            "410103011001 工人路社区", "410103011002 航海路社区", "410103011004 亚星社区", "410103011007 刘砦社区", "410103011008 黄岗寺社区",
            "410103011010 蔚蓝社区", "410103011011 珠江社区", "410103011014 嵩南社区", "410103011015 啟福社区", "410103011016 郦都社区",
            "410103011017 锦绣家园社区", "410103011018 玉晖园社区", "410103011019 星苑社区", "410103011020 望江居社区", "410103011021 雅居社区",
            "410103011022 环云社区", "410103011023 锦和社区", "410103011024 瑞民社区",
        ];
        Assert.Equal(published, DemoFeature.Of("communities").Select(community => $"{community.Text("code12")} {community.Text("shortName")}"));
    }

    [Fact]
    public void Communities_tile_the_outline()
    {
        var communities = DemoFeature.Of("communities");
        var outlineM2 = MetricMeasure.AreaM2(OutlineMetric);
        Assert.InRange(outlineM2, 7e6, 9e6);
        Assert.InRange(communities.Sum(community => MetricMeasure.AreaM2(community.Metric)) / outlineM2, 0.999, 1.001);
        Assert.InRange(MetricMeasure.AreaM2(UnaryUnionOp.Union(communities.Select(community => community.Metric))
            .SymmetricDifference(OutlineMetric)), 0, 10);
        for (var i = 0; i < communities.Count; i++)
        {
            for (var j = i + 1; j < communities.Count; j++)
            {
                Assert.InRange(MetricMeasure.AreaM2(communities[i].Metric.Intersection(communities[j].Metric)), 0, 1);
            }
        }
    }

    [Fact]
    public void Everything_lies_within_200_m_of_the_outline()
    {
        var reach = MetricMeasure.Buffer(OutlineMetric, 200.5);
        Assert.All(DemoFeature.All, feature => Assert.True(reach.Covers(feature.Metric), feature.Id));
    }

    [Fact]
    public void Courtyards_keep_off_the_streets_and_off_each_other()
    {
        var ways = new STRtree<DemoFeature>();
        foreach (var way in DemoFeature.Of("streets").Concat(DemoFeature.Of("alleys")))
        {
            ways.Insert(way.Metric.EnvelopeInternal, way);
        }

        var courtyards = DemoFeature.Of("courtyards");
        Assert.All(courtyards, courtyard =>
        {
            Assert.DoesNotContain(ways.Query(courtyard.Metric.EnvelopeInternal), way => way.Metric.Intersects(courtyard.Metric));
            Assert.DoesNotContain(courtyards, other => other != courtyard && other.Metric.Intersects(courtyard.Metric));
            Assert.Contains(courtyard.Text("managedBy"), (string[])["property", "none"]);
            Assert.True(courtyard.Properties.GetProperty("households").GetInt32() > 0, courtyard.Id);
        });
    }

    [Fact]
    public void Entrances_lie_on_a_way_beside_their_courtyard()
    {
        var ways = DemoFeature.Of("streets").Concat(DemoFeature.Of("alleys")).ToList();
        Assert.All(DemoFeature.Of("courtyards"), courtyard =>
        {
            var pair = courtyard.Properties.GetProperty("entrance");
            var metric = DemoFeature.Projection.ToMetric(LonLat.FromDegrees(pair[0].GetDouble(), pair[1].GetDouble()));
            var entrance = new Point(metric.EastingM, metric.NorthingM) { SRID = courtyard.Metric.SRID };
            Assert.InRange(MetricMeasure.DistanceM(courtyard.Metric, entrance), 2, 30);
            Assert.Contains(ways, way => MetricMeasure.DistanceM(way.Metric, entrance) < 0.05);
        });
    }

    [Fact]
    public void Perimeters_surround_their_school()
    {
        var schools = DemoFeature.Of("schools").ToDictionary(school => school.Id);
        Assert.All(DemoFeature.Of("school-perimeters"), perimeter =>
            Assert.True(perimeter.Metric.Covers(schools[perimeter.Text("schoolId")].Metric), perimeter.Id));
    }

    [Fact]
    public void Units_are_teams_of_the_five_kinds_at_home_in_a_community()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(DemoFeature.Folder, "units.json")));
        var units = document.RootElement.EnumerateArray().ToList();
        var codes = DemoFeature.Of("communities").Select(community => community.Text("code12")).ToHashSet();
        Assert.InRange(units.Count, 44, 52);
        Assert.Equal(units.Count, units.Select(unit => unit.GetProperty("code").GetString()).Distinct().Count());
        Assert.Equal(units.Count, units.Select(unit => unit.GetProperty("callSign").GetString()).Distinct().Count());
        Assert.All(units, unit => Assert.Contains(unit.GetProperty("communityCode").GetString()!, codes));
        Assert.Equal(
            ["communityPolice", "patrolCar", "patrolSquad", "propertyGuard", "volunteerTeam"],
            units.Select(unit => unit.GetProperty("kind").GetString()!).Distinct().Order(StringComparer.Ordinal));
    }
}
