using System.Globalization;
using SongshanRoad.Gis.Cli.Tests.Import;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Overlays;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Storage.Hotspots;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Hotspots;

/// <summary>2,245 robberies in Memphis 2019 through the whole path: file, import, PostGIS, grid, Gi*; expected by R's spdep.</summary>
public class MemphisPipelineTests(PostGisCluster cluster)
{
    private const int Srid = 32616;
    private const double WestM = 214_500;
    private const double SouthM = 3_876_500;
    private const double CellM = 500;
    private const int Columns = 74;
    private const int Rows = 59;

    [Fact]
    public async Task Import_grid_and_Gi_star_reproduce_the_peer_figures()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var bench = await ImportBench.CreateAsync(cluster, Srid);
        var district = bench.File("district.geojson", string.Create(CultureInfo.InvariantCulture,
            $$$"""
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"memphis","name":"Memphis"},"geometry":{"type":"Polygon",
            "coordinates":[[[{{{WestM}}},{{{SouthM}}}],[{{{WestM + (Columns * CellM)}}},{{{SouthM}}}],[{{{WestM + (Columns * CellM)}}},{{{SouthM + (Rows * CellM)}}}],[{{{WestM}}},{{{SouthM + (Rows * CellM)}}}],[{{{WestM}}},{{{SouthM}}}]]]}}]}
            """));
        var categories = Path.Combine(ReferenceFiles.RepositoryRoot, "geodata", "incident-categories.csv");
        (await bench.ImportAsync("district", district, "--crs", $"EPSG:{Srid}", "--source", "test", "--accuracy-m", "1")).Succeeded();
        (await bench.ImportAsync("categories", categories)).Succeeded();
        (await bench.ImportAsync("incidents", ReferenceFiles.InRepository("hotspots/pipeline_memphis_points_epsg32616.csv"),
            "--crs", $"EPSG:{Srid}", "--category", "robbery", "--source", "Crime Open Database")).Succeeded();

        await using var database = await Database.AttachAsync(bench.ConnectionString, cancellation);
        var store = new HotspotStore(database);
        var year = new HotspotFilter(new DateTimeOffset(2018, 12, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2020, 2, 1, 0, 0, 0, TimeSpan.Zero), [], false);
        var input = await store.ReadInputAsync(year, withStreets: false, cancellation);
        var positions = input.Incidents.Places;
        var window = new PolygonWindow(input.OutlineMetric!);
        var overlay = HotspotOverlay.Compute(positions, [], window,
            new HotspotParameters { Grid = new SquareGrid(WestM, SouthM, CellM), BandwidthM = 1_000 });

        var cells = overlay.Cells.ToDictionary(cell => (cell.Column + 1, cell.Row + 1));
        var compared = 0;
        foreach (var line in File.ReadLines(ReferenceFiles.InRepository("hotspots/pipeline_memphis_grid500_expected.csv")).Skip(1))
        {
            var expected = line.Split(',').Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray();
            var cell = cells[((int)expected[0], (int)expected[1])];
            Assert.Equal((int)expected[2], cell.Count);
            Assert.Equal(expected[3], cell.Z, 1e-9);
            Assert.Equal(expected[4], cell.P, 1e-9);
            Assert.Equal(expected[5], cell.Q, 1e-9);
            compared++;
        }

        Assert.Equal(2_245, positions.Length);
        Assert.Equal(Columns * Rows, compared);
        Assert.Equal(380, overlay.Cells.Count(cell => cell.Z > 0 && cell.Q <= 0.05));
        Assert.Equal(SignificanceClass.Of(5, 0.001), overlay.Cells.Max(cell => cell.Class));
    }
}
