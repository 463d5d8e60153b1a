using System.ComponentModel;
using System.Diagnostics;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Spatial.Tests.DemoDistrict;

public class DrawingProgramTests
{
    [Fact]
    public async Task The_program_draws_exactly_the_files_that_are_committed()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var drawn = Directory.CreateTempSubdirectory("songshan-district-").FullName;
        try
        {
            using var node = StartOrSkip(Path.Combine(ReferenceFiles.RepositoryRoot, "tools", "draw-district", "draw.mjs"), drawn);
            var said = await Task.WhenAll(node.StandardOutput.ReadToEndAsync(cancellation), node.StandardError.ReadToEndAsync(cancellation));
            await node.WaitForExitAsync(cancellation);
            Assert.True(node.ExitCode == 0, string.Concat(said));

            string[] expected = [.. DemoFeature.Files.Select(file => file + ".geojson"), "units.json"];
            Assert.Equal(expected.Order(StringComparer.Ordinal), Directory.GetFiles(drawn).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            foreach (var file in expected)
            {
                var (now, committed) = (await ReadAsync(drawn, file), await ReadAsync(DemoFeature.Folder, file));
                Assert.True(now == committed, $"{file} is not what the program draws: run node tools/draw-district/draw.mjs.");
            }
        }
        finally
        {
            Directory.Delete(drawn, recursive: true);
        }

        Task<string> ReadAsync(string folder, string file) => File.ReadAllTextAsync(Path.Combine(folder, file), cancellation);
    }

    private static Process StartOrSkip(string program, string folder)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("node", [program, folder]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("Node is not installed, so the demo district cannot be drawn again.");
            throw;
        }
    }
}
