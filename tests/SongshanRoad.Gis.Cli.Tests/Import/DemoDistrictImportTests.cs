using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Import;

public class DemoDistrictImportTests(PostGisCluster cluster)
{
    [Fact]
    public async Task The_demo_district_goes_in_without_a_mended_or_refused_row()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var folder = Path.Combine(ReferenceFiles.RepositoryRoot, "geodata");
        var files = Directory.GetFiles(folder, "*.geojson");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var run = await bench.ImportAsync(Path.GetFileNameWithoutExtension(file), file);
            Assert.Contains(" 0 changed, 0 unchanged, 0 repaired, 0 rejected", run.Succeeded().Output, StringComparison.Ordinal);
        }

        Assert.Equal(19, await bench.CountAsync("place_code where issuer = 'NBS' and valid_from = '2023-06-30'"));
        Assert.Equal(0, await bench.CountAsync("street_segment where class = 'alley'"));
        Assert.Equal(0, await bench.CountAsync("place where kind = 'alley' and ST_Length(shape_metric) not between 40 and 400"));
    }
}
