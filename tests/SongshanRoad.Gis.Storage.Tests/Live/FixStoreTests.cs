using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Storage.Live;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Storage.Tests.Live;

public class FixStoreTests(PostGisCluster cluster)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 14, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Old_days_are_dropped_whole_and_the_day_of_the_limit_stays()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        var duty = await StartDutyAsync(database, Start);
        var fixes = new FixStore(database, TimeProvider.System);
        await fixes.AddAsync([.. Enumerable.Range(0, 6).Select(day => Fix(duty, Start.AddDays(day), day))], Cancellation);
        Assert.Equal(6, await PartitionsAsync(database));

        Assert.Equal(2, await fixes.DropBeforeAsync(new DateOnly(2026, 3, 3), Cancellation));

        var kept = await fixes.TrackAsync(duty, Cancellation);
        Assert.Equal([2, 3, 4, 5], kept.Select(fix => fix.Sequence));
        Assert.Equal(4, await PartitionsAsync(database));
        Assert.Equal(0, await fixes.DropBeforeAsync(new DateOnly(2026, 3, 3), Cancellation));
    }

    [Fact]
    public async Task Writers_of_the_same_new_day_do_not_hinder_each_other()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        var duty = await StartDutyAsync(database, Start);
        var fixes = new FixStore(database, TimeProvider.System);

        // Every writer brings late fixes of three days nobody has stored before.
        var stored = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => fixes.AddAsync(
            [.. Enumerable.Range(0, 3).Select(day => Fix(duty, Start.AddDays(day), writer % 4))], Cancellation)));

        Assert.Equal(12, stored.Sum(keys => keys.Count));
        Assert.Equal(12, (await fixes.TrackAsync(duty, Cancellation)).Count);
    }

    [Fact]
    public async Task A_fix_comes_back_as_it_was_stored_and_a_marked_one_not_at_all()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        var duty = await StartDutyAsync(database, Start);
        var fixes = new FixStore(database, TimeProvider.System);
        var full = new RawFix(duty.DutyId, Start.AddMilliseconds(1), 7, 113.6415, 34.7256, 4.5, 1.25, 359.5, 0.5, null);
        var bare = new RawFix(duty.DutyId, Start.AddMilliseconds(2), -8, 113.6415, 34.7256, null, null, null, null, null);
        var marked = new RawFix(duty.DutyId, Start.AddMilliseconds(3), 9, 500, double.NaN, null, null, null, null, "fix-nowhere");

        var stored = await fixes.AddAsync([full, bare, marked], Cancellation);

        Assert.Equal(new HashSet<FixKey> { full.Key, bare.Key, marked.Key }, stored);
        var track = await fixes.TrackAsync(duty, Cancellation);
        Assert.Equal(track, [.. (await fixes.LatestAsync(5, Cancellation)).Reverse()]);
        Assert.Equal([(7L, 4.5), (-8L, null)], track.Select(fix => (fix.Sequence, fix.AccuracyM)));
        Assert.Equal((1.25, 359.5, 0.5), (track[0].SpeedMps, track[0].HeadingDeg, track[0].BatteryShare));
        Assert.Equal((113.6415, 34.7256, full.FixTime), (track[0].LonLat.LonDeg, track[0].LonLat.LatDeg, track[0].FixTime));
    }

    [Fact]
    public async Task A_large_group_is_stored_as_small_ones_are()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var other = await cluster.CreateDatabaseAsync();
        async Task<string> StoreAsync(Database into, int size)
        {
            var duty = await StartDutyAsync(into, Start);
            var random = new Random(5);
            double? Sometimes(double value) => random.Next(3) == 0 ? null : value;
            var raw = Enumerable.Range(0, FixStore.LeastCopied).Select(second => new RawFix(
                duty.DutyId, Start.AddHours(second), second - 3, 113.64 + random.NextDouble(), second == 9 ? double.NaN : 34.7, Sometimes(4.5), Sometimes(1.25), Sometimes(359.5),
                Sometimes(0.5), second % 50 == 9 ? "fix-nowhere" : null)).ToList();
            foreach (var group in raw.Chunk(size))
            {
                Assert.Equal(group.Length, (await new FixStore(into, TimeProvider.System).AddAsync(group, Cancellation)).Count);
            }

            await using var rows = into.DataSource.CreateCommand(
                "select string_agg(concat_ws(' ', unit_id, fix_time, sequence, encode(ST_AsEWKB(position), 'hex'), accuracy_m, speed_mps, heading_deg, battery_share, mark, received_at > now() - interval '1 hour'), '|' order by fix_time) from fix");
            return (string)(await rows.ExecuteScalarAsync(Cancellation))!;
        }

        Assert.Equal(await StoreAsync(database, FixStore.LeastCopied - 1), await StoreAsync(other, FixStore.LeastCopied));
    }

    [Fact]
    public async Task Of_a_large_group_what_is_stored_already_folds()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        var duty = await StartDutyAsync(database, Start);
        var fixes = new FixStore(database, TimeProvider.System);
        var all = Enumerable.Range(0, 2 * FixStore.LeastCopied).Select(second => Fix(duty, Start.AddSeconds(second), second)).ToList();
        var foreign = all[0] with { DutyId = Guid.NewGuid().ToString() };

        // One of them comes twice, and one is of no duty.
        Assert.Equal(600, (await fixes.AddAsync([.. all[..600], all[5], foreign], Cancellation)).Count);
        // Late by a fix that is stored, before nothing but that.
        Assert.Equal([.. all[600..].Select(fix => fix.Key)], await fixes.AddAsync(all[599..], Cancellation));
        Assert.Empty(await fixes.AddAsync(all, Cancellation));
        Assert.Equal(all.Count, (await fixes.TrackAsync(duty, Cancellation)).Count);

        // Several at once with the same: each fix is new to one of them.
        var late = Enumerable.Range(0, 600).Select(second => Fix(duty, Start.AddDays(1).AddSeconds(second), second)).ToList();
        var stored = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => fixes.AddAsync(late, Cancellation)));
        Assert.Equal(late.Count, stored.Sum(keys => keys.Count));
    }

    private static RawFix Fix(Duty duty, DateTimeOffset time, long sequence) =>
        new(duty.DutyId, time, sequence, 113.64, 34.72, 5, null, null, null, null);

    private static async Task<Duty> StartDutyAsync(Database database, DateTimeOffset at)
    {
        await using var unit = database.DataSource.CreateCommand("insert into unit (code, kind, call_sign) values ('car-1', 'patrolCar', '巡逻车1号')");
        await unit.ExecuteNonQueryAsync(Cancellation);
        var started = await new DutyStore(database).StartAsync("car-1", new DutyNight(new DateOnly(2026, 3, 1)), at, Cancellation);
        return started!.Value.Booked.Duty;
    }

    private static async Task<long> PartitionsAsync(Database database)
    {
        await using var command = database.DataSource.CreateCommand("select count(*) from pg_inherits where inhparent = 'fix'::regclass");
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
