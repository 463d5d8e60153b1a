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

    [Fact]
    public async Task A_vehicle_is_chosen_from_a_CSV_of_reports_and_its_clock_needs_a_zone()
    {
        var file = ReferenceFiles.InSharedOrSkip("geodata/tracks/liverpool_bus_route14_2026-01-26.csv");
        await using var bench = await ImportBench.CreateAsync(cluster, 32630);
        (await bench.ImportAsync("units", bench.File("u.json", Units))).Succeeded();
        string[] of = ["--unit", "team-01"];
        (await bench.ImportAsync("tracks", file, [.. of, "--zone", "Europe/London"])).RefusedWith("several vehicle_id", "4716", "--where vehicle_id=");
        (await bench.ImportAsync("tracks", file, [.. of, "--where", "vehicle_id=4716"])).RefusedWith("names no zone", "--zone");
        (await bench.ImportAsync("tracks", file, [.. of, "--where", "vehicle_id=9999", "--zone", "UTC"])).RefusedWith("no row has vehicle_id=9999", "4716");
        (await bench.ImportAsync("tracks", file, [.. of, "--where", "vehicle=4716", "--zone", "UTC"])).RefusedWith("no column \"vehicle\"", "vehicle_id", "--where");
        Assert.Equal(0, await bench.CountAsync("fix"));

        // What grep and sort say of the file: 136 rows, 15:57:02 to 17:42:07.
        string[] right = [.. of, "--where", "vehicle_id=4716", "--zone", "Europe/London"];
        Assert.StartsWith("tracks: 136 read, 136 new, 0 changed, 0 unchanged, 0 repaired, 0 rejected", (await bench.ImportAsync("tracks", file, right)).Succeeded().Output, StringComparison.Ordinal);
        Assert.StartsWith("tracks: 136 read, 0 new, 0 changed, 136 unchanged", (await bench.ImportAsync("tracks", file, right)).Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal("15:57:02 17:42:07", await bench.AskAsync("select to_char(started_at at time zone 'UTC', 'HH24:MI:SS ') || to_char(ended_at at time zone 'UTC', 'HH24:MI:SS') from duty"));
    }

    [Fact]
    public async Task Columns_of_a_CSV_track_are_mapped_and_its_datum_declared()
    {
        await using var bench = await WithUnitsAsync();
        var file = bench.File("t.csv", "东,北,哪天,几点\n113.6200,34.7000,2026-01-02,21:00:00\n113.6201,34.7001,2026-01-02,21:00:10\n");
        (await bench.ImportAsync("tracks", file, "--unit", "team-01", "--zone", "+08:00", "--crs", "GCJ02", "--map", "lon=东,lat=北,date=哪天,time=几点")).Succeeded();
        Assert.Equal("2026-01-02 13:00", await bench.AskAsync("select to_char(started_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') from duty"));
        Assert.InRange((double)(await bench.AskAsync("select ST_Distance(position::geography, ST_SetSRID(ST_MakePoint(113.62, 34.70), 4326)::geography) from fix order by fix_time limit 1"))!, 560, 595);
    }

    [Fact]
    public async Task A_GPX_time_without_zone_takes_the_declared_one()
    {
        await using var bench = await WithUnitsAsync();
        var file = bench.File("walk.gpx", Walk.Replace("Z</time>", "</time>", StringComparison.Ordinal));
        (await bench.ImportAsync("tracks", file, "--unit", "team-01")).RefusedWith("names no zone", "--zone");
        (await bench.ImportAsync("tracks", file, "--unit", "team-01", "--zone", "+08:00")).Succeeded();
        Assert.Equal("13:00", await bench.AskAsync("select to_char(started_at at time zone 'UTC', 'HH24:MI') from duty"));
    }

    [Fact]
    public async Task A_track_in_GCJ_02_declared_as_WGS_84_is_stopped()
    {
        await using var bench = await WithUnitsAsync();
        var geodata = Path.Combine(ReferenceFiles.RepositoryRoot, "geodata");
        (await bench.ImportAsync("district", Path.Combine(geodata, "district.geojson"))).Succeeded();
        (await bench.ImportAsync("streets", Path.Combine(geodata, "streets.geojson"))).Succeeded();
        using var streets = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(geodata, "streets.geojson"), TestContext.Current.CancellationToken));
        var text = new System.Text.StringBuilder("lon,lat,time\n");
        var second = 0;
        foreach (var corner in streets.RootElement.GetProperty("features").EnumerateArray().SelectMany(feature => feature.GetProperty("geometry").GetProperty("coordinates").EnumerateArray()))
        {
            var gcj02 = Spatial.Coordinates.Gcj02.FromWgs84(Spatial.Coordinates.LonLat.FromDegrees(corner[0].GetDouble(), corner[1].GetDouble()));
            text.Append(CultureInfo.InvariantCulture, $"{gcj02.LonDeg:F7},{gcj02.LatDeg:F7},2026-01-02T12:{second / 60 % 60:D2}:{second++ % 60:D2}Z\n");
        }

        (await bench.ImportAsync("tracks", bench.File("t.csv", text.ToString()), "--unit", "team-01")).RefusedWith("fit GCJ02, not WGS84", "--crs GCJ02");
        Assert.Equal(0, await bench.CountAsync("fix"));
    }

    [Fact]
    public async Task A_month_of_one_car_is_no_tour()
    {
        await using var bench = await WithUnitsAsync();
        var file = bench.File("t.csv", "lon,lat,time\n113.62,34.70,2026-01-02T12:00:00Z\n113.62,34.70,2026-02-02T12:00:00Z\n");
        (await bench.ImportAsync("tracks", file, "--unit", "team-01")).RefusedWith("at most 48 hours", "Cut it into tours");
        Assert.Equal(0, await bench.CountAsync("duty"));
    }

    private async Task<ImportBench> WithUnitsAsync()
    {
        var bench = await ImportBench.CreateAsync(cluster);
        (await bench.ImportAsync("units", bench.File("u.json", Units))).Succeeded();
        return bench;
    }
}
