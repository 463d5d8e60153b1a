using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using SongshanRoad.Gis.Contracts.Alerts;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Testing;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;

namespace SongshanRoad.Gis.Server.Tests.Live;

public class OutageTests(PostGisCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialWires]
    public async Task While_the_database_is_gone_nothing_is_acknowledged_and_afterwards_the_resend_is_stored(Wire wire)
    {
        var path = Path.Combine(Path.GetTempPath(), $"songshan-outage-{Guid.NewGuid():N}");
        var own = await ManagedCluster.StartAsync(path, owner: true, durable: false, Cancellation);
        try
        {
            await using var database = await Database.OpenAsync(own.ConnectionString, DeploymentSettings.For(4547), Cancellation);
            await using var server = await LiveServer.StartAsync(database, Clock());
            var token = await server.AddUnitAsync("car-1");
            using var device = server.CreateDevice(token);
            using var volunteer = server.CreateClient(await server.VolunteerCookieAsync("car-1"));
            await device.StartDutyAsync();
            await using var hub = await HubClient.ConnectDeviceAsync(server, wire, token);
            await hub.ReportAsync(Fix(0));

            await own.DisposeAsync();
            var lost = await Assert.ThrowsAsync<HubException>(() => hub.ReportAsync(Fix(1), Fix(2)));
            Assert.Contains($"{ProblemCodes.StorageUnavailable}: ", lost.Message, StringComparison.Ordinal);
            var refused = await volunteer.PostFixesAsync(Fix(1), Fix(2));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
            Assert.Equal(ProblemCodes.StorageUnavailable, problem.GetProperty("code").GetString());
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await CallAsync(volunteer)).StatusCode);
            const string secret = "a-token-that-no-log-may-hold";
            using var phone = server.CreateClient();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await phone.PostAsJsonAsync(
                $"/in/owntracks/{secret}", new { _type = "location", lat = LatDeg, lon = LonDeg, tst = Evening.ToUnixTimeSeconds() }, Cancellation)).StatusCode);
            // A device cannot even be recognised now, which is no reason to call its token wrong.
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await device.PostFixesAsync(Fix(1))).StatusCode);

            own = await ManagedCluster.StartAsync(path, owner: true, durable: false, Cancellation);
            var receipt = await hub.ReportAsync(Fix(0), Fix(1), Fix(2));
            Assert.Equal((2, 1), (receipt.Stored, receipt.Duplicates));
            Assert.Equal(3, await server.ScalarAsync<long>("select count(*) from fix"));
            Assert.Equal(HttpStatusCode.OK, (await CallAsync(volunteer)).StatusCode);
            await server.StopAsync();
            var lines = server.Log.Take();
            Assert.Contains(lines, line => line.Contains("/in/owntracks/{token}", StringComparison.Ordinal));
            Assert.DoesNotContain(lines, line => line.Contains(secret, StringComparison.Ordinal));
        }
        finally
        {
            await own.DisposeAsync();
            Directory.Delete(path, recursive: true);
        }
    }

    [Theory, CombinatorialWires]
    public async Task A_restarted_server_shows_the_same_picture_under_another_epoch(Wire wire)
    {
        await using var database = await cluster.CreateDatabaseAsync();
        string epoch;
        Contracts.Live.LiveUnit before;
        await using (var server = await LiveServer.StartAsync(database, Clock()))
        {
            using var device = server.CreateDevice(await server.AddUnitAsync("car-1"));
            using var ended = server.CreateDevice(await server.AddUnitAsync("car-2"));
            await device.StartDutyAsync();
            await ended.StartDutyAsync();
            await device.ReportAsync([.. Enumerable.Range(0, 40).Select(i => Fix(i))]);
            await ended.ReportAsync(Fix(0));
            await ended.DeleteAsync("/api/duties/current", Cancellation);
            await using var map = await HubClient.ConnectAsync(server, wire, "dispatcher");
            before = Assert.Single((await map.SubscribeAsync(District)).Units);
            epoch = map.Epoch;
        }

        await using var again = await LiveServer.StartAsync(database, Clock());
        await using var reopened = await HubClient.ConnectAsync(again, wire, "dispatcher");
        var snapshot = await reopened.SubscribeAsync(District);

        Assert.Equal(before, Assert.Single(snapshot.Units));
        Assert.NotEqual(epoch, snapshot.Epoch);
    }

    private static Task<HttpResponseMessage> CallAsync(HttpClient volunteer) =>
        volunteer.PostAsJsonAsync("/api/my/sos", new SosCall(Evening.ToUnixTimeMilliseconds()), Cancellation);
}
