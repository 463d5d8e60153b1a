using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Import;

/// <summary>Texts that no database can hold, or that are longer than anything an office means, cost their own row only.</summary>
public class TextImportTests(PostGisCluster cluster)
{
    private const string Square = "[[[113.61,34.70],[113.62,34.70],[113.62,34.71],[113.61,34.71],[113.61,34.70]]]";
    private static readonly string[] Origin = ["--source", "s", "--accuracy-m", "5", "--valid-from", "2023-06-30"];

    public static TheoryData<string, string> BadTexts => new()
    {
        { "\"id\":\"a\\u0000b\",\"name\":\"x\"", "bad-text" },
        { "\"id\":\"a\",\"name\":\"x\\u0000\"", "bad-text" },
        { "\"id\":\"a\",\"name\":\"x\",\"source\":\"\\u0000\"", "bad-text" },
        { "\"id\":\"a\",\"name\":\"x\",\"fullName\":\"x\\u0000y\"", "bad-text" },
        { "\"id\":\"a\",\"name\":\"x\",\"note\":\"x\\u0000y\"", "bad-text" },
        { "\"id\":\"a\",\"name\":\"x\",\"no\\u0000te\":1", "bad-text" },
        { "\"id\":\"a\",\"name\":\"x\",\"note\":{\"deep\":[\"x\\u0000y\"]}", "bad-text" },
        { "\"id\":\"a\",\"name\":\"x\",\"note\":{\"de\\u0000ep\":1}", "bad-text" },
        { "\"id\":\"a\",\"name\":\"x\",\"note\":{\"deep\":\"\\ud83d\"}", "bad-text" },
        { "\"id\":\"a\",\"name\":\"x\",\"codes\":[{\"issuer\":\"\\u0000\",\"code\":\"1\",\"validFrom\":\"2023-06-30\"}]", "bad-text" },
        { "\"id\":\"a\",\"name\":\"x\",\"codes\":[null]", "bad-code" },
        { "\"id\":\"a\",\"name\":\"\\ud83d\"", "wrong-encoding" },
        { "\"id\":\"\\udc00\",\"name\":\"x\"", "wrong-encoding" },
        { "\"id\":\"a\",\"name\":\"x\",\"code12\":\"41010301100\\u0000\"", "bad-text" },
        { "\"id\":\"a\",\"name\":\"x\",\"note\":{\"deep\":1e400000}", "bad-value" },
        { "\"id\":\"" + new string('i', 201) + "\",\"name\":\"x\"", "too-long" },
        { "\"id\":\"a\",\"name\":\"" + new string('名', 201) + "\"", "too-long" },
        { "\"id\":\"a\",\"name\":\"x\",\"fullName\":\"" + new string('名', 201) + "\"", "too-long" },
        { "\"id\":\"a\",\"name\":\"x\",\"source\":\"" + new string('s', 201) + "\"", "too-long" },
        { "\"id\":\"a\",\"name\":\"x\",\"note\":\"" + new string('n', 70_000) + "\"", "too-long" },
        { "\"id\":\"a\",\"name\":\"x\",\"codes\":[{\"issuer\":\"" + new string('i', 41) + "\",\"code\":\"1\",\"validFrom\":\"2023-06-30\"}]", "too-long" },
    };

    [Theory]
    [MemberData(nameof(BadTexts))]
    public async Task A_community_with_such_a_text_is_put_aside_and_the_others_stay(string properties, string code)
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var file = bench.File("c.geojson", Collection("Polygon", Square, "\"id\":\"good\",\"name\":\"甲\"", properties, "\"id\":\"good2\",\"name\":\"乙\""));

        var run = await bench.ImportAsync("communities", file, Origin);

        Assert.StartsWith("communities: 3 read, 2 new, 0 changed, 0 unchanged, 0 repaired, 1 rejected", run.Succeeded().Output, StringComparison.Ordinal);
        Assert.StartsWith($"2,{code},", Assert.Single(bench.Rejects()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("streets", "LineString", "[[113.61,34.70],[113.62,34.71]]", "class")]
    [InlineData("streets", "LineString", "[[113.61,34.70],[113.62,34.71]]", "oneway")]
    [InlineData("buildings", "Polygon", Square, "class")]
    [InlineData("buildings", "Polygon", Square, "floors")]
    [InlineData("venues", "Point", "[113.61,34.70]", "kind")]
    [InlineData("alleys", "LineString", "[[113.61,34.70],[113.62,34.71]]", "name")]
    public async Task NUL_in_a_field_of_any_drawn_layer_is_put_aside(string layer, string type, string coordinates, string field)
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var file = bench.File("f.geojson", Collection(type, coordinates, "\"id\":\"good\"", "\"id\":\"good2\"", $"\"id\":\"bad\",\"{field}\":\"a\\u0000b\""));
        Assert.Contains(" 2 new, 0 changed, 0 unchanged, 0 repaired, 1 rejected", (await bench.ImportAsync(layer, file, "--source", "s", "--accuracy-m", "5")).Succeeded().Output, StringComparison.Ordinal);
        Assert.StartsWith("3,bad-text,", Assert.Single(bench.Rejects()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attributes_whose_names_differ_in_case_only_are_kept_apart()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var file = bench.File("f.geojson", Collection("Point", "[113.61,34.70]", "\"id\":\"a\",\"name\":\"x\",\"NAME\":\"y\",\"Note\":1,\"note\":2"));
        (await bench.ImportAsync("venues", file, Origin)).Succeeded();
        Assert.Equal("""x {"NAME": "y", "Note": 1, "note": 2}""", await bench.AskAsync("select name || ' ' || attributes from place"));
    }

    [Theory]
    [InlineData("J\0", "bad-text")]
    [InlineData("Jiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii", "too-long")]
    public async Task An_incident_whose_id_cannot_be_kept_is_put_aside(string id, string code)
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        (await bench.ImportAsync("categories", Path.Combine(ReferenceFiles.RepositoryRoot, "geodata", "incident-categories.csv"))).Succeeded();
        var file = bench.File("i.csv", $"id,lon,lat,time,category\nG1,113.61,34.70,2026-01-02 22:15,theft\n{id},113.61,34.70,2026-01-02 22:15,theft\nG2,113.61,34.70,2026-01-02 22:15,theft\n");
        Assert.Contains(" 2 new, 0 changed, 0 unchanged, 0 repaired, 1 rejected", (await bench.ImportAsync("incidents", file)).Succeeded().Output, StringComparison.Ordinal);
        Assert.StartsWith($"3,{code},", Assert.Single(bench.Rejects()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_is_no_word_is_refused_on_the_command_line()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var file = bench.File("f.geojson", Collection("Point", "[113.61,34.70]", "\"id\":\"good\""));
        var run = await bench.ImportAsync("venues", file, "--source", new string('s', 201), "--accuracy-m", "5");
        Assert.Equal(ExitCodes.Usage, run.RefusedWith("--source", "at most 200").ExitCode);
    }

    private static string Collection(string type, string coordinates, params string[] properties) =>
        "{\"type\":\"FeatureCollection\",\"features\":[" + string.Join(",\n", properties.Select(one =>
            $$$"""{"type":"Feature","geometry":{"type":"{{{type}}}","coordinates":{{{coordinates}}}},"properties":{{{{one}}}}}""")) + "]}";
}
