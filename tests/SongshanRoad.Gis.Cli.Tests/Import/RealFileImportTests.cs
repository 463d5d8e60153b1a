using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Import;

/// <summary>Files from real life, each imported as its description says, and as somebody does who did not read it.</summary>
public class RealFileImportTests(PostGisCluster cluster)
{
    private const string Origin = "--source test --accuracy-m 50";
    private const string Frame = "zhengzhou/songshanlu_frame_approx.geojson";
    private const string Poi = "zhengzhou/poi_addresses_part1_gcj02.csv";
    private const string Nbs = "zhengzhou/nbs2023_erqi_streets_communities.csv";
    private const string Bus = "tracks/liverpool_bus_route14_2026-01-26.csv";
    private const string Vectors = "crs/epsg_vectors_part1.csv";
    private const string Walk = "tracks/geolife/000/20081024020959.plt";

    // Every file has a row here or a test of its own below.
    private static readonly string[] TriedElsewhere =
    [
        "tracks/geolife/", // each of them in TrackImportTests
        "zhengzhou/erqi_410103_",
        "crs/gcj02_bd09_vectors_part1.csv",
    ];

    /// <summary>What is stored before, EPSG of the deployment, layer, file, options, and how the summary or refusal reads.</summary>
    public static TheoryData<string, int, string, string, string, string[]> Trials => new()
    {
        { "", 4547, "district", "zhengzhou/zhengzhou_410100_districts_gcj02_asis.geojson", $"{Origin} --crs GCJ02 --where adcode=410103", ["district: 1 read, 1 new"] },
        { "", 4547, "district", "zhengzhou/zhengzhou_410100_districts_gcj02_asis.geojson", $"{Origin} --crs GCJ02", ["!", "12 districts", "--where"] },
        { "", 4547, "district", "zhengzhou/zhengzhou_410100_districts_gcj02_asis.geojson", "", ["!", "--source", "--accuracy-m"] },
        { "", 4547, "streets", Frame, $"{Origin} --reality approximate --where kind=road_centreline", ["streets: 24 read, 24 new"] },
        { "", 4547, "landmarks", Frame, $"{Origin} --where kind=landmark", ["landmarks: 19 read, 19 new"] },
        { "", 4547, "landmarks", Frame, $"{Origin} --where kind=crossing", ["landmarks: 16 read, 16 new"] },
        { "", 4547, "landmarks", Frame, $"{Origin} --where kind=community_anchor", ["landmarks: 18 read, 13 new, 0 changed, 0 unchanged, 0 repaired, 5 rejected"] },
        { "", 4547, "district", Frame, $"{Origin} --where kind=subdistrict_frame", ["district: 1 read, 1 new"] },
        { "", 4547, "communities", Frame, $"{Origin} --where kind=community_anchor", ["!", "18 of 18 rows", "Point does not fit communities"] },
        { "", 4547, "district", Frame, $"{Origin} --where kind=Rahmen", ["!", "no row has kind=Rahmen", "subdistrict_frame"] },
        { "frame", 4547, "district", "zhengzhou/zhengzhou_410100_districts_gcj02_asis.geojson", $"{Origin} --crs GCJ02 --where name=二七区", ["!", "another district", "--replace"] },
        { "frame", 4547, "landmarks", "zhengzhou/songshanlu_gazetteer_approx.csv", "--source test --where kind=landmark", ["landmarks: 19 read, 19 new"] },
        { "frame", 4547, "landmarks", "zhengzhou/songshanlu_gazetteer_approx.csv", "--source test", ["landmarks: 53 read, 48 new, 0 changed, 0 unchanged, 0 repaired, 5 rejected"] },
        { "frame", 4547, "communities", "zhengzhou/songshanlu_gazetteer_approx.csv", "--source test", ["!", "a CSV gives points", "Polygon", "community-codes"] },
        { "frame", 4547, "venues", Poi, $"{Origin} --crs GCJ02", ["venues: 316 read, 316 new, 0 changed, 0 unchanged, 0 repaired, 0 rejected"] },
        { "frame", 4547, "venues", Poi, Origin, ["venues: 316 read, 316 new", "taken as GCJ02, as the file says (lon_gcj02)"] },
        { "frame", 4547, "venues", Poi, $"{Origin} --crs WGS84", ["!", "fit GCJ02, not WGS84", "--crs GCJ02"] },
        { "frame", 4547, "venues", Poi, $"{Origin} --crs EPSG:4547", ["!", "looks like degrees", "GCJ02"] },
        { "frame", 4547, "venues", Poi, $"{Origin} --map lon=lat_gcj02,lat=lon_gcj02", ["!", "exchanged"] },
        { "categories", 4547, "incidents", Poi, "--category theft", ["!", "No column for the time"] },
        { "demo", 4547, "community-codes", Nbs, "--where street_code9=410103011 --valid-from 2023-06-30", ["community-codes: 18 read, 0 new, 0 changed, 18 unchanged"] },
        { "demo", 4547, "community-codes", Nbs, "--where street_name=嵩山路街道 --valid-from 2023-06-30 --map name=community_short_name", ["community-codes: 18 read, 0 new"] },
        { "demo", 4547, "community-codes", Nbs, "--valid-from 2023-06-30", ["!", "158 of 176 rows", "--where"] },
        { "demo", 4547, "community-codes", Nbs, "--where street_code9=410103011 --valid-from 2024-06-30 --map code12=street_code9", ["!", "of 18 rows"] },
        { "", 4547, "community-codes", Nbs, "--valid-from 2023-06-30", ["!", "no communities yet"] },
        { "", 4547, "communities", Nbs, Origin, ["!", "a CSV gives points", "community-codes"] },
        { "frame", 4547, "streets", "osm/beijing_wudaokou_2017.osm", "", ["!", "a file of another place", "--force-crs"] },
        { "", 32650, "streets", "osm/beijing_wudaokou_2017.osm", "", ["streets: 1422 read, 1422 new"] },
        { "", 32650, "schools", "osm/beijing_wudaokou_2017.osm.pbf", "", ["schools: "] },
        { "", 32650, "landmarks", "osm/beijing_wudaokou_2017.osm.pbf", "", ["!", "landmarks are not read from files ending in .pbf"] },
        { "", 32651, "buildings", "osm/shanghai_baoshan_2021.osm", "", ["buildings: "] },
        { "", 32630, "streets", "osm/shanghai_baoshan_2021.osm", "", ["!", "outside the deployment"] },
        { "", 32650, "streets", "osm/shenzhen_futian_2023.geojson", Origin, ["streets: 4009 read, 4007 new, 0 changed, 0 unchanged, 0 repaired, 2 rejected"] },
        { "", 32650, "streets", "osm/shenzhen_futian_2023.geojson", $"{Origin} --crs EPSG:4547", ["!", "looks like degrees, not metres"] },
        { "", 32650, "streets", "osm/shenzhen_futian_2023.graphml", Origin, ["!", "not read from files ending in .graphml", ".geojson"] },
        { "unit", 32630, "tracks", Bus, "--unit car-01 --where vehicle_id=4716 --zone Europe/London", ["tracks: 136 read, 136 new"] },
        { "unit", 32630, "tracks", Bus, "--unit car-01 --zone UTC", ["!", "several vehicle_id"] },
        { "unit", 32630, "tracks", Bus, "--unit car-01 --where vehicle_id=4716", ["!", "names no zone"] },
        { "unit", 4547, "tracks", Bus, "--unit car-01 --where vehicle_id=4716 --zone UTC", ["!", "outside the deployment"] },
        { "categories", 32630, "incidents", Bus, "--category theft --where vehicle_id=4716 --zone UTC", ["incidents: 136 read, 136 new"] },
        { "unit", 32650, "tracks", Walk, "--unit car-01", ["tracks: 244 read, 244 new"] },
        { "unit", 32650, "tracks", Walk, "", ["!", "--unit CODE", "car-01"] },
        { "unit", 32630, "tracks", Walk, "--unit car-01", ["!", "outside the deployment"] },
        { "unit", 32650, "streets", Walk, Origin, ["!", "not read from files ending in .plt"] },
        { "", 4547, "landmarks", Vectors, $"{Origin}", ["!", "No column for longitude or easting", "easting_4547"] },
        { "", 4547, "landmarks", Vectors, $"{Origin} --map lon=easting_4547,lat=northing_4547 --crs EPSG:4526", ["!", "outside the range of EPSG:4526"] },
        { "", 4547, "landmarks", Vectors, $"{Origin} --map lon=northing_4547,lat=easting_4547 --crs EPSG:4547", ["!", "northing and easting swapped"] },
        { "", 4547, "landmarks", Vectors, $"{Origin} --map lon=easting_4526,lat=northing_4526 --crs EPSG:4547", ["!", "zone prefix"] },
        { "", 4547, "units", "expected_part1.json", "", ["!", "Not a JSON list", "callSign"] },
        { "", 4547, "streets", "expected_part1.json", Origin, ["!", "Not GeoJSON"] },
        { "categories", 4547, "incidents", "README.md", "", ["!", "No column for longitude"] },
        { "", 4547, "categories", "README.md", "", ["!", "no column for code"] },
    };

