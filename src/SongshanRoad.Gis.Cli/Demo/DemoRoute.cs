using System.Net;
using System.Net.Http.Json;
using SongshanRoad.Gis.Contracts.Accounts;
using SongshanRoad.Gis.Contracts.Coverage;
using SongshanRoad.Gis.Contracts.Deployment;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Contracts.Places;
using SongshanRoad.Gis.Contracts.Routes;

namespace SongshanRoad.Gis.Cli.Demo;

/// <summary>Tonight's route of one demo team, published by the demo leader as any leader would, over HTTP.</summary>
internal static class DemoRoute
{
    /// <summary>The team that has no simulated walker, so that whoever opens the link walks it himself.</summary>
    public const string UnitCode = "demo-vol-18";

    private const int Alleys = 8;

    /// <summary>Publishes tonight's route unless the known link is for tonight.</summary>
    /// <returns>The secrets, with the new link if one was made.</returns>
    public static async Task<DemoSecrets> PublishAsync(Uri server, DemoSecrets secrets, string dataPath, CancellationToken cancellation)
    {
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = server };
        client.DefaultRequestHeaders.Add("X-Requested-With", "songshan");
        var leader = secrets.Accounts.First(account => account.Role == "leader");
        (await PostAsync(client, "api/session", new SignInRequest(leader.Name, leader.Password), cancellation)).Dispose();
        var district = await GetAsync<DistrictView>(client, "api/district", cancellation);
        if (secrets.Invite?.Night == district.Tonight)
        {
            return secrets;
        }

        var team = (await GetAsync<List<UnitView>>(client, "api/units", cancellation)).First(unit => unit.UnitId == UnitCode);
        var coverage = await GetAsync<CoverageView>(client, "api/coverage", cancellation);
        var walked = coverage.Alleys.ToDictionary(alley => alley.PlaceId, alley => alley.CoveredM / alley.LengthM);
        var alleys = (await GetAsync<List<AlleyView>>(client, "api/alleys", cancellation))
            .Where(alley => alley.CommunityCode == team.CommunityCode).OrderBy(alley => walked.GetValueOrDefault(alley.PlaceId)).ToList();
        using var drafted = await PostAsync(client, "api/routes",
            new NewRoute("今夜巡逻路线（演示）", team.UnitId, district.Tonight, [.. Chain(alleys).Select(alley => new NewRouteLeg(alley.PlaceId, null))]), cancellation);
        var draft = (await drafted.Content.ReadFromJsonAsync<RouteView>(cancellation))!;
        using var published = await PostAsync(client, $"api/routes/{draft.RouteId}/publish", new { }, cancellation);
        var link = (await published.Content.ReadFromJsonAsync<PublishedRoute>(cancellation))!;
        var known = secrets with { Invite = new DemoInvite(district.Tonight, link.InvitePath) };
        await known.WriteAsync(dataPath, cancellation);
        return known;
    }

    /// <summary>From the least walked alley on, always the nearest next one.</summary>
    private static List<AlleyView> Chain(List<AlleyView> alleys)
    {
        var chain = new List<AlleyView>();
        var left = alleys.ToList();
        while (left.Count > 0 && chain.Count < Alleys)
        {
            var next = chain.Count == 0 ? left[0] : left.MinBy(alley => Gap(chain[^1].LinesWgs84[^1][^1], alley.LinesWgs84[0][0]))!;
            chain.Add(next);
            left.Remove(next);
        }

        return chain;
    }

    // Only compared with other gaps of the same small district.
    private static double Gap(double[] from, double[] to) => Math.Pow((from[0] - to[0]) * 0.82, 2) + Math.Pow(from[1] - to[1], 2);

    private static async Task<T> GetAsync<T>(HttpClient client, string path, CancellationToken cancellation) =>
        (await client.GetFromJsonAsync<T>(new Uri(path, UriKind.Relative), cancellation))!;

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, object body, CancellationToken cancellation)
    {
        var answer = await client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, cancellation);
        return answer.IsSuccessStatusCode
            ? answer
            : throw new CommandFailedException($"the demo's route could not be published: {await answer.Content.ReadAsStringAsync(cancellation)}");
    }
}
