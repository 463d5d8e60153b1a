using System.Globalization;
using System.Text.Json;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Coverage;

public sealed class CoverageCommandTests : IDisposable
{
    // One street of 0.01 degrees along 34.7 N, a motorway beside it, and bounds that leave the eastern half of both outside.
    private const string Network =
        """
        <osm version="0.6">
          <bounds minlat="34.69" minlon="113.60" maxlat="34.71" maxlon="113.615"/>
          <node id="1" lat="34.7" lon="113.61"/><node id="2" lat="34.7" lon="113.62"/>
          <node id="3" lat="34.701" lon="113.61"/><node id="4" lat="34.701" lon="113.62"/>
          <way id="10"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way>
          <way id="11"><nd ref="3"/><nd ref="4"/><tag k="highway" v="motorway"/></way>
        </osm>
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("songshan-coverage-");

    [Theory]
    [InlineData("beijing_wudaokou_2017.osm", 10)]
    [InlineData("beijing_wudaokou_2017.osm", 20)]
    [InlineData("beijing_wudaokou_2017.osm", 30)]
    [InlineData("beijing_wudaokou_2017.osm.pbf", 10)]
    [InlineData("beijing_wudaokou_2017.osm.pbf", 20)]
    [InlineData("beijing_wudaokou_2017.osm.pbf", 30)]
    public async Task Real_walks_cover_the_share_of_a_real_network_that_another_program_found(string network, int withinM)
    {
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(
            ReferenceFiles.InSharedOrSkip("geodata/expected_part1.json"), TestContext.Current.CancellationToken));
        var peer = expected.RootElement.GetProperty("coverage_wudaokou_users_000_001_003");
        var share = peer.GetProperty("buffers").GetProperty(withinM.ToString(CultureInfo.InvariantCulture)).GetProperty("share").GetDouble();

        var run = await CommandRun.OfAsync("coverage", "--network", ReferenceFiles.InSharedOrSkip($"geodata/osm/{network}"),
            "--tracks", ReferenceFiles.InSharedOrSkip("geodata/tracks/geolife"), "--method", "buffer",
            "--within", withinM.ToString(CultureInfo.InvariantCulture), "--json");

        using var answer = JsonDocument.Parse(run.Succeeded().Output);
        var (networkM, coveredM) = (Metres(answer, "networkM"), Metres(answer, "coveredM"));
        Assert.Equal(peer.GetProperty("network_m").GetDouble(), networkM, 1.0);
        Assert.InRange(coveredM / networkM / share, 0.99, 1.01);
        Assert.Equal(32650, answer.RootElement.GetProperty("metricSrid").GetInt32());
    }

    [Fact]
    public async Task Only_streets_that_are_walked_and_only_inside_the_bounds_count()
    {
        var run = await CommandRun.OfAsync("coverage", "--network", Write("n.osm", Network), "--tracks", Write("t.gpx", Walk(0, 60)), "--json");

        using var answer = JsonDocument.Parse(run.Succeeded().Output);
        // 0.005 degrees of longitude at 34.7 N on WGS-84: 457.99 m, and 0.06 % less in UTM at this place.
        Assert.Equal(457.9, Metres(answer, "networkM"), 0.4);
        // The walk ends after 0.002 degrees, 183.2 m; 20 m more lie within reach.
        Assert.Equal(203.2, Metres(answer, "coveredM"), 0.4);
    }

    [Fact]
    public async Task A_walk_is_cut_where_nobody_knows_what_was_between()
    {
        var run = await CommandRun.OfAsync("coverage", "--network", Write("n.osm", Network), "--tracks", Write("t.gpx", Walk(0, 61)), "--json");

        using var answer = JsonDocument.Parse(run.Succeeded().Output);
        Assert.Equal(0, Metres(answer, "coveredM"));
    }

    [Fact]
    public async Task A_walk_found_twice_counts_once_and_a_text_answer_says_the_crs()
    {
        var track = Write("t.gpx", Walk(0, 10));
        string[] command = ["coverage", "--network", Write("n.osm", Network), "--metric-srid", "4547", "--tracks"];

        var once = (await CommandRun.OfAsync([.. command, track])).Succeeded().Output;
        var twice = (await CommandRun.OfAsync([.. command, track, _folder.FullName])).Succeeded().Output;

        Assert.Equal(once, twice);
        Assert.Contains("EPSG:4547 CGCS2000 / 3-degree Gauss-Kruger CM 114E", once, StringComparison.Ordinal);
        Assert.Contains("of 1 tracks with 3 points", once, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_bad_input_is_one_line_that_names_the_file_and_the_cure()
    {
        var network = Write("n.osm", Network);
        var track = Write("t.gpx", Walk(0, 10));
        var empty = Directory.CreateDirectory(Path.Combine(_folder.FullName, "empty")).FullName;
        Task<CommandRun> RunAsync(string networkPath, string trackPath, params string[] more) =>
            CommandRun.OfAsync(["coverage", "--network", networkPath, "--tracks", trackPath, .. more]);

        (await RunAsync(Path.Combine(_folder.FullName, "none.osm"), track)).RefusedWith("none.osm: no such file");
        (await RunAsync(track, track)).RefusedWith("t.gpx");
        (await RunAsync(Write("m.osm", Network.Replace("residential", "motorway", StringComparison.Ordinal)), track)).RefusedWith("m.osm holds no street");
        (await RunAsync(network, Path.Combine(_folder.FullName, "none.plt"))).RefusedWith("none.plt: no such file");
        (await RunAsync(network, empty)).RefusedWith("holds no .plt or .gpx file");
        (await RunAsync(network, network)).RefusedWith("n.osm is no track");
        (await RunAsync(network, Write("x.gpx", "<gpx><trk><trkseg/></trk></gpx>"))).RefusedWith("x.gpx: no track holds a usable point");
        (await RunAsync(network, Write("y.plt", "no track"))).RefusedWith("y.plt: Not a GeoLife track");
        (await RunAsync(network, track, "--metric-srid", "32610")).RefusedWith("outside the area of EPSG:32610", "--metric-srid");
        Assert.Equal(ExitCodes.Usage, (await RunAsync(network, track, "--within", "0")).RefusedWith("--within 0 is not a number of metres").ExitCode);
        Assert.Equal(ExitCodes.Usage, (await RunAsync(network, track, "--metric-srid", "3857")).RefusedWith("--metric-srid 3857").ExitCode);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static double Metres(JsonDocument answer, string member) => answer.RootElement.GetProperty(member).GetDouble();

    // Three points along the street, 0.001 degrees (92 m) apart.
    private static string Walk(int fromSeconds, int everySeconds)
    {
        var start = new DateTimeOffset(2026, 11, 24, 14, 0, 0, TimeSpan.Zero).AddSeconds(fromSeconds);
        var points = Enumerable.Range(0, 3).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"<trkpt lat=\"34.7\" lon=\"{113.61 + (i * 0.001):F3}\"><time>{start.AddSeconds(i * everySeconds):yyyy-MM-ddTHH:mm:ssZ}</time></trkpt>"));
        return $"<gpx version=\"1.1\"><trk><trkseg>{string.Concat(points)}</trkseg></trk></gpx>";
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }
}
