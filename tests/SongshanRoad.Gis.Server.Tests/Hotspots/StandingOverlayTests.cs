using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Overlays;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Hotspots;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Server.Tests.Live;
using SongshanRoad.Gis.Storage.Hotspots;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Server.Tests.Hotspots;

public class StandingOverlayTests(PostGisCluster cluster)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_any_incidents_came_moved_closed_or_went_it_is_bit_for_bit_a_computation_from_nothing(int seed)
    {
        await using var server = await StartAsync(spread: 200, crowd: 50);
        await using var map = await HubClient.ConnectAsync(server, Wire.MessagePack, Roles.Leader);
        await map.SubscribeAsync(new LiveSubscription(113.60, 34.69, 113.64, 34.72));
        await server.Services.GetRequiredService<LayerChangeWorker>().Listening;
        using var client = await server.SignInAsync(Roles.Leader);
        var first = await AssertExactAsync(server, client);
        var classes = await ClassesAsync(server, first.RunId);
        var wholeBefore = server.Services.GetRequiredService<StandingOverlay>().WholeComputations;

        var random = new Random(seed);
        var (last, bulks) = (first, 0);
        for (var step = 0; step < 24; step++)
        {
            var isBulk = step == 15;
            bulks += isBulk ? 1 : 0;
            await server.RunAsync(isBulk ? Many(150, random) : Edit(random));
            last = await AssertExactAsync(server, client);
        }

        // What was read anew was read because one statement changed more than is listed.
        Assert.InRange(server.Services.GetRequiredService<StandingOverlay>().WholeComputations - wholeBefore, 1, bulks);
        await map.UntilAsync(() => map.HotspotNotices.Exists(notice => notice.RunId == last.RunId));
        var before = first.RunId;
        foreach (var notice in map.HotspotNotices.SkipWhile(notice => notice.PreviousRunId != first.RunId))
        {
            Assert.Equal(before, notice.PreviousRunId);
            Assert.Equal(notice.CellsChangedClass, notice.Changes!.Count);
            foreach (var change in notice.Changes)
            {
                Assert.Equal(change.Before, classes[new GridCell(change.Column, change.Row)]);
                Assert.NotEqual(change.Before, change.After);
                classes[new GridCell(change.Column, change.Row)] = change.After;
            }

            before = notice.RunId;
        }

        Assert.Equal(last.RunId, before);
        Assert.Equal(await ClassesAsync(server, last.RunId), classes);
        Assert.True(map.HotspotNotices.Sum(notice => notice.CellsChangedClass) > 0, "some cells changed their class");
    }

    [Fact]
    public async Task An_open_map_hears_which_cells_changed_from_which_class_to_which()
    {
        await using var server = await StartAsync(spread: 200, crowd: 0);
        await using var map = await HubClient.ConnectAsync(server, Wire.MessagePack, Roles.Dispatcher);
        await map.SubscribeAsync(new LiveSubscription(113.60, 34.69, 113.64, 34.72));
        await server.Services.GetRequiredService<LayerChangeWorker>().Listening;
        using var client = await server.SignInAsync(Roles.Leader);
        var before = await AssertExactAsync(server, client);
        Assert.Equal(0, before.Hot.Sum());

        await server.RunAsync(Many(40, new Random(5)));

        await map.UntilAsync(() => map.HotspotNotices.Exists(notice => notice.PreviousRunId == before.RunId));
        var notice = map.HotspotNotices.Single(notice => notice.PreviousRunId == before.RunId);
        var cells = (await server.Services.GetRequiredService<HotspotStore>().ReadCellsAsync(notice.RunId, Cancellation)).Where(cell => cell.Cell.Class != 0).ToList();
        Assert.NotEmpty(cells);
        Assert.Equal(cells.Select(cell => new CellClassChange(cell.Cell.Column, cell.Cell.Row, 0, cell.Cell.Class)), notice.Changes);
    }

    [Fact]
    public async Task A_new_district_outline_is_computed_anew()
    {
        await using var server = await StartAsync(spread: 200, crowd: 30);
        using var client = await server.SignInAsync(Roles.Leader);
        var before = await AssertExactAsync(server, client);
        await server.RunAsync("update place set shape = ST_MakeEnvelope(113.61, 34.70, 113.625, 34.71, 4326) where kind = 'district'");
        var after = await AssertExactAsync(server, client);
        Assert.True(after.CellsTested < before.CellsTested);
    }

    [Fact]
    public async Task Another_day_moves_the_window()
    {
        var clock = new FakeTimeProvider(Now);
        await using var server = await StartAsync(spread: 100, crowd: 30, clock);
        using var client = await server.SignInAsync(Roles.Leader);
        var before = await AssertExactAsync(server, client);
        clock.Advance(TimeSpan.FromDays(1));
        await server.RunAsync(Many(1, new Random(1)));
        // A session does not outlive a night.
        using var nextDay = await server.SignInAsync(Roles.Leader);
        var after = await AssertExactAsync(server, nextDay, Now.AddDays(1));
        Assert.Equal(before.From.AddDays(1), after.From);
    }

    [Fact]
    public void Changes_that_were_not_sent_yet_go_on_with_the_next_and_what_is_back_is_no_change()
    {
        var (a, b, c) = (new GridCell(1, 1), new GridCell(2, 1), new GridCell(1, 2));
        var both = new OverlayChange("r1", "r2", new Dictionary<GridCell, (int, int)> { [c] = (0, 1), [a] = (2, 3) })
            .Then(new OverlayChange("r2", "r3", new Dictionary<GridCell, (int, int)> { [c] = (1, 0), [a] = (3, 1), [b] = (0, -1) })).ToNotice();
        Assert.Equal(("r1", "r3", 2), (both.PreviousRunId, both.RunId, both.CellsChangedClass));
        Assert.Equal([new CellClassChange(1, 1, 2, 1), new CellClassChange(2, 1, 0, -1)], both.Changes);
        var many = new OverlayChange("r1", "r2", Enumerable.Range(0, 2001).ToDictionary(i => new GridCell(i, 0), _ => (0, 1))).ToNotice();
        Assert.Equal((2001, null), (many.CellsChangedClass, many.Changes));
    }

    /// <summary>Asks for the standing overlay and compares what is stored and what is said of it with a computation from the stored incidents.</summary>
    private static async Task<HotspotRunView> AssertExactAsync(LiveServer server, HttpClient client, DateTimeOffset? now = null)
    {
        var run = (await client.GetFromJsonAsync<HotspotRunView>("/api/hotspots", Cancellation))!;
        var request = HotspotRequest.StandingAt(now ?? Now);
        var store = server.Services.GetRequiredService<HotspotStore>();
        var input = await store.ReadInputAsync(request.Filter, withStreets: false, Cancellation);
        var expected = HotspotOverlay.Compute(input.Incidents.Places, [], new PolygonWindow(input.OutlineMetric!), request.OnCells());
        Assert.Equal(expected.Cells, (await store.ReadCellsAsync(run.RunId, Cancellation)).Select(cell => cell.Cell));
        Assert.Equal(
            JsonSerializer.Serialize(HotspotRunViews.Of(request, run.RunId, expected, run.TopPlaces, input.Incidents.Synthetic > 0, run.ComputedAt), HotspotRuns.Json),
            JsonSerializer.Serialize(run, HotspotRuns.Json));
        return run;
    }

    private static async Task<Dictionary<GridCell, int>> ClassesAsync(LiveServer server, string runId) =>
        (await server.Services.GetRequiredService<HotspotStore>().ReadCellsAsync(runId, Cancellation))
            .ToDictionary(cell => new GridCell(cell.Cell.Column, cell.Cell.Row), cell => cell.Cell.Class);

    private static string Edit(Random random)
    {
        var victim = $"(select id from incident order by id offset {random.Next(200)} limit 1)";
        return random.Next(10) switch
        {
            0 or 1 or 2 => Many(1, random),
            3 => Many(1, random) + ";" + Many(3, random),
            4 => $"insert into incident (source, category_code, occurred_from, position, recorded_at, synthetic) values ('t', 'theft', '2026-11-20', {Point(113.605 + (random.NextDouble() * 0.03), 34.695 + (random.NextDouble() * 0.02))}, '2026-11-21', true)",
            5 => $"update incident set position = {Point(113.62 + (random.NextDouble() * 0.001), 34.705)} where id = {victim}",
            6 => $"update incident set progress = 'closed', category_code = 'fight' where id = {victim}",
            7 => $"update incident set occurred_from = '{(random.Next(2) == 0 ? "2026-01-01" : "2026-11-03")}' where id = {victim}",
            8 => $"delete from incident where id = {victim}",
            _ => "update incident set progress = 'open' where false",
        };
    }

    private static string Many(int count, Random random) => "insert into incident (source, category_code, occurred_from, position, recorded_at) values " +
        string.Join(", ", Enumerable.Range(0, count).Select(_ => $"('t', 'theft', '2026-11-20', {Point(113.62 + (random.NextDouble() * 0.002), 34.704 + (random.NextDouble() * 0.001))}, '2026-11-21')"));

    private static string Point(double lonDeg, double latDeg) =>
        string.Create(CultureInfo.InvariantCulture, $"ST_SetSRID(ST_MakePoint({lonDeg}, {latDeg}), 4326)");

    private async Task<LiveServer> StartAsync(int spread, int crowd, FakeTimeProvider? clock = null)
    {
        var server = await LiveServer.StartAsync(cluster, clock ?? new FakeTimeProvider(Now));
        await server.RunAsync(
            $"""
            insert into incident_category (code, name_zh, name_en) values ('theft', '盗窃', 'Theft'), ('fight', '打架斗殴', 'Fighting');
            insert into place (kind, external_id, name, shape, source, accuracy_m, reality) values
              ('district', 'd', '测试街道', ST_MakeEnvelope(113.61, 34.70, 113.63, 34.71, 4326), 'test', 50, 'invented');
            insert into incident (source, external_id, category_code, occurred_from, position, recorded_at)
            select 't', n::text, 'theft', timestamptz '2026-11-01' + n * interval '1 hour',
              ST_SetSRID(case when n < {spread} then ST_MakePoint(113.6105 + (n % 20) * 0.001, 34.7005 + (n / 20) * 0.001)
                else ST_MakePoint(113.6201 + (n % 5) * 0.0001, 34.7051 + (n % 3) * 0.0001) end, 4326), '2026-11-24'
            from generate_series(0, {spread + crowd - 1}) n;
            """);
        return server;
    }
}
