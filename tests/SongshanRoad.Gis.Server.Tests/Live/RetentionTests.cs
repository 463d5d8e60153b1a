using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Testing;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;

namespace SongshanRoad.Gis.Server.Tests.Live;

public class RetentionTests(PostGisCluster cluster)
{
    [Fact]
    public async Task A_fix_is_kept_ninety_days_and_dropped_with_its_day()
    {
        var clock = Clock();
        await using var server = await LiveServer.StartAsync(cluster, clock);
        using var device = server.CreateDevice(await server.AddUnitAsync("car-1"));
        await device.StartDutyAsync();
        await device.ReportAsync(Fix(0));
        var retention = server.Services.GetRequiredService<RetentionWorker>();

        clock.Advance(TimeSpan.FromDays(90));
        await retention.RunOnceAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, await server.ScalarAsync<long>("select count(*) from fix"));

        clock.Advance(TimeSpan.FromDays(1));
        await retention.RunOnceAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await server.ScalarAsync<long>("select count(*) from fix"));
        Assert.Equal("fix_20260530", await server.ScalarAsync<string>("select min(child.relname) from pg_inherits join pg_class child on child.oid = inhrelid where inhparent = 'fix'::regclass and child.relname > 'fix_20260310'"));
    }
}
