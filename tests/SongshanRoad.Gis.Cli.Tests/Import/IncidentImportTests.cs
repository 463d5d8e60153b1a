using System.Globalization;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Import;

public class IncidentImportTests(PostGisCluster cluster)
{
    private static readonly string Categories = Path.Combine(ReferenceFiles.RepositoryRoot, "geodata", "incident-categories.csv");

    [Fact]
    public async Task Importing_the_same_incidents_twice_changes_nothing()
    {
        await using var bench = await WithCategoriesAsync();
        var file = bench.File("i.csv", "id,lon,lat,time,category\nJ1,113.61,34.70,2026-01-02 22:15,盗窃\nJ2,113.62,34.70,2026-01-03 01:00,robbery\n");

        Assert.StartsWith("incidents: 2 read, 2 new,", (await bench.ImportAsync("incidents", file)).Succeeded().Output, StringComparison.Ordinal);
        Assert.StartsWith("incidents: 2 read, 0 new, 0 changed, 2 unchanged,", (await bench.ImportAsync("incidents", file)).Succeeded().Output, StringComparison.Ordinal);

        // 22:15 in Zhengzhou is 14:15 UTC.
        Assert.Equal("theft 2026-01-02 14:15", await bench.AskAsync(
            "select category_code || ' ' || to_char(occurred_from at time zone 'UTC', 'YYYY-MM-DD HH24:MI') from incident where external_id = 'J1'"));
    }

