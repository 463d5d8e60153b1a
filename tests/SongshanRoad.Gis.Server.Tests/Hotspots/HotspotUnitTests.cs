using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Server.Tests.Hotspots;

public class HotspotUnitTests(PostGisCluster cluster)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("square")]
    [InlineData("hexagon")]
    public async Task Every_cell_sums_what_the_run_says_of_it_and_of_those_it_touches(string unit)
    {
        await using var server = await SmallDistrict.StartAsync(cluster, Now);
        await server.RunAsync(
            """
            insert into incident (source, category_code, occurred_from, position, recorded_at)
            select 't', 'theft', timestamptz '2026-11-01' + n * interval '1 hour',
              ST_SetSRID(ST_MakePoint(113.6155 + (n * 37 % 100) * 0.00005, 34.7045 + (n * 61 % 100) * 0.00004), 4326), '2026-11-24'
            from generate_series(0, 199) n
            """);
        using var client = await server.SignInAsync(Roles.Leader);
        var run = await AskAsync(client, $"unit={unit}");
        using var export = JsonDocument.Parse(await client.GetStringAsync($"/api/hotspots/{run.RunId}/export?format=geojson", Cancellation));
        var counts = export.RootElement.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("properties"))
            .ToDictionary(cell => (Column: cell.GetProperty("column").GetInt32(), Row: cell.GetProperty("row").GetInt32()), cell => cell.GetProperty("count").GetDouble());

        foreach (var (place, count) in counts.Where(cell => cell.Value > 2))
        {
            var cell = (await client.GetFromJsonAsync<HotspotUnitView>($"/api/hotspots/{run.RunId}/cells/{place.Column}/{place.Row}", Cancellation))!;
            var around = counts.Where(other => Touch(unit, place, other.Key)).Select(other => other.Value).ToList();
            Assert.Equal((count, around.Count, around.Sum()), (cell.Count, cell.NeighbourhoodUnits, cell.NeighbourhoodCount));
            Assert.Equal(run.WeightedCount / run.CellsTested * around.Count, cell.ExpectedCount, 1e-9);
            Assert.Equal(((int)count, count, (int)count), (cell.WeekCounts.Sum(), cell.HourCounts.Sum(), cell.Categories.Single().Count));
        }
    }

    [Fact]
    public async Task Weeks_reach_back_a_year_and_hours_are_those_of_the_window_by_the_office_s_clock()
    {
        await using var server = await SmallDistrict.StartAsync(cluster, Now);
        // The window of 30 days ends on 25 November, 00:00 UTC; its last week begins on the 18th.
        await server.RunAsync(
            """
            insert into incident (source, category_code, occurred_from, occurred_to, reported_by, position, recorded_at)
            select 't', category, at, until, reporter, ST_SetSRID(ST_MakePoint(113.6205, 34.70405), 4326), '2026-11-24 20:00+08'
            from (values
              ('theft', timestamptz '2026-11-24 09:30+08', null::timestamptz, 'call'),
              ('theft', '2026-11-18 08:00+08', null, 'call'),
              ('fight', '2026-11-18 07:59:59+08', null, 'call'),
              ('theft', '2026-11-17 22:00+08', '2026-11-18 02:00+08', 'call'),
              ('theft', '2026-06-01 12:00+08', null, 'call'),
              ('theft', '2025-11-26 07:59+08', null, 'call'),
              ('theft', '2026-11-24 10:00+08', null, 'patrol')) told (category, at, until, reporter)
            """);
        using var client = await server.SignInAsync(Roles.Leader);
        foreach (var asked in (string[])["square", "segment"])
        {
            var run = await AskAsync(client, $"unit={asked}&from=2026-10-26T00:00:00Z&to=2026-11-25T00:00:00Z&calledInOnly=true");
            var unit = (await client.GetFromJsonAsync<HotspotUnitView>(await AddressAsync(client, run), Cancellation))!;

            Assert.Equal((4.0, "小巷"), (unit.Count, unit.Label));
            Assert.Equal(52, unit.WeekCounts.Count);
            Assert.Equal((2, 2, 5), (unit.WeekCounts[^1], unit.WeekCounts[^2], unit.WeekCounts.Sum()));
            Assert.Equal(168, unit.HourCounts.Count);
            // Tuesday 9 o'clock; Wednesday 7 and 8; from Tuesday 22 to Wednesday 2, a quarter each.
            Assert.Equal([(33, 1.0), (46, 0.25), (47, 0.25), (48, 0.25), (49, 0.25), (55, 1.0), (56, 1.0)],
                unit.HourCounts.Select((count, hour) => (hour, count)).Where(hour => hour.count > 0));
            Assert.Equal(1, unit.SpreadCount);
            Assert.Equal([new CategoryCount("theft", 3), new CategoryCount("fight", 1)], unit.Categories);
        }
    }

    [Fact]
    public async Task A_segment_sums_those_that_share_a_junction_with_it()
    {
        await using var server = await SmallDistrict.StartAsync(cluster, Now);
        await server.RunAsync(
            """
            insert into incident (source, category_code, occurred_from, position, recorded_at)
            select 't', 'theft', '2026-11-20', ST_SetSRID(case when n < 20 then ST_MakePoint(113.6205, 34.70405)
              when n < 23 then ST_MakePoint(113.620, 34.7035) else ST_MakePoint(113.620, 34.7025) end, 4326), '2026-11-24'
            from generate_series(0, 29) n
            """);
        using var client = await server.SignInAsync(Roles.Leader);
        var run = await AskAsync(client, "unit=segment");
        var unit = (await client.GetFromJsonAsync<HotspotUnitView>(await AddressAsync(client, run), Cancellation))!;
        // The alley with 20, and the two halves of the street it meets; nobody's segment is the street's part beyond the next junction.
        Assert.Equal((20.0, 3, 23.0), (unit.Count, unit.NeighbourhoodUnits, unit.NeighbourhoodCount));

        await server.RunAsync("update place set shape = ST_GeomFromText('LINESTRING(113.620 34.704, 113.622 34.7041)', 4326) where kind = 'alley'");
        var answer = await client.GetAsync(await AddressAsync(client, run), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_a_volunteer_sees_none_of_it()
    {
        await using var server = await SmallDistrict.StartAsync(cluster, Now);
        using var client = await server.SignInAsync(Roles.Leader);
        var cells = await AskAsync(client, "unit=square");
        var segments = await AskAsync(client, "unit=segment");
        foreach (var path in (string[])[$"{cells.RunId}/cells/0/0", $"{segments.RunId}/segments/99", $"{segments.RunId}/cells/0/0",
            $"{cells.RunId}/segments/0", "none/cells/0/0", "none/segments/0", $"{segments.RunId}/segments/-1"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/hotspots/{path}", Cancellation)).StatusCode);
        }

        using var stranger = server.CreateClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync($"/api/hotspots/{segments.RunId}/segments/0", Cancellation)).StatusCode);
    }

    private static bool Touch(string unit, (int Column, int Row) cell, (int Column, int Row) other)
    {
        var (columns, rows) = (other.Column - cell.Column, other.Row - cell.Row);
        if (unit == "square")
        {
            return Math.Abs(columns) <= 1 && Math.Abs(rows) <= 1;
        }

        // In half widths, as odd rows lie half a cell further east.
        var halfWidths = (2 * columns) + (other.Row & 1) - (cell.Row & 1);
        return rows == 0 ? Math.Abs(halfWidths) <= 2 : Math.Abs(rows) == 1 && Math.Abs(halfWidths) == 1;
    }

    /// <summary>Address of the unit with most incidents.</summary>
    private static async Task<string> AddressAsync(HttpClient client, HotspotRunView run)
    {
        using var export = JsonDocument.Parse(await client.GetStringAsync($"/api/hotspots/{run.RunId}/export?format=geojson", Cancellation));
        var top = export.RootElement.GetProperty("features").EnumerateArray()
            .MaxBy(feature => feature.GetProperty("properties").GetProperty("count").GetDouble());
        if (run.Unit == "segment")
        {
            return $"/api/hotspots/{run.RunId}/segments/{top.GetProperty("id").GetInt32()}";
        }

        var cell = top.GetProperty("properties");
        return $"/api/hotspots/{run.RunId}/cells/{cell.GetProperty("column").GetInt32()}/{cell.GetProperty("row").GetInt32()}";
    }

    private static async Task<HotspotRunView> AskAsync(HttpClient client, string query) =>
        (await client.GetFromJsonAsync<HotspotRunView>($"/api/hotspots?{query}", Cancellation))!;
}
