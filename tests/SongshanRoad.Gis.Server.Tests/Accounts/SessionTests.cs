using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Accounts;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Storage.Accounts;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Server.Tests.Accounts;

public class SessionTests(PostGisCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_setup_link_makes_one_admin_and_works_once()
    {
        await using var server = await LiveServer.StartAsync(cluster);
        var token = SecretToken.Create();
        await server.Services.GetRequiredService<AccountStore>().AddSetupLinkAsync(SecretToken.Hash(token), DateTimeOffset.UnixEpoch, Cancellation);
        using var client = server.CreateClient();

        var answer = await client.PostAsJsonAsync("/api/setup", new SetupRequest(token, "站长", LiveServer.Password), Cancellation);

        Assert.Equal(new SessionView("站长", "admin", null, null), await answer.Content.ReadFromJsonAsync<SessionView>(Cancellation));
        Assert.Equal("站长", (await client.GetFromJsonAsync<SessionView>("/api/session", Cancellation))!.Name);
        var again = await client.PostAsJsonAsync("/api/setup", new SetupRequest(token, "second", LiveServer.Password), Cancellation);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account()
    {
        await using var server = await LiveServer.StartAsync(cluster);
        await server.Services.GetRequiredService<SignInGate>().AddAsync("leader", LiveServer.Password, Roles.Leader, null, Cancellation);
        using var client = server.CreateClient();
        for (var i = 0; i < 5; i++)
        {
            var refused = await client.PostAsJsonAsync("/api/session", new SignInRequest("leader", "wrong"), Cancellation);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        var locked = await client.PostAsJsonAsync("/api/session", new SignInRequest("leader", LiveServer.Password), Cancellation);

        Assert.Equal(HttpStatusCode.Locked, locked.StatusCode);
        var problem = await locked.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(ProblemCodes.AccountLocked, problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_change_without_our_header_is_refused()
    {
        await using var server = await LiveServer.StartAsync(cluster);
        using var client = await server.SignInAsync(Roles.Admin);
        client.DefaultRequestHeaders.Remove("X-Requested-With");
        var answer = await client.PostAsJsonAsync("/api/accounts", new NewAccount("x1", LiveServer.Password, "leader", null), Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Only_an_admin_makes_accounts_and_each_is_audited()
    {
        await using var server = await LiveServer.StartAsync(cluster);
        using var admin = await server.SignInAsync(Roles.Admin);
        using var leader = await server.SignInAsync(Roles.Leader);
        var request = new NewAccount("新调度员", LiveServer.Password, "dispatcher", null);

        Assert.Equal(HttpStatusCode.Forbidden, (await leader.PostAsJsonAsync("/api/accounts", request, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await admin.PostAsJsonAsync("/api/accounts", request, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await admin.PostAsJsonAsync("/api/accounts", request, Cancellation)).StatusCode);

        await using var command = server.Database.DataSource.CreateCommand("select subject from audit where action = 'account.add'");
        Assert.Equal("新调度员", await command.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task Nobody_reads_anything_without_a_session()
    {
        await using var server = await LiveServer.StartAsync(cluster);
        using var client = server.CreateClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/session", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/accounts", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready", Cancellation)).StatusCode);
    }
}
