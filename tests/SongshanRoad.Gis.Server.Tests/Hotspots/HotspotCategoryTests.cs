using System.Net.Http.Json;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Server.Tests.Hotspots;

public class HotspotCategoryTests(PostGisCluster cluster)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_category_is_asked_for_with_all_its_kinds()
    {
        await using var server = await SmallDistrict.StartAsync(cluster, Now);
        await server.RunAsync(
            """
            insert into incident_category (code, name_zh, name_en, parent_code) values ('theft-bicycle', '电动车盗窃', 'Bicycle theft', 'theft');
            insert into incident (source, category_code, occurred_from, position, recorded_at)
            select 't', case n % 3 when 0 then 'theft' when 1 then 'theft-bicycle' else 'fight' end, timestamptz '2026-10-01' + n * interval '1 hour',
              ST_SetSRID(ST_MakePoint(113.612 + n * 0.0001, 34.705), 4326), '2026-11-24'
            from generate_series(0, 89) n
            """);
        using var client = await server.SignInAsync(Roles.Leader);
        async Task<int> CountAsync(string category) => (await client.GetFromJsonAsync<HotspotRunView>($"/api/hotspots?category={category}", Cancellation))!.Incidents;
        Assert.Equal((60, 30, 30), (await CountAsync("theft"), await CountAsync("theft-bicycle"), await CountAsync("fight")));
        var list = await client.GetStringAsync("/api/incidents?from=2026-09-01T00:00:00Z&to=2026-11-20T00:00:00Z&category=theft", Cancellation);
        Assert.Contains("\"total\":60", list, StringComparison.Ordinal);
    }
}
