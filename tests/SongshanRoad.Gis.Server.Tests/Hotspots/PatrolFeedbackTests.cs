using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Hotspots.Feedback;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Server.Tests.Hotspots;

public class PatrolFeedbackTests(PostGisCluster cluster)
{
    // A Tuesday; the night of Monday is over.
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);
    private const int Communities = 16;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Minutes_of_a_night_are_those_between_fixes_by_community_and_outlive_the_positions()
    {
        await using var server = await StartAsync();
        // By the clock of Zhengzhou the night of the 21st: 10 minutes in the first community at a fix every 20 s, then an hour without any,
        // of which one minute counts, then 5 minutes in the second; a marked fix and one of the night before count nothing.
        await server.RunAsync(
            """
            insert into unit (code, kind, call_sign) values ('car', 'patrolCar', 'car');
            insert into duty (id, unit_id, night, started_at, ended_at) select '00000000-0000-0000-0000-000000000001', id, '2026-11-21', '2026-11-21 20:00+08', '2026-11-22 05:00+08' from unit;
            select ensure_fix_partition(date '2026-11-20' + day) from generate_series(0, 3) day;
            insert into fix (unit_id, duty_id, fix_time, sequence, position, mark)
            select id, '00000000-0000-0000-0000-000000000001', at, n, ST_SetSRID(ST_MakePoint(113.6105 + column_number * 0.005, 34.701), 4326), mark
            from unit, (
              select n, timestamptz '2026-11-21 22:00+08' + n * interval '20 seconds' as at, 0 as column_number, null::text as mark from generate_series(0, 30) n
              union all select 100 + n, timestamptz '2026-11-21 23:10+08' + n * interval '20 seconds', 1, null from generate_series(0, 15) n
              union all select 200, timestamptz '2026-11-22 03:00+08', 0, 'jump') walked
            """);
        var feedback = server.Services.GetRequiredService<PatrolFeedback>();
        await feedback.RecordAsync(10, Cancellation);
        Assert.Equal("1=11 2=5", await server.AskAsync(
            "select string_agg(place.external_id || '=' || round(minutes::numeric, 6)::float8, ' ' order by place.id) from patrol_presence join place on id = community_id"));
        // The server looked back as far as positions are kept when it started.
        Assert.Equal(89L, await server.AskAsync("select count(*) from patrol_night"));
        await feedback.RecordAsync(10, Cancellation);
        Assert.Equal(16.0, (double)(await server.AskAsync("select sum(minutes) from patrol_presence"))!, 1e-9);
        await server.RunAsync("delete from fix");
        Assert.Equal(2L, await server.AskAsync("select count(*) from patrol_presence"));
    }

    [Theory]
    [InlineData(1.0, "followsPatrols")]
    [InlineData(0.0, "notShown")]
    public async Task Incidents_that_follow_the_patrols_are_warned_of(double elasticity, string verdict)
    {
        await using var server = await StartAsync();
        await AddWeeksAsync(server, 20, elasticity);
        using var client = await server.SignInAsync(Roles.Leader);
        var view = (await client.GetFromJsonAsync<HotspotFeedbackView>("/api/hotspots/feedback", Cancellation))!;
        Assert.Equal((verdict, 20, Communities), (view.Verdict, view.Weeks, view.Communities));
        Assert.True(view.FoundByPatrol > 100 && view.CalledIn > 100, $"{view.FoundByPatrol} {view.CalledIn}");
        var doubled = Math.Pow(2, elasticity);
        Assert.InRange(doubled, view.LowerRatio!.Value, view.UpperRatio!.Value);
        Assert.InRange(view.ExcessRatio!.Value, doubled * 0.7, doubled * 1.4);
    }

    [Fact]
    public async Task Few_weeks_tell_nothing()
    {
        await using var server = await StartAsync();
        await AddWeeksAsync(server, 7, 1);
        using var client = await server.SignInAsync(Roles.Dispatcher);
        var view = (await client.GetFromJsonAsync<HotspotFeedbackView>("/api/hotspots/feedback", Cancellation))!;
        Assert.Equal(("cannotTell", 7, 8, null), (view.Verdict, view.Weeks, view.WeeksWanted, view.ExcessRatio));
    }

    /// <summary>Whole weeks before the last Monday: in each community and week 60 to 600 minutes by chance, four incidents called in on average, and as
    /// many found as minutes to the power of the elasticity ask for.</summary>
    private static Task AddWeeksAsync(LiveServer server, int weeks, double elasticity)
    {
        var random = new Random(3);
        var (nights, presence, incidents) = (new List<string>(), new List<string>(), new List<string>());
        var monday = new DateOnly(2026, 11, 23).AddDays(-7 * weeks);
        for (var week = 0; week < weeks; week++, monday = monday.AddDays(7))
        {
            nights.AddRange(Enumerable.Range(0, 7).Select(day => $"('{monday.AddDays(day):yyyy-MM-dd}')"));
            for (var community = 1; community <= Communities; community++)
            {
                var minutes = 60 * Math.Pow(10, random.NextDouble());
                presence.Add(string.Create(CultureInfo.InvariantCulture, $"('{monday:yyyy-MM-dd}'::date, '{community}', {minutes:R})"));
                incidents.Add(Incidents(monday, community, Poisson(4), "call"));
                incidents.Add(Incidents(monday, community, Poisson(4 * Math.Pow(minutes / 190, elasticity)), "patrol"));
            }
        }

        return server.RunAsync(
            $"""
            insert into patrol_night values {string.Join(", ", nights)} on conflict do nothing;
            insert into patrol_presence select night, id, minutes from (values {string.Join(", ", presence)}) drawn (night, external_id, minutes) join place using (external_id) where kind = 'community';
            insert into incident (source, category_code, occurred_from, reported_by, position, recorded_at)
            select 't', 'theft', monday + interval '50 hours', reported_by, ST_PointOnSurface(shape), '2026-11-24'
            from (values {string.Join(", ", incidents.Where(row => row.Length > 0))}) drawn (monday, external_id, incidents, reported_by)
            join place using (external_id), generate_series(1, incidents) where kind = 'community'
            """);

        static string Incidents(DateOnly monday, int community, int count, string reportedBy) =>
            count == 0 ? "" : $"('{monday:yyyy-MM-dd}'::timestamptz, '{community}', {count}, '{reportedBy}')";
        int Poisson(double mean)
        {
            var (count, product) = (0, random.NextDouble());
            for (; product > Math.Exp(-mean); count++)
            {
                product *= random.NextDouble();
            }

            return count;
        }
    }

    private async Task<LiveServer> StartAsync()
    {
        var server = await LiveServer.StartAsync(cluster, new FakeTimeProvider(Now));
        await server.RunAsync(
            $"""
            insert into incident_category (code, name_zh, name_en) values ('theft', '盗窃', 'Theft');
            insert into place (kind, external_id, name, shape, source, accuracy_m, reality)
            select 'community', n::text, '社区' || n, ST_MakeEnvelope(113.61 + (n - 1) % 4 * 0.005, 34.70 + (n - 1) / 4 * 0.0025, 113.615 + (n - 1) % 4 * 0.005, 34.7025 + (n - 1) / 4 * 0.0025, 4326), 'test', 50, 'invented'
            from generate_series(1, {Communities}) n
            """);
        return server;
    }
}