    [Theory]
    [MemberData(nameof(Trials))]
    public async Task A_real_file_is_imported_or_refused_in_one_line(string before, int metricSrid, string layer, string file, string options, string[] words)
    {
        var path = ReferenceFiles.InSharedOrSkip($"geodata/{file}");
        await using var bench = await ImportBench.CreateAsync(cluster, metricSrid);
        await PrepareAsync(bench, before);
        var stored = await StoredAsync(bench);

        var run = await bench.ImportAsync(layer, path, options.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        if (words[0] == "!")
        {
            run.RefusedWith(words[1..]);
            Assert.Equal(stored, await StoredAsync(bench));
            return;
        }

        Assert.StartsWith(words[0], run.Succeeded().Output, StringComparison.Ordinal);
        Assert.All(words[1..], word => Assert.Contains(word, run.Error, StringComparison.Ordinal));
        var again = (await bench.ImportAsync(layer, path, options.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Succeeded();
        Assert.Contains(" read, 0 new, 0 changed, ", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_is_tried()
    {
        var root = ReferenceFiles.InSharedOrSkip("geodata");
        var tried = Trials.Select(trial => trial.Data.Item4).ToHashSet();
        var files = Directory.GetFiles(root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file)).ToList();
        Assert.True(files.Count > 40);
        Assert.All(files, file => Assert.True(
            tried.Contains(file) || Array.Exists(TriedElsewhere, start => file.StartsWith(start, StringComparison.Ordinal)), $"{file} is tried nowhere"));
    }

    [Theory]
    [InlineData("erqi_410103_wgs84_derived.geojson", "WGS84")]
    [InlineData("erqi_410103_gcj02_asis.geojson", "GCJ02")]
    public async Task Both_forms_of_the_district_boundary_give_the_published_area(string fileName, string crs)
    {
        var file = ReferenceFiles.InSharedOrSkip($"geodata/zhengzhou/{fileName}");
        await using var bench = await ImportBench.CreateAsync(cluster);
        (await bench.ImportAsync("district", file, [.. Origin.Split(' '), "--crs", crs])).Succeeded();
        // Published: 156.2 km2.
        Assert.InRange((double)(await bench.AskAsync("select ST_Area(shape_metric) / 1e6 from place"))!, 156.0, 157.0);
    }

    [Theory]
    [InlineData("erqi_410103_wgs84_derived.geojson", "WGS84", "erqi_410103_gcj02_asis.geojson", "WGS84", "--crs GCJ02")]
    [InlineData("erqi_410103_wgs84_derived.geojson", "WGS84", "erqi_410103_wgs84_derived.geojson", "GCJ02", "--crs WGS84")]
    [InlineData("erqi_410103_wgs84_derived.geojson", "WGS84", "erqi_410103_wgs84_derived.geojson", "BD09", "--crs WGS84")]
    public async Task A_boundary_in_the_wrong_datum_is_stopped_with_the_right_one(string district, string districtCrs, string other, string declared, string cure)
    {
        var folder = ReferenceFiles.InSharedOrSkip("geodata/zhengzhou");
        await using var bench = await ImportBench.CreateAsync(cluster);
        (await bench.ImportAsync("district", Path.Combine(folder, district), [.. Origin.Split(' '), "--crs", districtCrs])).Succeeded();
        (await bench.ImportAsync("communities", Path.Combine(folder, other), [.. Origin.Split(' '), "--crs", declared])).RefusedWith(cure);
        Assert.Equal(0, await bench.CountAsync("place where kind = 'community'"));
    }

    [Theory]
    [InlineData("easting_4547", "northing_4547", "EPSG:4547")]
    [InlineData("easting_4526", "northing_4526", "EPSG:4526")]
    [InlineData("x_3857", "y_3857", "EPSG:3857")]
    [InlineData("easting_32649", "northing_32649", "EPSG:32649")]
    public async Task Columns_of_every_CRS_give_the_places_that_PROJ_gave(string x, string y, string crs)
    {
        var file = ReferenceFiles.InSharedOrSkip($"geodata/{Vectors}");
        await using var bench = await ImportBench.CreateAsync(cluster);
        await bench.ImportAsync("landmarks", file, [.. Origin.Split(' '), "--map", $"lon={x},lat={y}", "--crs", crs, "--allow-many-rejects"]);
        Assert.True(await bench.CountAsync("basemap_feature") >= 5);
        Assert.InRange((double)(await bench.AskAsync(
            "select max(ST_Distance(shape::geography, ST_SetSRID(ST_MakePoint((attributes->>'lon_4490')::float8, (attributes->>'lat_4490')::float8), 4326)::geography)) from basemap_feature"))!, 0, 0.002);
    }

    [Theory]
    [InlineData("WGS84", 0.0001)]
    [InlineData("GCJ02", 0.02)]
    [InlineData("BD09", 0.5)]
    public async Task Of_columns_in_three_datums_those_of_the_declared_one_are_read(string crs, double withinM)
    {
        var file = ReferenceFiles.InSharedOrSkip("geodata/crs/gcj02_bd09_vectors_part1.csv");
        await using var bench = await ImportBench.CreateAsync(cluster);
        // Tokyo, London and Kabul lie outside.
        Assert.StartsWith("landmarks: 24 read, 21 new, 0 changed, 0 unchanged, 0 repaired, 3 rejected",
            (await bench.ImportAsync("landmarks", file, [.. Origin.Split(' '), "--crs", crs])).Succeeded().Output, StringComparison.Ordinal);
        Assert.All(bench.Rejects(), line => Assert.Contains(",outside-area,", line, StringComparison.Ordinal));
        // The attributes that were not read keep the others; the row with WGS-84 is the yardstick.
        var offM = (double)(await bench.AskAsync("""
            select max(ST_Distance(shape::geography, ST_SetSRID(ST_MakePoint((attributes->>'lon_wgs84')::float8, (attributes->>'lat_wgs84')::float8), 4326)::geography)) from basemap_feature
            """))!;
        Assert.InRange(offM, 0, withinM);
    }

    [Fact]
    public async Task The_Shenzhen_network_keeps_its_length()
    {
        var file = ReferenceFiles.InSharedOrSkip("geodata/osm/shenzhen_futian_2023.geojson");
        await using var bench = await ImportBench.CreateAsync(cluster, 32650);
        (await bench.ImportAsync("streets", file, Origin.Split(' '))).Succeeded();
        // Its description: 4,009 directed edges, 337 km; two edges are given twice.
        Assert.InRange((double)(await bench.AskAsync("select sum(ST_Length(centre_line::geography)) / 1000 from street_segment"))!, 335, 339);
    }

    private static async Task<object?> StoredAsync(ImportBench bench) => await bench.AskAsync("""
        select (select count(*) from place) || ' ' || (select count(*) from street_segment) || ' ' || (select count(*) from basemap_feature) || ' '
          || (select count(*) from incident) || ' ' || (select count(*) from fix) || ' ' || (select count(*) from duty) || ' ' || (select count(*) from unit) || ' '
          || (select count(*) from place_code) || ' ' || (select string_agg(layer || version, ',' order by layer) from layer_version)
        """);

    private static async Task PrepareAsync(ImportBench bench, string what)
    {
        var geodata = Path.Combine(ReferenceFiles.RepositoryRoot, "geodata");
        switch (what)
        {
            case "frame":
                var frame = ReferenceFiles.InSharedOrSkip($"geodata/{Frame}");
                (await bench.ImportAsync("district", frame, [.. Origin.Split(' '), "--where", "kind=subdistrict_frame"])).Succeeded();
                (await bench.ImportAsync("streets", frame, [.. Origin.Split(' '), "--where", "kind=road_centreline"])).Succeeded();
                break;
            case "demo":
                (await bench.ImportAsync("communities", Path.Combine(geodata, "communities.geojson"))).Succeeded();
                (await bench.ImportAsync("community-codes", ReferenceFiles.InSharedOrSkip($"geodata/{Nbs}"), "--where", "street_code9=410103011", "--valid-from", "2023-06-30")).Succeeded();
                break;
            case "unit":
                (await bench.ImportAsync("units", bench.File("u.json", """[{"code":"car-01","kind":"patrolCar","callSign":"巡车01"}]"""))).Succeeded();
                break;
            case "categories":
                (await bench.ImportAsync("categories", Path.Combine(geodata, "incident-categories.csv"))).Succeeded();
                break;
        }
    }
}
