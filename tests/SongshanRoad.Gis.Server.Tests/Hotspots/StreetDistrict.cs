using Microsoft.Extensions.Time.Testing;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Server.Tests.Hotspots;

/// <summary>A district with streets between 9 x 5 junctions, stored as 14 whole ways, and an alley off one of the junctions.</summary>
internal static class StreetDistrict
{
    /// <summary>Starts a server with the district and one category, theft.</summary>
    public static async Task<LiveServer> StartAsync(PostGisCluster cluster, DateTimeOffset now)
    {
        var server = await LiveServer.StartAsync(cluster, new FakeTimeProvider(now));
        await server.RunAsync(
            """
            insert into incident_category (code, name_zh, name_en) values ('theft', '盗窃', 'Theft');
            insert into place (kind, external_id, name, shape, source, accuracy_m, reality) values
              ('district', 'd', '测试街道', ST_MakeEnvelope(113.61, 34.70, 113.63, 34.71, 4326), 'test', 50, 'invented'),
              ('alley', 'a', '小巷', ST_GeomFromText('LINESTRING(113.620 34.704, 113.6208 34.7041)', 4326), 'test', 5, 'invented');
            insert into street_segment (external_id, name, class, centre_line, source, accuracy_m, reality)
            select 'north' || i, '中心街, 东段', 'residential', ST_SetSRID(ST_MakeLine(array_agg(ST_MakePoint(113.612 + i * 0.002, 34.702 + j * 0.002) order by j)), 4326), 'test', 5, 'invented'
            from generate_series(0, 8) i, generate_series(0, 4) j group by i;
            insert into street_segment (external_id, name, class, centre_line, source, accuracy_m, reality)
            select 'east' || j, null, 'residential', ST_SetSRID(ST_MakeLine(array_agg(ST_MakePoint(113.612 + i * 0.002, 34.702 + j * 0.002) order by i)), 4326), 'test', 5, 'invented'
            from generate_series(0, 8) i, generate_series(0, 4) j group by j;
            """);
        return server;
    }
}
