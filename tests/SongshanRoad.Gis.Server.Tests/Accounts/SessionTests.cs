using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Accounts;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Server.Tests.Live;
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
    public async Task A_refused_first_account_does_not_burn_the_setup_link()
    {
        await using var server = await LiveServer.StartAsync(cluster);
        var token = SecretToken.Create();
        await server.Services.GetRequiredService<AccountStore>().AddSetupLinkAsync(SecretToken.Hash(token), DateTimeOffset.UnixEpoch, Cancellation);
        using var client = server.CreateClient();

        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsJsonAsync("/api/setup", new SetupRequest(token, "站长", "short"), Cancellation)).StatusCode);
        // The database itself refuses this one, after every check of ours.
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsJsonAsync("/api/setup", new SetupRequest(token, "a\0b", LiveServer.Password), Cancellation)).StatusCode);
        var answer = await client.PostAsJsonAsync("/api/setup", new SetupRequest(token, "站长", LiveServer.Password), Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_setup_link_is_worth_nothing_once_there_is_an_account()
    {
        await using var server = await LiveServer.StartAsync(cluster);
        var token = SecretToken.Create();
        await server.Services.GetRequiredService<AccountStore>().AddSetupLinkAsync(SecretToken.Hash(token), DateTimeOffset.UnixEpoch, Cancellation);
        using var leader = await server.SignInAsync(Roles.Leader);

        var answer = await leader.PostAsJsonAsync("/api/setup", new SetupRequest(token, "站长", LiveServer.Password), Cancellation);

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.False(await server.Services.GetRequiredService<AccountStore>()
            .AddSetupLinkAsync(SecretToken.Hash(SecretToken.Create()), DateTimeOffset.UnixEpoch, Cancellation));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_for_whoever_kept_its_cookie()
    {
        await using var server = await LiveServer.StartAsync(cluster);
        var cookie = await server.OfficeCookieAsync(Roles.Leader);
        using var desk = server.CreateClient(cookie);
        using var copy = server.CreateClient(cookie);
        using var other = server.CreateClient(await server.OfficeCookieAsync(Roles.Leader));
        Assert.Equal(HttpStatusCode.OK, (await copy.GetAsync("/api/session", Cancellation)).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await desk.DeleteAsync("/api/session", Cancellation)).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await copy.GetAsync("/api/session", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/api/session", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task The_database_knows_a_session_by_its_hash_only_and_forgets_it_when_it_has_ended()
    {
        var clock = LiveScene.Clock();
        await using var server = await LiveServer.StartAsync(cluster, clock);
        var sessions = server.Services.GetRequiredService<SessionStore>();
        await sessions.AddAsync(SecretToken.Hash("key"), [1, 2], clock.GetUtcNow().AddMinutes(1), Cancellation);
        Assert.Equal([1, 2], await sessions.FindAsync(SecretToken.Hash("key"), clock.GetUtcNow(), Cancellation));
        Assert.Equal(0, await server.ScalarAsync<long>("select count(*) from session where encode(key_hash, 'escape') like '%key%'"));

        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(await sessions.FindAsync(SecretToken.Hash("key"), clock.GetUtcNow(), Cancellation));
        await sessions.RenewAsync(SecretToken.Hash("gone"), [3], clock.GetUtcNow().AddHours(1), Cancellation);
        Assert.Equal(1, await server.ScalarAsync<long>("select count(*) from session"));
        await server.Services.GetRequiredService<RetentionWorker>().RunOnceAsync(Cancellation);
        Assert.Equal(0, await server.ScalarAsync<long>("select count(*) from session"));
    }

    [Fact]
    public async Task A_leader_is_limited_to_a_community_that_exists()
    {
        await using var server = await LiveServer.StartAsync(cluster);
        await server.RunAsync("""
            insert into place (kind, external_id, name, shape, source, accuracy_m, reality)
            values ('community', '410103011007', '刘砦社区', ST_MakeEnvelope(113.61, 34.68, 113.62, 34.69, 4326), 't', 5, 'real')
            """);
        using var admin = await server.SignInAsync(Roles.Admin);
        Task<HttpResponseMessage> AddAsync(string name, string? community) =>
            admin.PostAsJsonAsync("/api/accounts", new NewAccount(name, LiveServer.Password, "leader", community), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, (await AddAsync("组长一", "410103011999")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await AddAsync("组长一", "")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AddAsync("组长一", "410103011007")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AddAsync("组长二", null)).StatusCode);
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
