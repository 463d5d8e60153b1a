using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Server.Tests.Hotspots;

public class HotspotGeoPackageTests(PostGisCluster cluster)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("unit=square&cellM=100", "POLYGON")]
    [InlineData("unit=hexagon&cellM=100", "POLYGON")]
    [InlineData("unit=segment", "LINESTRING")]
    public async Task A_run_as_a_GeoPackage_has_what_its_GeoJSON_and_the_head_of_its_CSV_have(string question, string kind)
    {
        await using var server = await SmallDistrict.StartAsync(cluster, Now);
        await server.RunAsync("insert into incident (source, category_code, occurred_from, position, recorded_at) select 't', 'theft', timestamptz '2026-11-01' + n * interval '1 hour', ST_SetSRID(ST_MakePoint(113.6203, 34.70404), 4326), '2026-11-21' from generate_series(1, 4) n");
        using var client = await server.SignInAsync(Roles.Leader);
        var run = (await client.GetFromJsonAsync<HotspotRunView>($"/api/hotspots?{question}", Cancellation))!;
        var export = $"/api/hotspots/{run.RunId}/export?format=";

        using var answer = await client.GetAsync($"{export}gpkg", Cancellation);
        Assert.Equal((HttpStatusCode.OK, "application/geopackage+sqlite3"), (answer.StatusCode, answer.Content.Headers.ContentType!.ToString()));
        Assert.Equal($"hotspots-{run.RunId}.gpkg", answer.Content.Headers.ContentDisposition!.FileName);
        using var file = new OpenedGeoPackage(await answer.Content.ReadAsByteArrayAsync(Cancellation));

        Assert.Equal(kind, file.Value("select geometry_type_name from gpkg_geometry_columns where table_name = 'hotspots'"));
        Assert.Equal(run.ComputedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null), file.Value("select distinct last_change from gpkg_contents"));
        using var geoJson = JsonDocument.Parse(await client.GetStringAsync($"{export}geojson", Cancellation));
        var features = geoJson.RootElement.GetProperty("features").EnumerateArray().ToList();
        var rows = file.Rows("select * from hotspots order by fid");
        var columns = file.Rows("select name from pragma_table_info('hotspots')").ConvertAll(row => (string)row[0]!);
        Assert.Equal(run.CellsTested, rows.Count);
        Assert.All(features.Zip(rows), pair => AssertSame(pair.First, columns, pair.Second));
        // The incidents' place is found by the index as by the shapes.
        var there = new Point(113.6203, 34.70404);
        var boxed = file.Rows("select fid from hotspots join rtree_hotspots_geom on id = fid where minx <= 113.6203 and maxx >= 113.6203 and miny <= 34.70404 and maxy >= 34.70404")
            .Select(row => (long)row[0]!).ToHashSet();
        Assert.Subset(boxed, rows.Where(row => OpenedGeoPackage.Decode((byte[])row[1]!).EnvelopeInternal.Contains(there.Coordinate)).Select(row => (long)row[0]!).ToHashSet());
        Assert.InRange(boxed.Count, 1, 6);

        var head = (await client.GetStringAsync($"{export}csv", Cancellation)).Split("\r\n").Where(line => line.StartsWith("# ", StringComparison.Ordinal));
        Assert.Equal(head, file.Rows("select name, value from run order by fid").Select(row => $"# {row[0]}: {AsJson((string?)row[1])}"));
        Assert.Equal(run.RunId, file.Value("select value from run where name = 'runId'"));
    }

    [Fact]
    public async Task Names_of_streets_come_out_as_they_are()
    {
        await using var server = await SmallDistrict.StartAsync(cluster, Now);
        using var client = await server.SignInAsync(Roles.Leader);
        var run = (await client.GetFromJsonAsync<HotspotRunView>("/api/hotspots?unit=segment", Cancellation))!;
        using var file = new OpenedGeoPackage(await client.GetByteArrayAsync($"/api/hotspots/{run.RunId}/export?format=gpkg", Cancellation));
        Assert.Equal(["中心街", "小巷", "横街"], file.Rows("select distinct name from hotspots").Select(row => (string)row[0]!).Order(StringComparer.Ordinal));
    }

    /// <summary>Whether a row holds a feature: every property under its name, the shape to the seven digits of GeoJSON.</summary>
    private static void AssertSame(JsonElement feature, List<string> columns, object?[] row)
    {
        var properties = feature.GetProperty("properties").EnumerateObject().ToDictionary(property => property.Name, property => property.Value);
        if (feature.TryGetProperty("id", out var number))
        {
            properties.Add("segment", number);
        }

        Assert.Equal([.. properties.Keys.Order(), "fid", "geom"], [.. columns.Where(column => column is not ("fid" or "geom")).Order(), "fid", "geom"]);
        foreach (var (name, value) in properties)
        {
            var held = row[columns.IndexOf(name)];
            object? expected = value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.True => 1L,
                JsonValueKind.False => 0L,
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Array => value.GetRawText(),
                _ when held is long => value.GetInt64(),
                _ => value.GetDouble(),
            };
            Assert.Equal(expected, held);
        }

        var shape = OpenedGeoPackage.Decode((byte[])row[columns.IndexOf("geom")]!);
        var coordinates = feature.GetProperty("geometry").GetProperty("coordinates");
        var corners = shape is Polygon ? coordinates[0] : coordinates;
        Assert.Equal(
            corners.EnumerateArray().Select(corner => (corner[0].GetDouble(), corner[1].GetDouble())),
            shape.Coordinates.Select(corner => (Math.Round(corner.X, 7), Math.Round(corner.Y, 7))));
    }

    private static string AsJson(string? value) => value switch
    {
        null => "null",
        "true" or "false" => value,
        _ when char.IsAsciiDigit(value[0]) && double.TryParse(value, out _) || value[0] == '[' => value,
        _ => $"\"{value}\"",
    };
}
