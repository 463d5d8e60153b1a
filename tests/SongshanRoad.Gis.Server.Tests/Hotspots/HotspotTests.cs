using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Server.Tests.Live;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Server.Tests.Hotspots;

public class HotspotTests(PostGisCluster cluster)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cluster_of_incidents_is_hot_and_its_cells_are_served()
    {
        await using var server = await StartWithDistrictAsync();
        // 200 incidents spread over the district and 60 within one block.
        await server.RunAsync(
            """
            insert into incident (source, external_id, category_code, occurred_from, position, recorded_at)
            select 't', n::text, 'theft', timestamptz '2026-11-01' + n * interval '1 hour',
              ST_SetSRID(case when n < 200 then ST_MakePoint(113.6105 + (n % 20) * 0.001, 34.7005 + (n / 20) * 0.001)
                else ST_MakePoint(113.6201 + (n % 5) * 0.0001, 34.7051 + (n % 3) * 0.0001) end, 4326), '2026-11-24'
            from generate_series(0, 259) n
            """);
        using var client = await server.SignInAsync(Roles.Leader);

        var run = await client.GetFromJsonAsync<HotspotRunView>("/api/hotspots", Cancellation);

        Assert.Equal("ok", run!.Outcome);
        Assert.Equal(260, run.Incidents + run.IncidentsOutside);
        Assert.True(run.Hot[0] is > 0 and < 50, $"{run.Hot[0]} cells at 99 %");
        Assert.NotEmpty(run.DensityBreaksPerKm2);
        Assert.Equal(run.DensityBreaksPerKm2.Order(), run.DensityBreaksPerKm2);
        Assert.Equal("中心街", run.TopPlaces[0].Label);
        // The tile of zoom 14 that holds the cluster.
        var tile = await client.GetByteArrayAsync($"/tiles/hotspots/{run.RunId}/14/13362/6505", Cancellation);
        Assert.Contains("densityPerKm2", Encoding.UTF8.GetString(tile), StringComparison.Ordinal);
        Assert.Equal(run.RunId, (await client.GetFromJsonAsync<HotspotRunView>("/api/hotspots", Cancellation))!.RunId);
    }

    [Fact]
    public async Task A_new_incident_makes_a_new_run()
    {
        await using var server = await StartWithDistrictAsync();
        using var client = await server.SignInAsync(Roles.Dispatcher);
        var before = await client.GetFromJsonAsync<HotspotRunView>("/api/hotspots", Cancellation);
        Assert.Equal("tooFewIncidents", before!.Outcome);

        await server.RunAsync("insert into incident (source, category_code, occurred_from, position, recorded_at) values ('t', 'theft', '2026-11-20', ST_SetSRID(ST_MakePoint(113.62, 34.705), 4326), '2026-11-21')");
        var after = await client.GetFromJsonAsync<HotspotRunView>("/api/hotspots", Cancellation);

        Assert.NotEqual(before.RunId, after!.RunId);
        Assert.Equal(before.Incidents + 1, after.Incidents);
    }

    [Fact]
    public async Task An_open_map_hears_that_the_standing_overlay_was_recomputed()
    {
        await using var server = await StartWithDistrictAsync();
        await using var map = await HubClient.ConnectAsync(server, Wire.MessagePack, Roles.Leader);
        await map.SubscribeAsync(new LiveSubscription(113.60, 34.69, 113.64, 34.72));
        await server.Services.GetRequiredService<LayerChangeWorker>().Listening;
        using var client = await server.SignInAsync(Roles.Leader);
        var before = await client.GetFromJsonAsync<HotspotRunView>("/api/hotspots", Cancellation);

        await server.RunAsync("insert into incident (source, category_code, occurred_from, position, recorded_at) values ('t', 'theft', '2026-11-20', ST_SetSRID(ST_MakePoint(113.62, 34.705), 4326), '2026-11-21')");

        await map.UntilAsync(() => map.HotspotNotices.Exists(notice => notice.RunId != before!.RunId));
        var after = await client.GetFromJsonAsync<HotspotRunView>("/api/hotspots", Cancellation);
        await map.UntilAsync(() => map.HotspotNotices.Exists(notice => notice.RunId == after!.RunId));
    }

    [Fact]
    public async Task Hexagons_are_served_as_hexagons_in_the_place_of_their_cells()
    {
        await using var server = await StartWithDistrictAsync();
        using var client = await server.SignInAsync(Roles.Leader);
        var run = await client.GetFromJsonAsync<HotspotRunView>("/api/hotspots?unit=hexagon&cellM=25", Cancellation);
        Assert.Equal(("hexagon", 25.0), (run!.Unit, run.CellM));
        var squares = await client.GetFromJsonAsync<HotspotRunView>("/api/hotspots?cellM=25", Cancellation);
        // A hexagon has 0.866 of the area of a square of its width.
        Assert.Equal(squares!.CellsTested / 0.866, run.CellsTested, squares.CellsTested * 0.03);
        Assert.Contains("dependsOnGrid", Encoding.UTF8.GetString(await client.GetByteArrayAsync($"/tiles/hotspots/{run.RunId}/14/13362/6505", Cancellation)), StringComparison.Ordinal);

        // The outline the database draws is the one the statistics counted in.
        var grid = new HexGrid(0, 0, 100);
        foreach (var cell in new GridCell[] { new(4_650, 44_300), new(4_651, 44_301), new(-3, -7) })
        {
            var drawn = (Geometry)(await server.AskAsync(string.Create(CultureInfo.InvariantCulture,
                $"select hotspot_cell_outline('hexagon', 0, 0, 100, {cell.Column}, {cell.Row}, 4547)")))!;
            var counted = grid.OutlineMetric(cell, new GeometryFactory(new PrecisionModel(), 4547));
            Assert.Equal(0, drawn.SymmetricDifference(counted).Area, 1e-3);
            Assert.Equal(counted.Area, drawn.Area, 1e-3);
        }
    }

    [Fact]
    public async Task Hours_of_the_office_clock_choose_and_an_uncertain_time_counts_by_its_share()
    {
        await using var server = await StartWithDistrictAsync();
        // By the clock of Zhengzhou: Monday 23:00; Tuesday 1:00; Tuesday 12:00; and some time between Tuesday 5:00 and 9:00.
        await server.RunAsync(
            """
            insert into incident (source, category_code, occurred_from, occurred_to, position, recorded_at)
            select 't', 'theft', occurred_from, occurred_to, ST_SetSRID(ST_MakePoint(113.62, 34.705), 4326), '2026-11-21'
            from (values
              (timestamptz '2026-11-16 23:00+08', null::timestamptz), ('2026-11-17 01:00+08', null), ('2026-11-17 12:00+08', null),
              ('2026-11-17 05:00+08', '2026-11-17 09:00+08')) as at (occurred_from, occurred_to)
            """);
        using var client = await server.SignInAsync(Roles.Leader);

        async Task<HotspotRunView> AskAsync(string query) => (await client.GetFromJsonAsync<HotspotRunView>($"/api/hotspots?{query}", Cancellation))!;
        var all = await AskAsync("");
        Assert.Equal((4, 4.0, 0, 0, 24), (all.Incidents, all.WeightedCount, all.Weekdays.Count, all.FromHour, all.ToHour));
        var mondayNight = await AskAsync("weekday=1&fromHour=22&toHour=6");
        Assert.Equal(0, mondayNight.IncidentsOutside);
        Assert.Equal((3, 2.25), (mondayNight.Incidents, Math.Round(mondayNight.WeightedCount, 6)));
        Assert.Equal(2.25, mondayNight.TopPlaces[0].Count, 1e-9);
        Assert.InRange(mondayNight.TopPlaces[0].LowerCount, 0.2, 0.6);
        Assert.InRange(mondayNight.TopPlaces[0].UpperCount, 7.2, 8.8);
        Assert.Equal(0, (await AskAsync("weekday=2&fromHour=22&toHour=6")).Incidents);
        Assert.Equal(all.RunId, (await AskAsync("weekday=1&weekday=2&weekday=3&weekday=4&weekday=5&weekday=6&weekday=7")).RunId);
        Assert.Equal(mondayNight.RunId, (await AskAsync("weekday=1&weekday=1&fromHour=22&toHour=6")).RunId);
    }

    [Fact]
    public async Task A_run_is_exported_with_its_question_and_every_cell()
    {
        await using var server = await StartWithDistrictAsync();
        await server.RunAsync("insert into incident (source, category_code, occurred_from, position, recorded_at) values ('t', 'theft', '2026-11-20', ST_SetSRID(ST_MakePoint(113.62, 34.705), 4326), '2026-11-21')");
        using var client = await server.SignInAsync(Roles.Leader);
        var run = (await client.GetFromJsonAsync<HotspotRunView>("/api/hotspots?unit=hexagon&cellM=100", Cancellation))!;

        using var geoJson = JsonDocument.Parse(await client.GetStringAsync($"/api/hotspots/{run.RunId}/export?format=geojson", Cancellation));
        Assert.Equal((run.RunId, "hexagon"), (geoJson.RootElement.GetProperty("run").GetProperty("runId").GetString(), geoJson.RootElement.GetProperty("run").GetProperty("unit").GetString()));
        var features = geoJson.RootElement.GetProperty("features").EnumerateArray().ToList();
        Assert.Equal(run.CellsTested, features.Count);
        Assert.Equal(1, features.Sum(feature => feature.GetProperty("properties").GetProperty("count").GetDouble()));
        Assert.All(features, feature => Assert.Equal(7, feature.GetProperty("geometry").GetProperty("coordinates")[0].GetArrayLength()));
        var holder = features.Single(feature => feature.GetProperty("properties").GetProperty("count").GetDouble() > 0);
        var outline = new GeometryFactory().CreatePolygon([.. holder.GetProperty("geometry").GetProperty("coordinates")[0].EnumerateArray()
            .Select(corner => new Coordinate(corner[0].GetDouble(), corner[1].GetDouble()))]);
        Assert.True(outline.Contains(new Point(113.62, 34.705)), outline.AsText());

        var lines = (await client.GetStringAsync($"/api/hotspots/{run.RunId}/export?format=csv", Cancellation)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains($"# runId: \"{run.RunId}\"", lines);
        Assert.Contains(lines, line => line.StartsWith("# from: \"2026-", StringComparison.Ordinal));
        var rows = lines.Where(line => line[0] != '#').ToList();
        Assert.Equal("column,row,lon,lat,count,density_per_km2,z,p,q,class,depends_on_grid", rows[0]);
        Assert.Equal(run.CellsTested, rows.Count - 1);

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/hotspots/0123456789abcdef01234567/export?format=csv", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"/api/hotspots/{run.RunId}/export?format=xlsx", Cancellation)).StatusCode);
        using var nobody = server.CreateClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync($"/api/hotspots/{run.RunId}/export?format=csv", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task The_order_of_categories_makes_no_other_run()
    {
        await using var server = await StartWithDistrictAsync();
        using var client = await server.SignInAsync(Roles.Leader);
        var one = await client.GetFromJsonAsync<HotspotRunView>("/api/hotspots?category=theft&category=fight", Cancellation);
        var other = await client.GetFromJsonAsync<HotspotRunView>("/api/hotspots?category=fight&category=theft", Cancellation);
        Assert.Equal(one!.RunId, other!.RunId);
    }

    [Fact]
    public async Task Values_out_of_range_are_refused()
    {
        await using var server = await StartWithDistrictAsync();
        using var client = await server.SignInAsync(Roles.Leader);
        foreach (var query in (string[])
        [
            "bandwidthM=5",
            "kernel=cosine",
            "unit=triangle",
            "cellM=5",
            "weekday=8",
            "weekday=0",
            "fromHour=24",
            "toHour=0",
            "from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z",
        ])
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"/api/hotspots?{query}", Cancellation)).StatusCode);
        }
    }

    [Fact]
    public async Task Without_a_district_there_is_nothing_to_compute_in()
    {
        await using var server = await LiveServer.StartAsync(cluster);
        using var client = await server.SignInAsync(Roles.Leader);
        Assert.Equal(HttpStatusCode.Conflict, (await client.GetAsync("/api/hotspots", Cancellation)).StatusCode);
    }

    private async Task<LiveServer> StartWithDistrictAsync()
    {
        var server = await LiveServer.StartAsync(cluster, new FakeTimeProvider(Now));
        await server.RunAsync(
            """
            insert into incident_category (code, name_zh, name_en) values ('theft', '盗窃', 'Theft'), ('fight', '打架斗殴', 'Fighting');
            insert into place (kind, external_id, name, shape, source, accuracy_m, reality) values
              ('district', 'd', '测试街道', ST_MakeEnvelope(113.61, 34.70, 113.63, 34.71, 4326), 'test', 50, 'invented');
            insert into street_segment (external_id, name, class, centre_line, source, accuracy_m, reality) values
              ('s1', '中心街', 'residential', ST_GeomFromText('LINESTRING(113.62 34.704, 113.62 34.706)', 4326), 'test', 5, 'invented');
            """);
        return server;
    }
}
