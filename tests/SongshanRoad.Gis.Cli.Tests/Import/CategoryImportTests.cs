using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Import;

public class CategoryImportTests(PostGisCluster cluster)
{
    [Fact]
    public async Task An_office_needs_no_more_than_code_and_name()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var file = bench.File("c.csv", "代码;名称;上级\n0101;盗窃;01\n01;侵财;\n");
        Assert.StartsWith("categories: 2 read, 2 new, 0 changed, 0 unchanged, 0 repaired, 0 rejected", (await bench.ImportAsync("categories", file)).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("0 new, 0 changed, 2 unchanged", (await bench.ImportAsync("categories", file)).Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal("0101 01 盗窃 盗窃 2", await bench.AskAsync("select code || ' ' || parent_code || ' ' || name_zh || ' ' || name_en || ' ' || sort from incident_category where parent_code is not null"));
    }

    [Theory]
    [InlineData("Theft,,盗窃,theft,3", "bad-code", "small letters")]
    [InlineData(",,盗窃,theft,3", "missing-value", "code")]
    [InlineData("x,,,theft,3", "missing-value", "nameZh")]
    [InlineData("x,,盗\0窃,theft,3", "bad-text", "NUL")]
    [InlineData("x,,盗窃,theft\0,3", "bad-text", "NUL")]
    [InlineData("x,,盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗窃盗,x,3", "too-long", "at most 60")]
    [InlineData("x,,盗窃,theft,first", "bad-value", "sort")]
    [InlineData("x,Y,盗窃,theft,3", "bad-code", "parent")]
    [InlineData("x,nowhere,盗窃,theft,3", "unknown-parent", "nowhere")]
    [InlineData("x,x,盗窃,theft,3", "unknown-parent", "x")]
    [InlineData("a,,盗窃,theft,3", "duplicate-id", "line 2")]
    [InlineData("x,,盗窃", "bad-row", "3 cells")]
    public async Task A_category_that_cannot_be_used_is_put_aside_and_the_others_stay(string row, string code, string word)
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var run = await bench.ImportAsync("categories", bench.File("c.csv", $"code,parent,nameZh,nameEn,sort\na,,甲,A,1\n{row}\nb,a,乙,B,2\n"));
        Assert.StartsWith("categories: 3 read, 2 new, 0 changed, 0 unchanged, 0 repaired, 1 rejected", run.Succeeded().Output, StringComparison.Ordinal);
        var line = Assert.Single(bench.Rejects());
        Assert.StartsWith($"3,{code},", line, StringComparison.Ordinal);
        Assert.Contains(word, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Categories_below_one_that_is_put_aside_and_rings_of_categories_go_with_it()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var run = await bench.ImportAsync("categories", bench.File("c.csv",
            "code,parent,nameZh\na,,甲\nb,a,乙\nc,b,丙\nd,c,丁\nlost,gone,戊\nbelow,lost,己\nring1,ring2,庚\nring2,ring1,辛\n"));
        Assert.StartsWith("categories: 8 read, 4 new, 0 changed, 0 unchanged, 0 repaired, 4 rejected", run.Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(["6", "7", "8", "9"], bench.Rejects().Select(line => line.Split(',')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_category_may_move_below_one_that_comes_with_it()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        (await bench.ImportAsync("categories", bench.File("c.csv", "code,parent,nameZh\na,,甲\n"))).Succeeded();
        Assert.Contains("1 new, 1 changed", (await bench.ImportAsync("categories", bench.File("c.csv", "code,parent,nameZh\na,top,甲\ntop,,上\n"))).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("1 unchanged", (await bench.ImportAsync("categories", bench.File("c.csv", "code,parent,nameZh,sort\na,top,甲,2\n"))).Succeeded().Output, StringComparison.Ordinal);
        (await bench.ImportAsync("categories", bench.File("c.csv", "code,parent,nameZh\ntop,a,上\n"))).RefusedWith("ring", "The parent a");
    }

    [Fact]
    public async Task A_list_of_ten_thousand_and_one_is_the_wrong_file()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var file = bench.File("c.csv", "code,nameZh\n" + string.Concat(Enumerable.Range(0, 10_001).Select(i => $"c{i},名\n")));
        (await bench.ImportAsync("categories", file)).RefusedWith("more than 10000 categories");
        Assert.Equal(0, await bench.CountAsync("incident_category"));
    }
}
