using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Server.Tests.Tiles;

public class TileTests(PostGisCluster cluster)
{
    // The tile of zoom 14 that holds 113.615 E, 34.705 N.
    private const string Tile = "14/13362/6505";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tile_holds_what_was_stored_and_its_tag_changes_with_the_layer()
    {
        await using var server = await LiveServer.StartAsync(cluster);
        await server.RunAsync(
            """
            insert into place (kind, external_id, name, shape, source, accuracy_m, reality) values
              ('alley', 'a1', '留园里', ST_GeomFromText('LINESTRING(113.614 34.704, 113.616 34.706)', 4326), 'test', 5, 'invented')
            """);
        using var client = await server.SignInAsync(Roles.Dispatcher);

        var first = await client.GetAsync($"/tiles/places/{Tile}", Cancellation);
        var text = Encoding.UTF8.GetString(await first.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Contains("alley", text, StringComparison.Ordinal);
        Assert.Contains("留园里", text, StringComparison.Ordinal);
        Assert.Contains("lengthM", text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotModified, await StateOf(first.Headers.ETag!));
        await server.RunAsync("update place set name = '石门东里'");
        Assert.Equal(HttpStatusCode.OK, await StateOf(first.Headers.ETag!));

        async Task<HttpStatusCode> StateOf(EntityTagHeaderValue tag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/tiles/places/{Tile}");
            request.Headers.IfNoneMatch.Add(tag);
            return (await client.SendAsync(request, Cancellation)).StatusCode;
        }
    }

    [Fact]
    public async Task An_address_outside_the_pyramid_is_not_found()
    {
        await using var server = await LiveServer.StartAsync(cluster);
        using var client = await server.SignInAsync(Roles.Leader);
        foreach (var path in (string[])
        [
            "/tiles/base/9/1/1",
            "/tiles/base/14/99999/1",
            "/tiles/places/17/1/1",
        ])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path, Cancellation)).StatusCode);
        }
    }

    [Fact]
    public async Task Every_source_answers_on_an_empty_database()
    {
        await using var server = await LiveServer.StartAsync(cluster);
        using var client = await server.SignInAsync(Roles.Dispatcher);
        foreach (var path in (string[])
        [
            $"/tiles/base/{Tile}",
            $"/tiles/places/{Tile}",
            $"/tiles/incidents/{Tile}?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z",
        ])
        {
            var answer = await client.GetAsync(path, Cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("application/vnd.mapbox-vector-tile", answer.Content.Headers.ContentType!.MediaType);
        }
    }
}
