using System.Diagnostics;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Import;

public class RejectListTests(PostGisCluster cluster)
{
    private const string Good = "id,lon,lat,name\n1,113.61,34.70,甲\n2,113.62,34.70,乙\n";
    private const string OneBad = Good + "3,0,0,丙\n";
    private static readonly string[] Origin = ["--source", "s", "--accuracy-m", "5"];

    [Theory]
    [InlineData("v.csv")]
    [InlineData("./v.csv")]
    [InlineData("sub/../v.csv")]
    [InlineData("symlink.csv")]
    [InlineData("hardlink.csv")]
    [InlineData("linked-folder/v.csv")]
    public async Task The_input_is_never_overwritten_by_its_own_rejects(string rejects)
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var file = bench.File("v.csv", OneBad);
        Directory.CreateDirectory(Path.Combine(bench.Folder, "sub"));
        File.CreateSymbolicLink(Path.Combine(bench.Folder, "symlink.csv"), file);
        File.CreateSymbolicLink(Path.Combine(bench.Folder, "linked-folder"), bench.Folder);
        using (var link = Process.Start("ln", [file, Path.Combine(bench.Folder, "hardlink.csv")]))
        {
            await link.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var run = await bench.ImportAsync("venues", file, [.. Origin, "--rejects", Path.Combine(bench.Folder, rejects)]);

        Assert.Equal(ExitCodes.Usage, run.RefusedWith("--rejects", "no reject list", "is not overwritten").ExitCode);
        Assert.Equal(OneBad, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(0, await bench.CountAsync("place"));
    }

    [Fact]
    public async Task A_file_of_somebody_else_is_not_overwritten()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var letter = bench.File("letter.csv", "dear,office\n");
        (await bench.ImportAsync("venues", bench.File("v.csv", OneBad), [.. Origin, "--rejects", letter])).RefusedWith(letter, "another file");
        Assert.Equal("dear,office\n", await File.ReadAllTextAsync(letter, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_list_of_an_earlier_import_is_replaced_and_goes_when_nothing_is_rejected_any_more()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        (await bench.ImportAsync("venues", bench.File("v.csv", OneBad + "4,0,0,丁\n"), [.. Origin, "--allow-many-rejects"])).Succeeded();
        Assert.Equal(2, bench.Rejects().Length);
        (await bench.ImportAsync("venues", bench.File("v.csv", OneBad), Origin)).Succeeded();
        Assert.Single(bench.Rejects());
        (await bench.ImportAsync("venues", bench.File("v.csv", Good), Origin)).Succeeded();
        Assert.False(File.Exists(bench.RejectsPath));
    }

    [Fact]
    public async Task A_reject_list_is_no_input()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        (await bench.ImportAsync("venues", bench.File("v.csv", OneBad), Origin)).Succeeded();
        (await bench.ImportAsync("venues", bench.RejectsPath, Origin)).RefusedWith(bench.RejectsPath, "reject list of an earlier import", "original file");
        Assert.Single(bench.Rejects());
    }

    [Theory]
    [InlineData("", "is a folder")]
    [InlineData("missing/r.csv", "does not exist")]
    public async Task A_place_that_cannot_take_the_list_is_named_before_anything_is_read(string rejects, string word)
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var path = Path.Combine(bench.Folder, rejects);
        (await bench.ImportAsync("venues", bench.File("v.csv", Good), [.. Origin, "--rejects", path])).RefusedWith("--rejects", path, word);
        Assert.Equal(0, await bench.CountAsync("place"));
    }

    [Fact]
    public async Task A_list_that_cannot_be_written_to_its_end_stops_the_import()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        (await bench.ImportAsync("venues", bench.File("v.csv", OneBad), [.. Origin, "--rejects", "/dev/full"])).RefusedWith("/dev/full", "--rejects", "Nothing was imported");
        Assert.Equal(0, await bench.CountAsync("place"));
    }

    [Fact]
    public async Task A_pipe_is_no_input()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        using var pipe = new System.IO.Pipes.AnonymousPipeServerStream(System.IO.Pipes.PipeDirection.Out);
        (await bench.ImportAsync("venues", $"/dev/fd/{pipe.GetClientHandleAsString()}", Origin)).RefusedWith("no regular file", "Save it");
    }
}
