using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using SongshanRoad.Gis.Contracts.Deployment;
using SongshanRoad.Gis.Contracts.Places;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Server.Tests.Places;

public class DistrictTests(PostGisCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tonight_is_the_night_that_began_yesterday_until_six()
    {
        // 02:00 in Zhengzhou.
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 18, 0, 0, TimeSpan.Zero));
        await using var server = await LiveServer.StartAsync(cluster, clock);
        using var client = await server.SignInAsync(Roles.Leader);

        var district = await client.GetFromJsonAsync<DistrictView>("/api/district", Cancellation);

        Assert.Equal("2026-11-24", district!.Tonight);
        Assert.Equal(4547, district.MetricSrid);
        Assert.False(district.Demo);
    }

    [Fact]
    public async Task A_place_tells_its_community_codes_and_how_real_it_is()
    {
        await using var server = await LiveServer.StartAsync(cluster);
        await server.RunAsync(
            """
            insert into place (kind, external_id, name, shape, source, accuracy_m, reality, attributes) values
              ('community', 'c7', '刘砦社区', ST_MakeEnvelope(113.61, 34.70, 113.62, 34.71, 4326), 'drawn', 300, 'approximate', '{}'),
              ('alley', 'a1', '南一巷', ST_GeomFromText('LINESTRING(113.614 34.704, 113.616 34.704)', 4326), 'drawn', 5, 'invented', '{"lit": true}');
            insert into place_code (place_id, issuer, code, valid_from) select id, 'NBS', '410103011007', '2023-06-30' from place where kind = 'community';
            """);
        using var client = await server.SignInAsync(Roles.Dispatcher);

        var found = await client.GetFromJsonAsync<List<PlaceView>>("/api/places?kind=alley&query=一", Cancellation);
        var alley = Assert.Single(found!);

        Assert.Equal("410103011007", alley.CommunityCode);
        Assert.Equal("invented", alley.Reality);
        // 0.002 degrees of longitude at 34.704 N on the ellipsoid.
        Assert.Equal(183.2, alley.LengthM!.Value, 0.3);
        Assert.Equal("True", alley.Attributes["lit"]);
        var community = await client.GetFromJsonAsync<PlaceView>($"/api/places/{alley.Id - 1}", Cancellation);
        Assert.Equal([new PlaceCodeView("NBS", "410103011007", "2023-06-30", null)], community!.Codes);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/places/999", Cancellation)).StatusCode);
    }
}
