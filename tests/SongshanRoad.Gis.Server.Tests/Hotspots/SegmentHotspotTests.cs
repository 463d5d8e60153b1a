using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Server.Tests.Hotspots;

public class SegmentHotspotTests(PostGisCluster cluster)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);

    // Streets between 9 x 5 junctions, stored as 14 whole ways: 9 x 4 + 8 x 5 pieces; and an alley off one of the junctions.
    private const int Segments = 77;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Incidents_are_counted_on_the_segments_between_junctions_and_served_as_lines()
    {
        await using var server = await StartWithStreetsAsync();
        // 90 along all streets, 60 in the alley, one in the middle of a block.
        await AddIncidentsAsync(server, "ST_MakePoint(113.612 + (n % 9) * 0.002, 34.7020 + (n / 9) * 0.0008)", 90);
        await AddIncidentsAsync(server, "ST_MakePoint(113.6203 + (n % 10) * 0.00005, 34.70405)", 60);
        await AddIncidentsAsync(server, "ST_MakePoint(113.621, 34.705)", 1);
        using var client = await server.SignInAsync(Roles.Leader);

        var run = (await client.GetFromJsonAsync<HotspotRunView>("/api/hotspots?unit=segment&bandwidthM=100", Cancellation))!;

        Assert.Equal(("segment", "continuous", 30.0, 0.0, "ok"), (run.Unit, run.Split, run.SnapM, run.CellM, run.Outcome));
        Assert.Equal((150, 1, Segments), (run.Incidents, run.IncidentsOutside, run.CellsTested));
        // The alley and the four streets it meets.
        Assert.Equal((5, 0), (run.Hot.Sum(), run.Cold.Sum()));
        Assert.Equal(0, run.DependingOnGrid);
        Assert.True(run.DensityIsExact);
        Assert.Empty(run.DensityBreaksPerKm2);
        Assert.Equal(run.DensityBreaksPerKm.Order(), run.DensityBreaksPerKm);
        Assert.Equal(("小巷", 60.0), (run.TopPlaces[0].Label, run.TopPlaces[0].Count));
        Assert.InRange(run.TopPlaces[0].LowerCount, 45, 46);

        var tile = Encoding.UTF8.GetString(await client.GetByteArrayAsync($"/tiles/hotspots/{run.RunId}/14/13362/6506", Cancellation));
        Assert.All((string[])["segment", "densityPerKm", "meanDensityPerKm", "ratePerKm", "lengthM", "小巷"], word => Assert.Contains(word, tile, StringComparison.Ordinal));
        Assert.DoesNotContain("dependsOnGrid", tile, StringComparison.Ordinal);
        // What says nothing for segments makes no other run, what they are asked differently does.
        Assert.Equal(run.RunId, (await AskAsync(client, "unit=segment&bandwidthM=100&cellM=200&split=continuous")).RunId);
        var discontinuous = await AskAsync(client, "unit=segment&bandwidthM=100&split=discontinuous");
        Assert.NotEqual(run.RunId, discontinuous.RunId);
        Assert.Equal(run.Hot, discontinuous.Hot);
    }

    [Fact]
    public async Task The_density_of_all_segments_adds_up_to_their_incidents_in_both_exports()
    {
        await using var server = await StartWithStreetsAsync();
        await AddIncidentsAsync(server, "ST_MakePoint(113.612 + (n % 9) * 0.002, 34.7020 + (n / 9) * 0.0004)", 90);
        using var client = await server.SignInAsync(Roles.Leader);
        var run = await AskAsync(client, "unit=segment&split=discontinuous&kernel=epanechnikov");

        using var geoJson = JsonDocument.Parse(await client.GetStringAsync($"/api/hotspots/{run.RunId}/export?format=geojson", Cancellation));
        Assert.Equal("discontinuous", geoJson.RootElement.GetProperty("run").GetProperty("split").GetString());
        var features = geoJson.RootElement.GetProperty("features").EnumerateArray().ToList();
        Assert.Equal(Segments, features.Count);
        Assert.All(features, feature => Assert.Equal("LineString", feature.GetProperty("geometry").GetProperty("type").GetString()));
        double Of(JsonElement feature, string property) => feature.GetProperty("properties").GetProperty(property).GetDouble();
        Assert.Equal(90, features.Sum(feature => Of(feature, "count")));
        Assert.Equal(90, features.Sum(feature => Of(feature, "densityPerKm") * Of(feature, "lengthM") / 1000), 0.5);
        Assert.All(features, feature =>
        {
            Assert.Equal(Of(feature, "count") / Of(feature, "lengthM") * 1000, Of(feature, "ratePerKm"), 1e-9);
            var pieces = feature.GetProperty("properties").GetProperty("pieceDensitiesPerKm").EnumerateArray().Select(piece => piece.GetDouble()).ToList();
            Assert.Equal(Math.Ceiling(Of(feature, "lengthM") / 50), pieces.Count);
            Assert.Equal(Of(feature, "densityPerKm"), pieces.Average(), 1e-9);
        });

        var lines = (await client.GetStringAsync($"/api/hotspots/{run.RunId}/export?format=csv", Cancellation)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("# split: \"discontinuous\"", lines);
        var rows = lines.Where(line => line[0] != '#').ToList();
        Assert.Equal("segment,name,length_m,count,rate_per_km,density_per_km,piece_densities_per_km,z,p,q,class,wkt", rows[0]);
        Assert.Equal(Segments, rows.Count - 1);
        // A comma in a street's name is kept in one field.
        Assert.Contains(rows, row => row.Contains(",\"中心街, 东段\",", StringComparison.Ordinal));
        var line = new WKTReader().Read(rows[1][(rows[1].IndexOf(",\"LINESTRING", StringComparison.Ordinal) + 2)..^1]);
        Assert.Equal(features[0].GetProperty("geometry").GetProperty("coordinates").GetArrayLength(), ((LineString)line).NumPoints);
    }

    [Fact]
    public async Task Too_few_incidents_colour_nothing_but_name_the_leading_streets()
    {
        await using var server = await StartWithStreetsAsync();
        await AddIncidentsAsync(server, "ST_MakePoint(113.6205, 34.70405)", 5);
        using var client = await server.SignInAsync(Roles.Leader);
        var run = await AskAsync(client, "unit=segment");
        Assert.Equal(("tooFewIncidents", "小巷", 5.0), (run.Outcome, run.TopPlaces.Single().Label, run.TopPlaces[0].Count));
        Assert.Equal(0, run.Hot.Sum() + run.Cold.Sum());
        // Garwood's interval of 5: 1.62 to 11.67.
        Assert.Equal((1.62, 11.67), (Math.Round(run.TopPlaces[0].LowerCount, 2), Math.Round(run.TopPlaces[0].UpperCount, 2)));
    }

    [Fact]
    public async Task Hours_and_the_share_of_an_uncertain_time_hold_for_segments_too()
    {
        await using var server = await StartWithStreetsAsync();
        await server.RunAsync(
            """
            insert into incident (source, category_code, occurred_from, occurred_to, position, recorded_at) values
              ('t', 'theft', '2026-11-17 05:00+08', '2026-11-17 09:00+08', ST_SetSRID(ST_MakePoint(113.6205, 34.70405), 4326), '2026-11-21'),
              ('t', 'theft', '2026-11-17 12:00+08', null, ST_SetSRID(ST_MakePoint(113.6205, 34.70405), 4326), '2026-11-21')
            """);
        using var client = await server.SignInAsync(Roles.Leader);
        var run = await AskAsync(client, "unit=segment&weekday=1&fromHour=22&toHour=6");
        Assert.Equal((1, 0.25), (run.Incidents, Math.Round(run.WeightedCount, 6)));
        Assert.Equal(0.25, run.TopPlaces[0].Count, 1e-9);
    }

    [Fact]
    public async Task New_streets_make_a_new_run()
    {
        await using var server = await StartWithStreetsAsync();
        using var client = await server.SignInAsync(Roles.Leader);
        var before = await AskAsync(client, "unit=segment");
        await server.RunAsync("insert into street_segment (external_id, name, class, centre_line, source, accuracy_m, reality) values ('new', '新街', 'residential', ST_GeomFromText('LINESTRING(113.612 34.702, 113.612 34.7005)', 4326), 'test', 5, 'invented')");
        var after = await AskAsync(client, "unit=segment");
        Assert.NotEqual(before.RunId, after.RunId);
        Assert.Equal(before.CellsTested + 1, after.CellsTested);
        // The old run still shows the streets it was computed on.
        Assert.Equal((long)Segments, await server.AskAsync($"select count(*) from hotspot_segment where run_id = '{before.RunId}'"));
    }

    [Fact]
    public async Task Values_out_of_range_are_refused()
    {
        await using var server = await StartWithStreetsAsync();
        using var client = await server.SignInAsync(Roles.Leader);
        foreach (var query in (string[])
        [
            "unit=segment&kernel=gaussian",
            "unit=segment&split=equal",
            "unit=segment&bandwidthM=5",
        ])
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"/api/hotspots?{query}", Cancellation)).StatusCode);
        }
    }

    [Fact]
    public async Task Without_streets_it_is_said_that_they_are_missing()
    {
        await using var server = await StartWithStreetsAsync();
        await server.RunAsync("delete from street_segment; delete from place where kind = 'alley'");
        using var client = await server.SignInAsync(Roles.Leader);
        var answer = await client.GetAsync("/api/hotspots?unit=segment", Cancellation);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("import streets", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private static async Task<HotspotRunView> AskAsync(HttpClient client, string query) =>
        (await client.GetFromJsonAsync<HotspotRunView>($"/api/hotspots?{query}", Cancellation))!;

    private static Task AddIncidentsAsync(LiveServer server, string place, int count) => server.RunAsync(
        $"""
        insert into incident (source, category_code, occurred_from, position, recorded_at)
        select 't', 'theft', timestamptz '2026-11-01' + n * interval '1 hour', ST_SetSRID({place}, 4326), '2026-11-24'
        from generate_series(0, {count - 1}) n
        """);

    private Task<LiveServer> StartWithStreetsAsync() => StreetDistrict.StartAsync(cluster, Now);
}
