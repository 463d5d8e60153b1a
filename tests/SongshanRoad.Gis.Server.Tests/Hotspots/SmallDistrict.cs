using Microsoft.Extensions.Time.Testing;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Server.Tests.Hotspots;

/// <summary>A district of about a square kilometre with a street, one that ends on it, and an alley off it.</summary>
internal static class SmallDistrict
{
    /// <summary>Starts a server with the district and two categories, theft and fight.</summary>
    public static async Task<LiveServer> StartAsync(PostGisCluster cluster, DateTimeOffset now)
    {
        var server = await LiveServer.StartAsync(cluster, new FakeTimeProvider(now));
        await server.RunAsync(
            """
            insert into incident_category (code, name_zh, name_en) values ('theft', '盗窃', 'Theft'), ('fight', '打架斗殴', 'Fighting');
            insert into place (kind, external_id, name, shape, source, accuracy_m, reality) values
              ('district', 'd', '测试街道', ST_MakeEnvelope(113.61, 34.70, 113.63, 34.71, 4326), 'test', 50, 'invented'),
              ('alley', 'a', '小巷', ST_GeomFromText('LINESTRING(113.620 34.704, 113.6208 34.7041)', 4326), 'test', 5, 'invented');
            insert into street_segment (external_id, name, class, centre_line, source, accuracy_m, reality) values
              ('s1', '中心街', 'residential', ST_GeomFromText('LINESTRING(113.620 34.702, 113.620 34.703, 113.620 34.704, 113.620 34.706)', 4326), 'test', 5, 'invented'),
              ('s2', '横街', 'residential', ST_GeomFromText('LINESTRING(113.618 34.703, 113.620 34.703)', 4326), 'test', 5, 'invented');
            """);
        return server;
    }
}
