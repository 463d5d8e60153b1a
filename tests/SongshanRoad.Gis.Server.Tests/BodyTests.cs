using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Server.Tests.Live;
using SongshanRoad.Gis.Server.Tests.Routes;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Server.Tests;

/// <summary>What comes over the wire may be anything; the answer says where it does not fit.</summary>
public class BodyTests(PostGisCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_that_does_not_fit_is_answered_with_where()
    {
        await using var server = await LiveServer.StartAsync(cluster, LiveScene.Clock());
        using var admin = server.CreateClient(await server.OfficeCookieAsync("admin"));
        foreach (var (path, body, named) in ((string Path, string Body, string Named)[])
        [
            ("/api/session", "{}", "name"),
            ("/api/session", """{"name": null, "password": "x"}""", "$.name"),
            ("/api/session", """{"name": "x", "password": 7}""", "$.password"),
            ("/api/session", "null", "body"),
            ("/api/session", "", "JSON"),
            ("/api/session", "{", "$"),
            ("/api/setup", """{"token": null, "name": "xx", "password": "x"}""", "$.token"),
            ("/api/accounts", """{"name": "xx", "password": null, "role": "leader"}""", "$.password"),
            ("/api/accounts", """{"name": "xx", "role": "leader"}""", "password"),
            ("/api/incidents", """{"categoryCode": null, "occurredFrom": "2026-03-01T00:00:00Z", "reportedBy": "call", "lonDeg": 113.6, "latDeg": 34.7, "datum": "wgs84"}""", "$.categoryCode"),
            ("/api/incidents", """{"categoryCode": "theft", "occurredFrom": "2026-03-01T00:00:00Z", "reportedBy": "call", "latDeg": 34.7, "datum": "wgs84"}""", "lonDeg"),
            ("/api/incidents", """{"categoryCode": "theft", "occurredFrom": "yesterday", "reportedBy": "call", "lonDeg": 113.6, "latDeg": 34.7, "datum": "wgs84"}""", "$.occurredFrom"),
            ("/api/incidents", """{"categoryCode": "theft", "occurredFrom": "2026-03-01T00:00:00Z", "reportedBy": "call", "lonDeg": 113.6, "latDeg": 34.7, "datum": "0"}""", "wgs84"),
            ("/api/routes", """{"name": null, "unitId": "t", "night": "2026-03-01", "legs": []}""", "$.name"),
            ("/api/routes", """{"name": "x", "unitId": "t", "night": "2026-03-01", "legs": null}""", "$.legs"),
        ])
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");

            var sentence = await admin.PostAsync(path, content, Cancellation).RefusedAsync(HttpStatusCode.BadRequest, ProblemCodes.InvalidValue);

            Assert.Contains(named, sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_body_in_another_charset_is_refused()
    {
        await using var server = await LiveServer.StartAsync(cluster, LiveScene.Clock());
        using var client = server.CreateClient();
        foreach (var charset in (string[])["nonsense", "gbk", "utf-16"])
        {
            using var content = new StringContent("{}");
            content.Headers.ContentType = MediaTypeHeaderValue.Parse($"application/json; charset={charset}");
            var sentence = await client.PostAsync("/api/session", content, Cancellation)
                .RefusedAsync(HttpStatusCode.UnsupportedMediaType, ProblemCodes.InvalidValue);
            Assert.Contains(charset, sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_query_is_answered_or_refused_never_failed()
    {
        await using var server = await LiveServer.StartAsync(cluster, LiveScene.Clock());
        using var leader = server.CreateClient(await server.OfficeCookieAsync("leader"));
        foreach (var (path, expected) in ((string Path, HttpStatusCode Expected)[])
        [
            ("/api/hotspots?kernel=0", HttpStatusCode.BadRequest),
            ("/api/hotspots?bandwidthM=NaN", HttpStatusCode.BadRequest),
            ("/api/hotspots?from=yesterday", HttpStatusCode.BadRequest),
            ("/api/incidents", HttpStatusCode.BadRequest),
            ("/api/coverage?night=2026-13-01", HttpStatusCode.BadRequest),
            ("/api/coverage?night=9999-12-31", HttpStatusCode.OK),
            ("/api/coverage?night=0001-01-01", HttpStatusCode.OK),
            ("/api/routes?night=9999-12-31", HttpStatusCode.OK),
            ("/api/duties?night=9999-12-31", HttpStatusCode.OK),
            ("/tiles/hotspots/0123456789abcdef/14/13000/6500", HttpStatusCode.NotFound),
        ])
        {
            Assert.Equal(expected, (await leader.GetAsync(path, Cancellation)).StatusCode);
        }
    }

    [Fact]
    public async Task A_change_without_our_header_is_refused_however_the_path_is_spelt()
    {
        await using var server = await LiveServer.StartAsync(cluster, LiveScene.Clock());
        using var client = server.CreateClient(await server.OfficeCookieAsync("admin"));
        client.DefaultRequestHeaders.Remove("X-Requested-With");

        foreach (var path in (string[])["/api/accounts", "/API/accounts", "/Api/Accounts"])
        {
            using var content = new StringContent("""{"name": "xx", "password": "0123456789", "role": "leader"}""", Encoding.UTF8, "application/json");
            await client.PostAsync(path, content, Cancellation).RefusedAsync(HttpStatusCode.Forbidden, ProblemCodes.Forbidden);
        }
    }

    [Fact]
    public async Task Teams_that_open_their_invites_do_not_lock_the_sign_in()
    {
        await using var server = await LiveServer.StartAsync(cluster, LiveScene.Clock());
        using var client = server.CreateClient();
        for (var i = 0; i < 60; i++)
        {
            Assert.Equal(HttpStatusCode.Gone, (await client.PostAsync($"/api/invites/none-{i}", null, Cancellation)).StatusCode);
        }

        using var wrong = new StringContent("""{"name": "xx", "password": "y"}""", Encoding.UTF8, "application/json");
        await client.PostAsync("/api/session", wrong, Cancellation).RefusedAsync(HttpStatusCode.Unauthorized, ProblemCodes.SignInFailed);
    }

    [Fact]
    public async Task Sign_in_is_limited_by_the_caller_s_address_that_the_proxy_names()
    {
        await using var server = await LiveServer.StartAsync(cluster, LiveScene.Clock());
        async Task<HttpStatusCode> TryAsync(string address)
        {
            using var client = server.CreateClient();
            client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
            using var wrong = new StringContent("""{"name": "nobody", "password": "y"}""", Encoding.UTF8, "application/json");
            return (await client.PostAsync("/api/session", wrong, Cancellation)).StatusCode;
        }

        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync("192.0.2.1"));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync("192.0.2.1"));
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync("192.0.2.2"));
    }
}
