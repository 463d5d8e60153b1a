using System.Globalization;
using System.Text.Json;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Import;

public class TrackImportTests(PostGisCluster cluster)
{
    private const string Units = """[{"code":"team-01","kind":"volunteerTeam","callSign":"义警01"},{"code":"team-02","kind":"volunteerTeam","callSign":"义警02"}]""";

    private const string Walk = """
        <?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>
        <trkpt lat="34.7000" lon="113.6200"><time>2026-01-02T21:00:00Z</time></trkpt>
        <trkpt lat="34.7001" lon="113.6201"><time>2026-01-02T21:00:10Z</time></trkpt>
        <trkpt lat="34.7002" lon="113.6202"><time>2026-01-03T00:30:00Z</time></trkpt>
        <trkpt lat="34.7002" lon="113.6202"></trkpt>
        </trkseg></trk></gpx>
        """;

    [Fact]
    public async Task A_walk_becomes_an_ended_duty_of_its_night()
    {
        await using var bench = await WithUnitsAsync();
        var file = bench.File("walk.gpx", Walk);

        Assert.StartsWith("tracks: 4 read, 3 new, 0 changed, 0 unchanged, 0 repaired, 1 rejected",
            (await bench.ImportAsync("tracks", file, "--unit", "team-01")).Succeeded().Output, StringComparison.Ordinal);
        Assert.StartsWith("tracks: 4 read, 0 new, 0 changed, 3 unchanged",
            (await bench.ImportAsync("tracks", file, "--unit", "team-01")).Succeeded().Output, StringComparison.Ordinal);

        // 21:00 UTC is 05:00 of the 3rd in Zhengzhou: the night of the 2nd.
        Assert.Equal("2026-01-02 2026-01-03 00:30 3", await bench.AskAsync(
            "select d.night || ' ' || to_char(d.ended_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' ' || count(*) from duty d join fix f on f.duty_id = d.id group by d.id"));
    }

    [Fact]
    public async Task A_walk_during_another_duty_of_the_unit_is_refused()
    {
        await using var bench = await WithUnitsAsync();
        (await bench.ImportAsync("tracks", bench.File("a.gpx", Walk), "--unit", "team-01")).Succeeded();
        var other = bench.File("b.gpx", Walk.Replace("21:00:00Z", "20:59:00Z", StringComparison.Ordinal));

        (await bench.ImportAsync("tracks", other, "--unit", "team-01")).RefusedWith("4 of 4 rows");
        Assert.Contains(bench.Rejects(), line => line.Contains("duty-overlap,", StringComparison.Ordinal) && line.Contains("since 2026-01-02 21:00 UTC", StringComparison.Ordinal));
        (await bench.ImportAsync("tracks", other, "--unit", "team-02")).Succeeded();
        Assert.Equal(2, await bench.CountAsync("duty"));
    }

    [Fact]
    public async Task A_track_needs_a_known_unit()
    {
        await using var bench = await WithUnitsAsync();
        var file = bench.File("walk.gpx", Walk);
        Assert.Equal(ExitCodes.Usage, (await bench.ImportAsync("tracks", file)).RefusedWith("--unit CODE", "team-01").ExitCode);
        (await bench.ImportAsync("tracks", file, "--unit", "team-99")).RefusedWith("team-99 is not known");
    }

    [Fact]
    public async Task Every_recorded_track_keeps_its_points_and_length()
    {
        var folder = ReferenceFiles.InSharedOrSkip("geodata/tracks/geolife");
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(
            ReferenceFiles.InSharedOrSkip("geodata/expected_part1.json"), TestContext.Current.CancellationToken));
        await using var bench = await ImportBench.CreateAsync(cluster, 32650);
        (await bench.ImportAsync("units", bench.File("u.json", """
            [{"code":"walker-000","kind":"volunteerTeam","callSign":"000"},{"code":"walker-001","kind":"volunteerTeam","callSign":"001"},{"code":"walker-003","kind":"volunteerTeam","callSign":"003"}]
            """))).Succeeded();

        foreach (var track in expected.RootElement.GetProperty("geolife_tracks").EnumerateObject())
        {
            var run = await bench.ImportAsync("tracks", Path.Combine(folder, track.Name), "--unit", $"walker-{track.Name[..3]}");
            var points = track.Value.GetProperty("points").GetInt32();
            Assert.StartsWith($"tracks: {points} read, {points} new", run.Succeeded().Output, StringComparison.Ordinal);
            var start = track.Value.GetProperty("start_utc").GetString();
            var lengthM = (double)(await bench.AskAsync(string.Create(CultureInfo.InvariantCulture,
                $"select ST_Length(ST_MakeLine(position order by sequence)::geography) from fix f join duty d on d.id = f.duty_id join unit u on u.id = d.unit_id where u.code = 'walker-{track.Name[..3]}' and d.started_at = '{start}'")))!;
            Assert.Equal(track.Value.GetProperty("length_m_geodesic_all_points").GetDouble(), lengthM, 0.2);
        }
    }

    private async Task<ImportBench> WithUnitsAsync()
    {
        var bench = await ImportBench.CreateAsync(cluster);
        (await bench.ImportAsync("units", bench.File("u.json", Units))).Succeeded();
        return bench;
    }
}
