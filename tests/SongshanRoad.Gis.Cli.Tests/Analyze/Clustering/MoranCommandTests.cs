using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Analyze.Clustering;

public class MoranCommandTests
{
    [Theory]
    [InlineData("columbus_crime_queen")]
    [InlineData("ncsids_sid74_cr85")]
    public async Task The_command_finds_spdep_s_figures(string name)
    {
        var expected = AnalysisTable.Read(await File.ReadAllTextAsync(Fixture($"localmoran_{name}_expected.csv"), TestContext.Current.CancellationToken));
        string[] command = ["analyze", "moran", "--values", Fixture($"localmoran_{name}_expected.csv"), "--neighbours", Fixture($"gistar_{name}_neighbours.csv")];
        foreach (var against in new[] { "conditional", "total" })
        {
            var answer = AnalysisTable.Read((await CommandRun.OfAsync([.. command, "--null", against])).Succeeded().Output);
            Assert.Equal(["id", "moran_i", "expected", "variance", "moran_z", "p_two_sided", "p_bh", "quadrant"], answer.Headers);
            answer.AssertNear("moran_i", expected.Numbers("ii"), 1e-9);
            answer.AssertNear("expected", expected.Numbers($"e_{against}"), 1e-9);
            answer.AssertNear("variance", expected.Numbers($"var_{against}"), 1e-9);
            answer.AssertNear("moran_z", expected.Numbers($"z_{against}"), 1e-9);
            answer.AssertNear("p_two_sided", expected.Numbers($"p_{against}"), 1e-9);
            Assert.Equal(expected["quadrant"].Select(quadrant => quadrant.ToLowerInvariant()), answer["quadrant"]);
        }
    }

    [Fact]
    public async Task P_by_permutation_is_that_of_an_I_as_high_for_high_and_low_units()
    {
        string[] command = ["analyze", "moran", "--values", Fixture("localmoran_columbus_crime_queen_expected.csv"), "--neighbours", Fixture("gistar_columbus_crime_queen_neighbours.csv")];
        var answer = AnalysisTable.Read((await CommandRun.OfAsync([.. command, "--permutations", "9999", "--seed", "3"])).Succeeded().Output);
        var upperTail = answer.Numbers("moran_z").Select(z => z > 0 ? answer.Numbers("p_two_sided")[Array.IndexOf(answer.Numbers("moran_z"), z)] / 2 : 1 - (answer.Numbers("p_two_sided")[Array.IndexOf(answer.Numbers("moran_z"), z)] / 2)).ToArray();
        answer.AssertNear("p_sim_high", upperTail, 0.06);
    }

    private static string Fixture(string name) => ReferenceFiles.InRepository($"hotspots/{name}");
}
