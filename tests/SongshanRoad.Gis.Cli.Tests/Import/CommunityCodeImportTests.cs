using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Import;

public class CommunityCodeImportTests(PostGisCluster cluster)
{
    private const string AllCodes =
        "select string_agg(external_id || ' ' || issuer || ' ' || code || ' ' || valid_from || '..' || coalesce(valid_to::text, ''), ', ' order by external_id, issuer, valid_from) from place_code join place on id = place_id";

    private static readonly string[] Since2023 = ["--valid-from", "2023-06-30"];

    [Fact]
    public async Task The_list_of_the_statistics_office_gives_every_community_its_code_and_full_name()
    {
        var list = ReferenceFiles.InSharedOrSkip("geodata/zhengzhou/nbs2023_erqi_streets_communities.csv");
        var names = (await File.ReadAllLinesAsync(list, TestContext.Current.CancellationToken)).Select(line => line.Split(',')).Where(cells => cells[0] == "410103011").ToList();
        Assert.Equal(18, names.Count);
        await using var bench = await ImportBench.CreateAsync(cluster);
        await DrawAsync(bench, [.. names.Select((cells, i) => ($"c{i}", cells[4]))]);
        string[] where = ["--where", "street_code9=410103011"];

        Assert.StartsWith("community-codes: 18 read, 18 new, 0 changed, 0 unchanged, 0 repaired, 0 rejected",
            (await bench.ImportAsync("community-codes", list, [.. Since2023, .. where])).Succeeded().Output, StringComparison.Ordinal);
        var version = await bench.AskAsync("select version from layer_version where layer = 'places'");
        var again = (await bench.ImportAsync("community-codes", list, [.. Since2023, .. where])).Succeeded();
        Assert.StartsWith("community-codes: 18 read, 0 new, 0 changed, 18 unchanged", again.Output, StringComparison.Ordinal);
        Assert.Contains("158 rows passed over, because street_code9 is not 410103011", again.Error, StringComparison.Ordinal);

        Assert.Equal(version, await bench.AskAsync("select version from layer_version where layer = 'places'"));
        foreach (var (cells, i) in names.Select((cells, i) => (cells, i)))
        {
            Assert.Equal($"NBS {cells[2]} 2023-06-30 {cells[3]}", await bench.AskAsync(
                $"select issuer || ' ' || code || ' ' || valid_from || ' ' || full_name from place join place_code on place_id = id where external_id = 'c{i}'"));
        }

        (await bench.ImportAsync("community-codes", list, Since2023)).RefusedWith("158 of 176 rows", "淮河社区", "--where");
    }

