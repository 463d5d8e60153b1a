using System.Net;
using System.Net.Http.Json;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Server.Tests.Hotspots;

public class HotspotChangesTests(PostGisCluster cluster)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);
    private const string Earlier = "from=2026-09-01T00:00:00Z&to=2026-10-01T00:00:00Z";
    private const string Later = "from=2026-10-01T00:00:00Z&to=2026-10-31T00:00:00Z";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("square")]
    [InlineData("segment")]
    public async Task A_place_that_rose_beyond_chance_is_told_from_one_that_may_have_risen_by_chance(string unit)
    {
        await using var server = await SmallDistrict.StartAsync(cluster, Now);
        // In the alley 2 and then 20, at the street's end 4 and then 6.
        await AddAsync(server, "2026-09-10", "113.6205, 34.70405", 2);
        await AddAsync(server, "2026-10-10", "113.6205, 34.70405", 20);
        await AddAsync(server, "2026-09-10", "113.6180, 34.7030", 4);
        await AddAsync(server, "2026-10-10", "113.6180, 34.7030", 6);
        using var client = await server.SignInAsync(Roles.Leader);
        var (before, after) = (await AskAsync(client, $"unit={unit}&{Earlier}"), await AskAsync(client, $"unit={unit}&{Later}"));

        var changes = (await client.GetFromJsonAsync<HotspotChangesView>($"/api/hotspots/{after.RunId}/changes?since={before.RunId}", Cancellation))!;

        Assert.Equal((2, 1, 0), (changes.UnitsTested, changes.Risen, changes.Fallen));
        Assert.Equal((6L, 26L), (changes.Overall.BeforeCount, changes.Overall.AfterCount));
        var (alley, street) = (changes.Places[0], changes.Places[1]);
        Assert.Equal(("小巷", 2L, 20L, 10.0), (alley.Label, alley.Change.BeforeCount, alley.Change.AfterCount, alley.Change.Ratio));
        // poisson.test(c(20, 2), c(30, 30)) of R 4.2.2: p 0.0001211, 95 % interval 2.4292 to 88.2412. binom.test(6, 10)$p.value is 0.7539.
        Assert.Equal(0.0001211, alley.Change.P!.Value, 1e-7);
        Assert.Equal((2.4292, 88.2412), (Math.Round(alley.Change.LowerRatio, 4), Math.Round(alley.Change.UpperRatio!.Value, 4)));
        Assert.Equal(2 * alley.Change.P.Value, alley.Q, 1e-12);
        Assert.Equal(0.7539, street.Change.P!.Value, 1e-4);
    }

    [Fact]
    public async Task A_window_that_is_not_over_counts_as_long_as_it_has_lasted()
    {
        await using var server = await SmallDistrict.StartAsync(cluster, Now);
        // Ten in thirty days, then five in the first fifteen of thirty: the same rate.
        await AddAsync(server, "2026-10-20", "113.6205, 34.70405", 10);
        await AddAsync(server, "2026-11-15", "113.6205, 34.70405", 5);
        using var client = await server.SignInAsync(Roles.Leader);
        var before = await AskAsync(client, "from=2026-10-10T15:00:00Z&to=2026-11-09T15:00:00Z");
        var after = await AskAsync(client, "from=2026-11-09T15:00:00Z&to=2026-12-09T15:00:00Z");
        var changes = (await client.GetFromJsonAsync<HotspotChangesView>($"/api/hotspots/{after.RunId}/changes?since={before.RunId}", Cancellation))!;
        Assert.Equal((1.0, 1.0), (Math.Round(changes.Overall.Ratio!.Value, 9), Math.Round(changes.Overall.P!.Value, 9)));
    }

    [Fact]
    public async Task Places_without_an_earlier_incident_have_no_ratio_and_an_interval_without_end()
    {
        await using var server = await SmallDistrict.StartAsync(cluster, Now);
        await AddAsync(server, "2026-10-10", "113.6205, 34.70405", 6);
        using var client = await server.SignInAsync(Roles.Leader);
        var (before, after) = (await AskAsync(client, Earlier), await AskAsync(client, Later));
        var changes = (await client.GetFromJsonAsync<HotspotChangesView>($"/api/hotspots/{after.RunId}/changes?since={before.RunId}", Cancellation))!;
        Assert.Equal((1, null, null), (changes.Risen, changes.Places[0].Change.Ratio, changes.Places[0].Change.UpperRatio));
        Assert.True(changes.Places[0].Change.LowerRatio > 1);
    }

    [Fact]
    public async Task Runs_that_cannot_be_compared_are_refused_with_the_reason()
    {
        await using var server = await SmallDistrict.StartAsync(cluster, Now);
        using var client = await server.SignInAsync(Roles.Leader);
        foreach (var (earlier, reason) in ((string Earlier, string Reason)[])
        [
            ("unit=hexagon&" + Earlier, "on hexagon units"),
            ("cellM=100&" + Earlier, "of 100 m"),
            ("category=theft&" + Earlier, "same kind of incidents"),
            ("weekday=5&" + Earlier, "hours"),
            ("from=2026-09-01T00:00:00Z&to=2026-10-02T00:00:00Z", "over by then"),
        ])
        {
            var (before, after) = (await AskAsync(client, earlier), await AskAsync(client, Later));
            var answer = await client.GetAsync($"/api/hotspots/{after.RunId}/changes?since={before.RunId}", Cancellation);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains(reason, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/hotspots/{after.RunId}/changes?since=none", Cancellation)).StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"/api/hotspots/{after.RunId}/changes", Cancellation)).StatusCode);
        }
    }

    private static Task AddAsync(LiveServer server, string day, string place, int count) => server.RunAsync(
        $"""
        insert into incident (source, category_code, occurred_from, position, recorded_at)
        select 't', 'theft', '{day}', ST_SetSRID(ST_MakePoint({place}), 4326), '2026-11-24' from generate_series(1, {count})
        """);

    private static async Task<HotspotRunView> AskAsync(HttpClient client, string query) =>
        (await client.GetFromJsonAsync<HotspotRunView>($"/api/hotspots?{query}", Cancellation))!;
}
