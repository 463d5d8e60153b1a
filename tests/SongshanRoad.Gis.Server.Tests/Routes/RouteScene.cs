using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SongshanRoad.Gis.Contracts.Routes;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;

namespace SongshanRoad.Gis.Server.Tests.Routes;

/// <summary>What the tests of routes do over HTTP.</summary>
internal static class RouteScene
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A drawn line of 183 m eastwards from the scene's middle.</summary>
    public static NewRouteLeg Drawn => new(null, [[LonDeg, LatDeg], [LonDeg + 0.002, LatDeg]]);

    /// <summary>Adds a team of a community.</summary>
    public static Task AddTeamAsync(this LiveServer server, string code, string? communityCode = null) => server.RunAsync(
        $"insert into unit (code, kind, call_sign, community_code) values ('{code}', 'volunteerTeam', '{code}队', {(communityCode is null ? "null" : $"'{communityCode}'")})");

    public static Task<HttpResponseMessage> PlanAsync(this HttpClient leader, NewRoute route) =>
        leader.PostAsJsonAsync("/api/routes", route, Cancellation);

    /// <summary>Plans a route of one drawn line.</summary>
    public static async Task<RouteView> PlannedAsync(this HttpClient leader, string unitCode, string night = Tonight) =>
        await (await leader.PlanAsync(new NewRoute("夜巡一线", unitCode, night, [Drawn]))).AsAsync<RouteView>();

    public static Task<HttpResponseMessage> PublishAsync(this HttpClient leader, RouteView route) =>
        leader.PostAsync($"/api/routes/{route.RouteId}/publish", null, Cancellation);

    /// <summary>Opens an invite link as a phone without a session.</summary>
    public static async Task<HttpResponseMessage> OpenAsync(this LiveServer server, string invitePath)
    {
        using var phone = server.CreateClient();
        return await phone.PostAsync($"/api/invites/{invitePath.Split('/')[^1]}", null, Cancellation);
    }

    /// <summary>The session's cookie as the phone sends it back. Taken by hand: to a real cookie jar the scene's night is over.</summary>
    public static string CookieOf(HttpResponseMessage opened) => Assert.Single(opened.Headers.GetValues("Set-Cookie")).Split(';')[0];

    public static async Task<T> AsAsync<T>(this HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Cancellation)}");
        return (await answer.Content.ReadFromJsonAsync<T>(Cancellation))!;
    }

    /// <summary>Fails unless the answer is a problem with this code; gives its sentence.</summary>
    public static async Task<string> RefusedAsync(this Task<HttpResponseMessage> asked, HttpStatusCode httpCode, string code)
    {
        using var answer = await asked;
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal((httpCode, code), (answer.StatusCode, problem.GetProperty("code").GetString()));
        return problem.GetProperty("detail").GetString()!;
    }
}
