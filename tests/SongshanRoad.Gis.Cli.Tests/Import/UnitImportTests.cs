using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Import;

public class UnitImportTests(PostGisCluster cluster)
{
    private const string Good = """{"code":"team-01","kind":"volunteerTeam","callSign":"义警01"}""";
    private const string Good2 = """{"code":"car-01","kind":"patrolCar","callSign":"巡车01"}""";
    private static readonly string Communities = Path.Combine(ReferenceFiles.RepositoryRoot, "geodata", "communities.geojson");

    [Fact]
    public async Task Units_are_read_from_a_list()
    {
        await using var bench = await WithCommunitiesAsync();
        var file = bench.File("u.json", """
            [{"code":"car-01","kind":"patrolCar","callSign":"巡车01","communityCode":"410103011001","nameZh":"x"},
             {"code":"team-01","kind":"volunteerTeam","callSign":"义警01"}, {"code":"x","kind":"submarine","callSign":"U"}]
            """);
        Assert.StartsWith("units: 3 read, 2 new, 0 changed, 0 unchanged, 0 repaired, 1 rejected", (await bench.ImportAsync("units", file)).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("2 unchanged", (await bench.ImportAsync("units", file)).Succeeded().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null", "bad-row", "an object")]
    [InlineData("5", "bad-row", "an object")]
    [InlineData("\"car-02\"", "bad-row", "an object")]
    [InlineData("[]", "bad-row", "an object")]
    [InlineData("{}", "missing-value", "code")]
    [InlineData("""{"code":null,"kind":"patrolCar","callSign":"x"}""", "missing-value", "code")]
    [InlineData("""{"code":7,"kind":"patrolCar","callSign":"x"}""", "bad-value", "code is a number")]
    [InlineData("""{"code":"car-02","kind":["patrolCar"],"callSign":"x"}""", "bad-value", "kind is a list")]
    [InlineData("""{"code":"car-02","kind":"patrolCar","callSign":true}""", "bad-value", "callSign is")]
    [InlineData("""{"code":"car-02","kind":"patrolCar","callSign":{"zh":"x"}}""", "bad-value", "callSign is an object")]
    [InlineData("""{"code":"car-02","kind":"patrolCar"}""", "missing-value", "callSign")]
    [InlineData("""{"code":"car-02","kind":"patrolCar","callSign":" "}""", "missing-value", "callSign")]
    [InlineData("""{"code":"CAR 02","kind":"patrolCar","callSign":"x"}""", "bad-code", "small letters")]
    [InlineData("""{"code":"car-02","kind":"tank","callSign":"x"}""", "bad-value", "patrolCar")]
    [InlineData("""{"code":"car-02","kind":"patrolCar","callSign":"x","communityCode":410103011001}""", "bad-value", "communityCode is a number")]
    [InlineData("""{"code":"car-02","kind":"patrolCar","callSign":"x","communityCode":"410103011999"}""", "unknown-community", "410103011999")]
    [InlineData("""{"code":"car-02","kind":"patrolCar","callSign":"x\u0000"}""", "bad-text", "NUL")]
    [InlineData("""{"code":"car-02","kind":"patrolCar","callSign":"\ud83d"}""", "bad-text", "half a character")]
    [InlineData("""{"code":"car-02","kind":"patrolCar","callSign":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}""", "too-long", "at most 40")]
    [InlineData("""{"code":"car-02","kind":"patrolCar","callSign":"义警01"}""", "call-sign-taken", "line 1")]
    [InlineData("""{"code":"team-01","kind":"patrolCar","callSign":"x"}""", "duplicate-id", "team-01")]
    public async Task A_unit_that_cannot_be_used_is_put_aside_with_its_line(string unit, string code, string word)
    {
        await using var bench = await WithCommunitiesAsync();
        var run = await bench.ImportAsync("units", bench.File("u.json", $"[{Good},\n{unit},\n{Good2}]"));
        Assert.StartsWith("units: 3 read, 2 new, 0 changed, 0 unchanged, 0 repaired, 1 rejected", run.Succeeded().Output, StringComparison.Ordinal);
        var line = Assert.Single(bench.Rejects());
        Assert.StartsWith($"2,{code},", line, StringComparison.Ordinal);
        Assert.Contains(word, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_sign_of_another_stored_unit_is_refused()
    {
        await using var bench = await WithCommunitiesAsync();
        (await bench.ImportAsync("units", bench.File("u.json", $"[{Good}]"))).Succeeded();
        var run = await bench.ImportAsync("units", bench.File("u.json", """[{"code":"team-02","kind":"volunteerTeam","callSign":"义警01"}]"""));
        run.RefusedWith("call sign 义警01", "team-01");
        Assert.Equal(1, await bench.CountAsync("unit"));
    }

    [Fact]
    public async Task Without_communities_a_community_code_cannot_be_known()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var file = bench.File("u.json", """[{"code":"car-02","kind":"patrolCar","callSign":"x","communityCode":"410103011001"}]""");
        (await bench.ImportAsync("units", file)).RefusedWith("410103011001", "songshan import communities");
    }

    [Fact]
    public async Task A_unit_may_name_its_community_by_any_of_its_codes()
    {
        await using var bench = await WithCommunitiesAsync();
        await bench.AskAsync("insert into place_code select place_id, 'police', '410103011001001', '2024-01-01', null from place_code where code = '410103011001'");
        (await bench.ImportAsync("units", bench.File("u.json",
            """[{"code":"car-02","kind":"patrolCar","callSign":"x","communityCode":"410103011001001"}]"""))).Succeeded();
        Assert.Equal("410103011001", await bench.AskAsync("select community_code from unit"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"x\"")]
    [InlineData("[{\"code\":\"a\"")]
    [InlineData("[] []")]
    [InlineData("[{\"code\":}]")]
    public async Task What_is_no_list_is_refused_with_the_form_it_should_have(string content)
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        (await bench.ImportAsync("units", bench.File("u.json", content))).RefusedWith("u.json");
    }

    private async Task<ImportBench> WithCommunitiesAsync()
    {
        var bench = await ImportBench.CreateAsync(cluster);
        (await bench.ImportAsync("communities", Communities)).Succeeded();
        return bench;
    }
}
