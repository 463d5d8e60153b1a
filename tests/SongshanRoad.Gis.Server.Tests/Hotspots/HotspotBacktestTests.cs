using System.Net;
using System.Net.Http.Json;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Server.Tests.Hotspots;

public class HotspotBacktestTests(PostGisCluster cluster)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Places_that_stay_hot_are_foreseen_and_what_comes_later_changes_nothing()
    {
        await using var server = await SmallDistrict.StartAsync(cluster, Now);
        using var client = await server.SignInAsync(Roles.Leader);
        Assert.Equal(HttpStatusCode.NoContent, (await client.GetAsync("/api/hotspots/backtest", Cancellation)).StatusCode);
        // A year: three of five in one corner, two anywhere. By the clock of Zhengzhou the duty day begins at 6:00.
        await server.RunAsync(
            """
            insert into incident (source, category_code, occurred_from, position, recorded_at)
            select 't', 'theft', timestamptz '2025-11-24 06:00+08' + n * interval '12 hours',
              ST_SetSRID(case when n % 5 < 3 then ST_MakePoint(113.6150 + n % 3 * 0.00002, 34.7030 + n % 7 * 0.00002)
                else ST_MakePoint(113.6102 + n * 37 % 190 * 0.0001, 34.7002 + n * 53 % 96 * 0.0001) end, 4326), '2026-11-24'
            from generate_series(0, 729) n
            """);

        var test = (await client.GetFromJsonAsync<HotspotBacktestView>("/api/hotspots/backtest", Cancellation))!;

        Assert.Equal(new DateTimeOffset(2026, 11, 23, 22, 0, 0, TimeSpan.Zero), test.To);
        Assert.Equal((28, 56), ((test.To - test.From).TotalDays, test.Incidents));
        Assert.InRange(test.AreaShare, 0.018, 0.0201);
        Assert.True(test.Shown.Hits >= 33 && test.CountMap.Hits >= 33 && test.Forecast.Hits >= 33, $"{test}");
        Assert.Equal(test.Shown.Hits / 56.0, test.Shown.HitShare!.Value, 1e-12);
        Assert.Equal(test.Shown.HitShare.Value / test.AreaShare, test.Shown.PaiRatio!.Value, 1e-9);
        Assert.True(test.Shown.LowerShare < test.Shown.HitShare && test.Shown.HitShare < test.Shown.UpperShare);
        Assert.Equal(HttpStatusCode.NoContent, (await client.GetAsync("/api/hotspots/backtest?category=fight", Cancellation)).StatusCode);
        // What is entered the same day waits for tomorrow's test.
        await server.RunAsync("delete from incident where occurred_from > '2026-11-01'");
        Assert.Equal(test, await client.GetFromJsonAsync<HotspotBacktestView>("/api/hotspots/backtest", Cancellation));
    }
}
