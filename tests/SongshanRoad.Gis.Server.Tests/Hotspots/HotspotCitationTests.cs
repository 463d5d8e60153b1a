using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Storage.Hotspots;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Server.Tests.Hotspots;

public class HotspotCitationTests(PostGisCluster cluster)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("?unit=hexagon&cellM=100&kernel=gaussian&category=theft")]
    [InlineData("?unit=segment&split=discontinuous")]
    [InlineData("?weekday=1&weekday=2&weekday=4&weekday=5&fromHour=18&toHour=6")]
    [InlineData("?unit=segment&fromHour=18&toHour=23")]
    public async Task A_cited_run_comes_out_the_same_to_the_last_bit_when_everything_else_has_changed(string query)
    {
        await using var server = await StartAsync();
        using var client = await server.SignInAsync(Roles.Leader);
        var run = (await client.GetFromJsonAsync<HotspotRunView>($"/api/hotspots{query}", Cancellation))!;
        Assert.Equal("ok", run.Outcome);
        // The order in which the database gives the incidents must not matter: it is another when the input is kept.
        await server.RunAsync("create index shuffled on incident (md5(id::text)); cluster incident using shuffled");

        var cited = await CiteAsync(client, run.RunId, "十一月小结");

        Assert.Equal((run.RunId, "十一月小结", Now), (cited.Run.RunId, cited.Note, cited.CitedAt));
        await server.RunAsync("delete from incident; delete from street_segment; delete from place; truncate incident_category cascade");
        await server.Services.GetRequiredService<HotspotStore>().RetireAsync("none", Now.AddYears(3), Cancellation);
        Assert.Equal(1L, await server.AskAsync("select count(*) from hotspot_run"));

        var again = (await client.GetFromJsonAsync<HotspotRecomputationView>($"/api/hotspots/{run.RunId}/recomputation", Cancellation))!;

        Assert.Equal((true, 0, run.CellsTested), (again.IsIdentical, again.UnitsDiffering, again.Units));
        Assert.Equal(again.CodeVersionThen, again.CodeVersionNow);
        Assert.Equivalent(run, await client.GetFromJsonAsync<HotspotRunView>($"/api/hotspots/{run.RunId}", Cancellation));
        var listed = Assert.Single((await client.GetFromJsonAsync<HotspotCitationView[]>("/api/hotspots/citations", Cancellation))!);
        Assert.Equivalent(cited, listed);
    }

    [Theory]
    [InlineData("", "update hotspot_cell_row set density_per_km2[10] = density_per_km2[10] * (1 + 1e-15) where grid_row = (select min(grid_row) from hotspot_cell_row where density_per_km2[10] > 0)")]
    [InlineData("?unit=segment", "delete from hotspot_segment where segment = 0")]
    public async Task A_figure_that_was_changed_is_found(string query, string change)
    {
        await using var server = await StartAsync();
        using var client = await server.SignInAsync(Roles.Leader);
        var run = (await client.GetFromJsonAsync<HotspotRunView>($"/api/hotspots{query}", Cancellation))!;
        await CiteAsync(client, run.RunId);
        await server.RunAsync(change);
        var again = (await client.GetFromJsonAsync<HotspotRecomputationView>($"/api/hotspots/{run.RunId}/recomputation", Cancellation))!;
        Assert.Equal((false, 1, run.CellsTested), (again.IsIdentical, again.UnitsDiffering, again.Units));
    }

    [Fact]
    public async Task A_run_whose_incidents_have_changed_cannot_be_cited_any_more()
    {
        await using var server = await StartAsync();
        using var client = await server.SignInAsync(Roles.Dispatcher);
        var run = (await client.GetFromJsonAsync<HotspotRunView>("/api/hotspots?cellM=100", Cancellation))!;
        await server.RunAsync("delete from incident where external_id = '7'");
        var refused = await client.PutAsJsonAsync($"/api/hotspots/{run.RunId}/citation", new CiteHotspotRun(), Cancellation);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("cite the new run", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(0L, await server.AskAsync("select count(*) from hotspot_citation"));
        var now = (await client.GetFromJsonAsync<HotspotRunView>("/api/hotspots?cellM=100", Cancellation))!;
        await CiteAsync(client, now.RunId);
    }

    [Fact]
    public async Task Who_cited_first_stays_and_only_a_leader_lets_it_go()
    {
        await using var server = await StartAsync();
        using var dispatcher = await server.SignInAsync(Roles.Dispatcher);
        using var leader = await server.SignInAsync(Roles.Leader);
        var run = (await dispatcher.GetFromJsonAsync<HotspotRunView>("/api/hotspots?cellM=100", Cancellation))!;
        var first = await CiteAsync(dispatcher, run.RunId, "first");
        Assert.Equivalent(first, await CiteAsync(leader, run.RunId, "second"));

        Assert.Equal(HttpStatusCode.Forbidden, (await dispatcher.DeleteAsync($"/api/hotspots/{run.RunId}/citation", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await leader.DeleteAsync($"/api/hotspots/{run.RunId}/citation", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.DeleteAsync($"/api/hotspots/{run.RunId}/citation", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync($"/api/hotspots/{run.RunId}/recomputation", Cancellation)).StatusCode);
        Assert.Equal(0L, await server.AskAsync("select count(*) from hotspot_citation_street"));
    }

    [Fact]
    public async Task What_cannot_be_cited_is_refused_with_the_reason()
    {
        await using var server = await StartAsync();
        using var client = await server.SignInAsync(Roles.Leader);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/hotspots/0123456789abcdef01234567", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound,
            (await client.PutAsJsonAsync("/api/hotspots/0123456789abcdef01234567/citation", new CiteHotspotRun(), Cancellation)).StatusCode);
        var run = (await client.GetFromJsonAsync<HotspotRunView>("/api/hotspots", Cancellation))!;
        var wordy = await client.PutAsJsonAsync($"/api/hotspots/{run.RunId}/citation", new CiteHotspotRun(new string('字', 201)), Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, wordy.StatusCode);
        using var nobody = server.CreateClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/api/hotspots/citations", Cancellation)).StatusCode);
    }

    private static async Task<HotspotCitationView> CiteAsync(HttpClient client, string runId, string? note = null)
    {
        var answer = await client.PutAsJsonAsync($"/api/hotspots/{runId}/citation", new CiteHotspotRun(note), Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<HotspotCitationView>(Cancellation))!;
    }

    /// <summary>300 incidents along the streets, half of them of uncertain time.</summary>
    private async Task<LiveServer> StartAsync()
    {
        var server = await StreetDistrict.StartAsync(cluster, Now);
        await server.RunAsync(
            """
            insert into incident (source, external_id, category_code, occurred_from, occurred_to, position, recorded_at)
            select 't', n::text, 'theft', t, case when n % 2 = 0 then t + (n * 7 % 500) * interval '1 minute' end,
              ST_SetSRID(ST_MakePoint(113.612 + (n * 37 % 160) * 0.0001, 34.702 + (n * 53 % 5) * 0.002 + (n % 3) * 0.00003), 4326), '2026-11-24'
            from (select n, timestamptz '2026-10-01' + n * interval '167 minutes' as t from generate_series(1, 300) n) drawn;
            """);
        return server;
    }
}
