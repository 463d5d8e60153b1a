using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using SongshanRoad.Gis.Contracts.Incidents;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Server.Tests.Incidents;

public class IncidentTests(PostGisCluster cluster)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);
    private static readonly NewIncident Theft = new("theft", Now - TimeSpan.FromMinutes(5), "call", 113.6221, 34.7111, "wgs84");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_incident_given_in_GCJ02_is_stored_in_WGS84()
    {
        await using var server = await StartAsync();
        using var client = await server.SignInAsync(Roles.Dispatcher);
        // The crossing of Songshan and Changjiang roads as AMap shows it.
        var answer = await client.PostAsJsonAsync("/api/incidents", Theft with { Datum = "gcj02", LonDeg = 113.628140407, LatDeg = 34.709879339 }, Cancellation);
        var incident = await answer.Content.ReadFromJsonAsync<IncidentView>(Cancellation);
        Assert.Equal(113.6221, incident!.LonDeg, 7);
        Assert.Equal(34.7111, incident.LatDeg, 7);
        Assert.Equal("open", incident.Progress);
    }

    [Fact]
    public async Task A_page_is_newest_first_and_says_how_many_there_are()
    {
        await using var server = await StartAsync();
        using var client = await server.SignInAsync(Roles.Dispatcher);
        for (var i = 1; i <= 3; i++)
        {
            (await client.PostAsJsonAsync("/api/incidents", Theft with { OccurredFrom = Now - TimeSpan.FromHours(i) }, Cancellation)).EnsureSuccessStatusCode();
        }

        var page = await client.GetFromJsonAsync<IncidentList>("/api/incidents?from=2026-11-24T00:00:00Z&to=2026-11-25T00:00:00Z&limit=2", Cancellation);

        Assert.Equal(3, page!.Total);
        Assert.Equal([Now - TimeSpan.FromHours(1), Now - TimeSpan.FromHours(2)], page.Incidents.Select(incident => incident.OccurredFrom));
    }

    public static TheoryData<NewIncident, string> Nonsense() => new()
    {
        { Theft with { OccurredFrom = Now + TimeSpan.FromDays(1) }, "future" },
        { Theft with { OccurredTo = Now - TimeSpan.FromDays(1) }, "before it begins" },
        { Theft with { CategoryCode = "unheard-of" }, "unheard-of" },
        { Theft with { LonDeg = 34.7, LatDeg = 113.6 }, "latitude" },
        { Theft with { LonDeg = 2.35, LatDeg = 48.85 }, "outside the area" },
        { Theft with { Datum = "beijing54" }, "beijing54" },
        { Theft with { ReportedBy = "rumour" }, "rumour" },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Nonsense_is_refused_with_its_reason(NewIncident incident, string reason)
    {
        await using var server = await StartAsync();
        using var client = await server.SignInAsync(Roles.Dispatcher);
        var answer = await client.PostAsJsonAsync("/api/incidents", incident, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(reason, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leader_reads_incidents_but_does_not_enter_them()
    {
        await using var server = await StartAsync();
        using var client = await server.SignInAsync(Roles.Leader);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsJsonAsync("/api/incidents", Theft, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/incidents/1", Cancellation)).StatusCode);
    }

    private async Task<LiveServer> StartAsync()
    {
        var server = await LiveServer.StartAsync(cluster, new FakeTimeProvider(Now));
        await server.RunAsync("insert into incident_category (code, name_zh, name_en) values ('theft', '盗窃', 'Theft')");
        return server;
    }
}