    [Theory]
    [InlineData("刘寨社区", "刘砦社区居民委员会")]
    [InlineData("启福社区", "啟福社区")]
    [InlineData("齐礼闫社区", "齐礼阎社区居委会")]
    [InlineData("工人路", "工人路社区")]
    [InlineData("１号 社区", "1号社区")]
    public async Task Variant_characters_and_words_for_the_committee_find_each_other(string drawn, string listed)
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        await DrawAsync(bench, ("c1", drawn), ("c2", "别的社区"));
        (await bench.ImportAsync("community-codes", bench.File("l.csv", $"code12,name\n410103011007,{listed}\n"), Since2023)).Succeeded();
        Assert.Equal("c1 NBS 410103011007 2023-06-30..", await bench.AskAsync(AllCodes));
        Assert.Equal(drawn, await bench.AskAsync("select name from place where external_id = 'c1'"));
    }

    [Fact]
    public async Task Police_codes_go_beside_those_of_the_statistics_office()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        await DrawAsync(bench, ("c1", "刘砦社区"), ("c2", "亚星社区"));
        (await bench.ImportAsync("community-codes", bench.File("nbs.csv", "code12,name\n410103011007,刘砦社区\n410103011004,亚星社区\n"), Since2023)).Succeeded();
        // By name, by the other issuer's code, and with an issuer word.
        (await bench.ImportAsync("community-codes", bench.File("p1.csv", "警务社区代码,社区名称\n410103011007001,刘寨社区\n"), "--valid-from", "2024-01-01")).Succeeded();
        (await bench.ImportAsync("community-codes", bench.File("p2.csv", "code15,nbs\n410103011004001,410103011004\n"), "--valid-from", "2024-01-01", "--map", "knownCode=nbs")).Succeeded();
        (await bench.ImportAsync("community-codes", bench.File("p3.csv", "grid,社区\nG-17,亚星\n"), "--valid-from", "2024-01-01", "--issuer", "gridCentre", "--map", "code=grid")).Succeeded();
        Assert.Equal("c1 NBS 410103011007 2023-06-30.., c1 police 410103011007001 2024-01-01.., "
            + "c2 NBS 410103011004 2023-06-30.., c2 gridCentre G-17 2024-01-01.., c2 police 410103011004001 2024-01-01..", await bench.AskAsync(AllCodes));
    }

    [Fact]
    public async Task A_newer_list_ends_the_older_code_in_whatever_order_they_come()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        const string history = "c1 NBS 410103011007 2023-06-30..2024-06-29, c1 NBS 410103011099 2024-06-30..";
        await DrawAsync(bench, ("c1", "刘砦社区"));
        var (old, next) = (bench.File("old.csv", "code12,name\n410103011007,刘砦社区\n"), bench.File("new.csv", "code12,name\n410103011099,刘砦社区\n"));
        (await bench.ImportAsync("community-codes", old, Since2023)).Succeeded();
        (await bench.ImportAsync("community-codes", next, "--valid-from", "2024-06-30")).Succeeded();
        Assert.Equal(history, await bench.AskAsync(AllCodes));
        Assert.Contains("1 unchanged", (await bench.ImportAsync("community-codes", old, Since2023)).Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(history, await bench.AskAsync(AllCodes));

        await bench.AskAsync("delete from place_code where code = '410103011007'");
        (await bench.ImportAsync("community-codes", old, Since2023)).Succeeded();
        Assert.Equal(history, await bench.AskAsync(AllCodes));

        // The next edition with the same code confirms it.
        Assert.Contains("1 unchanged", (await bench.ImportAsync("community-codes", next, "--valid-from", "2025-06-30")).Succeeded().Output, StringComparison.Ordinal);
        (await bench.ImportAsync("community-codes", old, "--valid-from", "2024-06-30")).RefusedWith("410103011099 from 2024-06-30 on already");
    }

    [Fact]
    public async Task Rows_that_fit_no_community_or_several_are_put_aside()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        await DrawAsync(bench, ("a", "刘砦村"), ("b", "刘寨社区"), ("c", "亚星社区"), ("d", "珠江社区"), ("e", "蔚蓝社区"));
        (await bench.ImportAsync("community-codes", bench.File("held.csv", "code12,name\n410103011011,珠江社区\n"), Since2023)).Succeeded();
        var run = await bench.ImportAsync("community-codes", bench.File("l.csv", """
            code12,name
            410103011004,亚星社区
            410103011001,刘砦
            410103011002,不在册社区
            41010301,亚星社区
            410103011005,亚星社区
            410103011011,蔚蓝社区
            410103011010,蔚蓝社区
            ,珠江社区
            """), [.. Since2023, "--allow-many-rejects"]);
        Assert.StartsWith("community-codes: 8 read, 2 new, 0 changed, 0 unchanged, 0 repaired, 6 rejected", run.Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(
            ["3,ambiguous-name", "4,unknown-community", "5,bad-code", "7,code-taken", "9,missing-value", "6,duplicate-community"],
            bench.Rejects().Select(line => string.Join(',', line.Split(',')[..2])));
        Assert.Contains(bench.Rejects(), line => line.Contains("刘砦村 (id a) or 刘寨社区 (id b)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_list_that_cannot_be_understood_is_refused_in_one_line()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var list = bench.File("l.csv", "code,name\n17,亚星社区\n");
        (await bench.ImportAsync("community-codes", list, Since2023)).RefusedWith("no communities yet", "songshan import communities");
        await DrawAsync(bench, ("c", "亚星社区"));
        (await bench.ImportAsync("community-codes", list, Since2023)).RefusedWith("--issuer");
        (await bench.ImportAsync("community-codes", list, "--issuer", "office")).RefusedWith("first day of validity", "--valid-from");
        (await bench.ImportAsync("community-codes", list, [.. Since2023, "--map", "code12=编码"])).RefusedWith("no column \"编码\"", "code, name");
        (await bench.ImportAsync("community-codes", bench.File("m.csv", "nummer,name\n17,亚星社区\n"), Since2023)).RefusedWith("no column for code12", "nummer, name", "--map code12=");
        Assert.Equal(0, await bench.CountAsync("place_code"));
    }

    [Fact]
    public async Task Units_and_leaders_follow_their_community_to_its_official_code()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        await DrawAsync(bench, ("C01", "刘砦社区"));
        (await bench.ImportAsync("units", bench.File("u.json", """[{"code":"car-01","kind":"patrolCar","callSign":"x","communityCode":"C01"}]"""))).Succeeded();
        await bench.AskAsync("insert into account (name, role, community_code, password_hash) values ('leader', 'leader', 'C01', 'x')");
        (await bench.ImportAsync("community-codes", bench.File("l.csv", "code12,name\n410103011007,刘砦社区\n"), Since2023)).Succeeded();
        Assert.Equal("410103011007 410103011007", await bench.AskAsync("select unit.community_code || ' ' || account.community_code from unit, account"));
    }

    [Fact]
    public async Task Drawing_the_communities_again_leaves_codes_and_full_names()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        await DrawAsync(bench, ("c1", "刘砦社区"));
        (await bench.ImportAsync("community-codes", bench.File("l.csv", "code12,name,fullName\n410103011007,刘砦社区,刘砦社区居民委员会\n"), Since2023)).Succeeded();
        var run = await DrawAsync(bench, ("c1", "刘砦社区"));
        Assert.Contains("1 unchanged", run.Output, StringComparison.Ordinal);
        Assert.Equal("刘砦社区居民委员会 410103011007", await bench.AskAsync("select full_name || ' ' || code from place join place_code on place_id = id"));
    }

    private static async Task<CommandRun> DrawAsync(ImportBench bench, params (string Id, string Name)[] communities)
    {
        var features = communities.Select(community =>
            $$$"""{"type":"Feature","properties":{"id":"{{{community.Id}}}","name":"{{{community.Name}}}"},"geometry":{"type":"Polygon","coordinates":[[[113.61,34.70],[113.62,34.70],[113.62,34.71],[113.61,34.70]]]}}""");
        var file = bench.File("drawn.geojson", $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""");
        return (await bench.ImportAsync("communities", file, "--source", "s", "--accuracy-m", "5")).Succeeded();
    }
}