    [Fact]
    public async Task A_corrected_incident_is_updated()
    {
        await using var bench = await WithCategoriesAsync();
        await bench.ImportAsync("incidents", bench.File("a.csv", "id,lon,lat,time,category\nJ1,113.61,34.70,2026-01-02 22:15,盗窃\n"));
        var run = await bench.ImportAsync("incidents", bench.File("b.csv", "id,lon,lat,time,category\nJ1,113.61,34.70,2026-01-02 22:15,抢劫\n"));

        Assert.StartsWith("incidents: 1 read, 0 new, 1 changed, 0 unchanged,", run.Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal("robbery", await bench.AskAsync("select category_code from incident"));
    }

    [Fact]
    public async Task Each_bad_row_is_put_aside_with_its_own_reason()
    {
        await using var bench = await WithCategoriesAsync();
        var tomorrow = TimeProvider.System.GetUtcNow().AddDays(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var good = string.Concat(Enumerable.Range(0, 9).Select(i => $"G{i},113.61,34.7{i},2026-01-02 22:15,theft\n"));
        var file = bench.File("i.csv", "id,lon,lat,time,category\n" + good
            + $"future,113.61,34.70,{tomorrow},theft\n"
            + "old,113.61,34.70,1970-01-01 00:00,theft\n"
            + "paris,2.35,48.85,2026-01-02 22:15,theft\n"
            + "swapped,34.70,113.61,2026-01-02 22:15,theft\n"
            + "word,113.61,34.70,2026-01-02 22:15,外星人\n"
            + "G0,113.62,34.71,2026-01-03 22:15,theft\n"
            + "nowhere,0,0,2026-01-03 22:15,theft\n");

        var run = await bench.ImportAsync("incidents", file);

        Assert.StartsWith("incidents: 16 read, 9 new, 0 changed, 0 unchanged, 0 repaired, 7 rejected", run.Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(9, await bench.CountAsync("incident"));
        var rejects = bench.Rejects();
        Assert.Equal(
            ["11,in-future", "12,too-old", "13,outside-area", "14,out-of-range", "15,unknown-category", "17,missing-value", "16,duplicate-id"],
            rejects.Select(line => string.Join(',', line.Split(',')[..2])));
        Assert.Contains("theft 盗窃", rejects[4], StringComparison.Ordinal);
        Assert.Contains("word,113.61,34.70", rejects[4], StringComparison.Ordinal);
        Assert.Contains("line 2", rejects[6], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_but_time_place_category_and_id_is_kept()
    {
        await using var bench = await WithCategoriesAsync();
        var file = bench.File("i.csv", "id,lon,lat,time,category,name,phone,address\nJ1,113.61,34.70,2026-01-02 22:15,盗窃,张某,13800000000,嵩山南路1号\n");
        (await bench.ImportAsync("incidents", file)).Succeeded();
        Assert.DoesNotContain("张某", (string)(await bench.AskAsync("select incident::text from incident"))!, StringComparison.Ordinal);
        Assert.DoesNotContain("13800000000", (string)(await bench.AskAsync("select incident::text from incident"))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Equal_rows_without_id_are_different_incidents_and_stay_so_on_the_second_import()
    {
        await using var bench = await WithCategoriesAsync();
        var file = bench.File("i.csv", "lon,lat,time,category\n113.61,34.70,2026-01-02,盗窃\n113.61,34.70,2026-01-02,盗窃\n");
        Assert.Contains("2 new", (await bench.ImportAsync("incidents", file)).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("2 unchanged", (await bench.ImportAsync("incidents", file)).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_are_mapped_and_GCJ_02_is_converted()
    {
        await using var bench = await WithCategoriesAsync();
        var file = bench.File("i.csv", "编码;东;北;何时;何事\nA;113.62;34.70;2026/1/2 22:15;打架斗殴\n");
        var run = await bench.ImportAsync("incidents", file, "--crs", "GCJ02", "--map", "id=编码,lon=东,lat=北", "--map", "time=何时,category=何事");

        Assert.Contains("1 new", run.Succeeded().Output, StringComparison.Ordinal);
        var shiftM = (double)(await bench.AskAsync("select ST_Distance(position::geography, ST_SetSRID(ST_MakePoint(113.62, 34.70), 4326)::geography) from incident"))!;
        Assert.InRange(shiftM, 560, 595);
    }

    [Fact]
    public async Task The_list_of_categories_comes_first()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var file = bench.File("i.csv", "id,lon,lat,time,category\nJ1,113.61,34.70,2026-01-02 22:15,盗窃\n");
        (await bench.ImportAsync("incidents", file)).RefusedWith("songshan import categories");
        (await bench.ImportAsync("categories", Categories)).Succeeded();
        (await bench.ImportAsync("incidents", file, "--category", "nonsense")).RefusedWith("--category nonsense", "theft 盗窃");
        Assert.Contains("0 new, 0 changed, 20 unchanged", (await bench.ImportAsync("categories", Categories)).Succeeded().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("已办结", "closed")]
    [InlineData("已处理", "closed")]
    [InlineData("结案", "closed")]
    [InlineData("关闭", "closed")]
    [InlineData("closed", "closed")]
    [InlineData("", "closed")]
    [InlineData("处置中", "inHand")]
    [InlineData("处理中", "inHand")]
    [InlineData("inHand", "inHand")]
    [InlineData("未处理", "open")]
    [InlineData("待处理", "open")]
    [InlineData("新建", "open")]
    [InlineData("OPEN", "open")]
    public async Task The_progress_of_an_incident_is_read(string word, string progress)
    {
        await using var bench = await WithCategoriesAsync();
        var file = bench.File("i.csv", $"id,lon,lat,time,category,处理状态\nJ1,113.61,34.70,2026-01-02 22:15,盗窃,{word}\n");
        var run = (await bench.ImportAsync("incidents", file)).Succeeded();
        Assert.Equal(progress, await bench.AskAsync("select progress from incident"));
        Assert.DoesNotContain("taken as closed", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_progress_that_are_not_known_are_counted_and_named()
    {
        await using var bench = await WithCategoriesAsync();
        var file = bench.File("i.csv", "id,lon,lat,time,category,阶段\nJ1,113.61,34.70,2026-01-02 22:15,盗窃,归档\nJ2,113.61,34.70,2026-01-02 22:15,盗窃,归档\nJ3,113.61,34.70,2026-01-02 22:15,盗窃,在途\n");
        var run = (await bench.ImportAsync("incidents", file, "--map", "progress=阶段")).Succeeded();
        Assert.Contains("3 rows have a progress that is not known (归档, 在途): taken as closed", run.Error, StringComparison.Ordinal);
        Assert.Equal(3, await bench.CountAsync("incident where progress = 'closed'"));
    }

    [Fact]
    public async Task An_incident_whose_progress_changed_is_changed_and_a_file_without_progress_leaves_it()
    {
        await using var bench = await WithCategoriesAsync();
        const string row = "J1,113.61,34.70,2026-01-02 22:15,盗窃";
        Assert.Contains("1 new", (await bench.ImportAsync("incidents", bench.File("a.csv", $"id,lon,lat,time,category,status\n{row},处置中\n"))).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("1 unchanged", (await bench.ImportAsync("incidents", bench.File("a.csv", $"id,lon,lat,time,category,status\n{row},处置中\n"))).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("1 unchanged", (await bench.ImportAsync("incidents", bench.File("b.csv", $"id,lon,lat,time,category\n{row}\n"))).Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal("inHand", await bench.AskAsync("select progress from incident"));
        Assert.Contains("0 new, 1 changed", (await bench.ImportAsync("incidents", bench.File("c.csv", $"id,lon,lat,time,category,status\n{row},已办结\n"))).Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal("closed", await bench.AskAsync("select progress from incident"));
    }

    private async Task<ImportBench> WithCategoriesAsync()
    {
        var bench = await ImportBench.CreateAsync(cluster);
        (await bench.ImportAsync("categories", Categories)).Succeeded();
        return bench;
    }
}
