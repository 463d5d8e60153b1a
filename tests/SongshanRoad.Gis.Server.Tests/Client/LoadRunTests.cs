using SongshanRoad.Gis.Client.Accounts;
using SongshanRoad.Gis.Load;
using SongshanRoad.Gis.Load.Deployment;
using SongshanRoad.Gis.Load.Storms;
using SongshanRoad.Gis.Load.Trackers;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Server.Tests.Coverage;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Server.Tests.Client;

/// <summary>tools/load against a server that keeps its promises, and against one that does not.</summary>
public class LoadRunTests(PostGisCluster cluster)
{
    [Fact]
    public async Task A_run_counts_what_was_kept_and_tells_when_an_acknowledged_fix_is_not_in_the_table_or_twice()
    {
        await using var server = await LiveServer.StartAsync(cluster, vehicles: new VehicleDoorOptions());
        await server.AddAlleysAsync();
        // One map never reads, and the terminal loses its connection on the way: neither costs anything.
        var honest = await RunAsync(server, 1, new ReconnectStorm(TimeProvider.System));
        Assert.True(honest.IsGood, honest.ToText());
        Assert.StartsWith("storm: 1 connections cut at once, all let in again", Assert.Single(honest.Findings).Text, StringComparison.Ordinal);
        Assert.False((honest with { Findings = [new Finding("", IsBroken: true)] }).IsGood);
        Assert.True(honest.SentCount >= 8, honest.ToText());
        Assert.Equal((honest.SentCount, honest.SentCount, 0L, 0L, 0), (honest.AcknowledgedCount, honest.StoredCount, honest.LostCount, honest.DoubledCount, honest.BehindCount));
        Assert.True(honest.ShownCount > 0 && honest.AcceptedToShown.P99Ms is not null, honest.ToText());

        // Every fix of one unit vanishes, so that no map shows it; every one of another is there twice.
        await server.RunAsync(
            """
            create function lie() returns trigger language plpgsql as $$
            begin
              if (select code like '%-0' from unit where id = new.unit_id) then return null; end if;
              if pg_trigger_depth() = 1 and (select code like '%-1' from unit where id = new.unit_id) then
                insert into fix (unit_id, duty_id, fix_time, sequence, position) values (new.unit_id, new.duty_id, new.fix_time, new.sequence + 1000000, new.position);
              end if;
              return new;
            end $$;
            create trigger lie before insert on fix for each row execute function lie();
            """);
        var lied = await RunAsync(server);
        Assert.False(lied.IsGood);
        Assert.True(lied is { LostCount: > 0, DoubledCount: > 0, BehindCount: > 0 }, lied.ToText());
        Assert.Equal(lied.AcknowledgedCount, lied.StoredCount + lied.LostCount);

        // Every fix is there once, but those of one unit are not believed.
        await server.RunAsync(
            """
            create or replace function lie() returns trigger language plpgsql as $$
            begin
              if (select code like '%-0' from unit where id = new.unit_id) then new.mark := 'fix-nowhere'; end if;
              return new;
            end $$;
            """);
        var doubted = await RunAsync(server);
        Assert.False(doubted.IsGood);
        Assert.True(doubted is { MarkedCount: > 0, LostCount: 0, DoubledCount: 0, BehindCount: 0 }, doubted.ToText());
    }

    private static async Task<LoadReport> RunAsync(LiveServer server, int stalledMaps = 0, ITrial? trial = null)
    {
        var second = TimeSpan.FromSeconds(1);
        var options = new LoadOptions(5, [.. TrackerProtocols.All.Select(protocol => protocol.Name)], 2, stalledMaps, 1, 1, 1, second * 2, TimeSpan.Zero, second * 3, 1);
        using var desk = await ServerSession.SignInAsync(
            new Uri(server.Address), await server.AddAccountAsync(Roles.Dispatcher), LiveServer.Password, cancellation: TestContext.Current.CancellationToken);
        await using var database = new LoadDatabase(server.Database.DataSource.ConnectionString);
        return await new LoadRun(desk, server.VehiclePort, database, Environment.ProcessId, options, _ => { }, TimeProvider.System, trial).RunAsync(TestContext.Current.CancellationToken);
    }
}
