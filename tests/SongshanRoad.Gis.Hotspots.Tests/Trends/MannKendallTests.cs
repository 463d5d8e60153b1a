using System.Text.Json;
using CsCheck;
using SongshanRoad.Gis.Hotspots.Trends;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Hotspots.Tests.Trends;

public class MannKendallTests
{
    private static readonly Gen<double[]> Series = Gen.OneOf(Gen.Int[0, 5].Select(x => (double)x), Gen.Int[-9_000, 9_000].Select(x => x / 1e3)).Array[0, 40];

    [Fact]
    public void Agrees_with_R_on_published_and_awkward_series()
    {
        var ran = 0;
        foreach (var series in JsonDocument.Parse(File.ReadAllText(ReferenceFiles.InRepository("hotspots/mann_kendall.json"))).RootElement.EnumerateArray())
        {
            var test = MannKendall.Test([.. series.GetProperty("values").EnumerateArray().Select(value => value.GetDouble())]);
            Assert.Equal(series.GetProperty("S").GetInt64(), test.Score);
            Assert.Equal(series.GetProperty("var_S").GetDouble(), test.Variance, 1e-9);
            double Expected(string name, double where0) => series.TryGetProperty(name, out var value) ? value.GetDouble() : where0;
            Assert.Equal(Expected("tau_b", 0), test.TauB, 1e-9);
            Assert.Equal(Expected("z_plain", 0), test.ZPlain, 1e-9);
            Assert.Equal(Expected("p_plain", 1), test.PPlain, 1e-9);
            Assert.Equal(Expected("z_cont", 0), test.Z, 1e-9);
            Assert.Equal(Expected("p_cont", 1), test.P, 1e-9);
            ran++;
        }

        Assert.Equal(9, ran);
    }

    [Fact]
    public void Agrees_with_the_definition_pair_by_pair_for_short_and_long_series() => Gen.OneOf(Series, Gen.Int[0, 30].Select(x => (double)x).Array[120, 300]).Sample(values =>
    {
        var n = values.Length;
        var score = Enumerable.Range(0, n).Sum(i => Enumerable.Range(i + 1, n - i - 1).Sum(j => (long)Math.Sign(values[j] - values[i])));
        var ties = values.GroupBy(x => x).Select(group => (double)group.Count()).ToArray();
        var variance = ((n * (n - 1.0) * ((2 * n) + 5)) - ties.Sum(t => t * (t - 1) * ((2 * t) + 5))) / 18;
        var test = MannKendall.Test(values);
        Assert.Equal(score, test.Score);
        Assert.Equal(Math.Max(0, variance), test.Variance, 1e-6);
        Assert.Equal(n >= 4 && ties.Length > 1, test.IsTested);
    });

    [Fact]
    public void Turning_time_round_turns_the_sign_and_a_rising_scale_changes_nothing() => Series.Sample(values =>
    {
        var (test, back, cubed) = (MannKendall.Test(values), MannKendall.Test([.. values.Reverse()]), MannKendall.Test([.. values.Select(x => x * x * x)]));
        Assert.Equal((-test.Score, test.Variance, -test.Z, test.P), (back.Score, back.Variance, back.Z, back.P));
        Assert.Equal(test, cubed);
    });

    [Fact]
    public void Many_series_at_once_are_tested_as_one_by_one() => Gen.Select(Gen.Int[1, 12], Gen.Int[0, 40]).SelectMany((length, count) => Gen.Int[0, 6].Select(x => (double)x).Array[length * count].Select(values => (length, values)))
        .Sample((length, values) => Assert.Equal(values.Chunk(length).Select(series => MannKendall.Test(series)), MannKendall.TestAll(values, length)));

    [Fact]
    public void Few_different_values_have_an_exact_p()
    {
        var ran = 0;
        foreach (var series in JsonDocument.Parse(File.ReadAllText(ReferenceFiles.InRepository("hotspots/sen_slope.json"))).RootElement.EnumerateArray())
        {
            if (series.TryGetProperty("values", out var values))
            {
                Assert.Equal(series.GetProperty("p_exact").GetDouble(), MannKendall.Test([.. values.EnumerateArray().Select(value => value.GetDouble())]).PExact, 1e-12);
                ran++;
            }
        }

        Assert.Equal(2, ran);
        Assert.Equal(1.0 / 12, MannKendall.Test([1, 2, 3, 4]).PExact, 1e-15);
        Assert.True(double.IsNaN(MannKendall.Test([1, 2, 3, 3]).PExact));
        Assert.True(double.IsNaN(MannKendall.Test([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).PExact));
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new double[] { 1 })]
    [InlineData(new double[] { 1, 2, 3 })]
    [InlineData(new double[] { 5, 5, 5, 5, 5, 5 })]
    public void Too_short_or_all_equal_is_no_trend(double[] values)
    {
        var test = MannKendall.Test(values);
        Assert.False(test.IsTested);
        Assert.Equal((0, 1, 0, 1, 0), (test.Z, test.P, test.ZPlain, test.PPlain, test.DirectionAt(1)));
    }

    [Fact]
    public void Direction_needs_significance()
    {
        double[] rising = [1, 2, 3, 4, 5, 6];
        Assert.Equal(1, MannKendall.Test(rising).DirectionAt(0.05));
        Assert.Equal(0, MannKendall.Test(rising).DirectionAt(0.005));
        Assert.Equal(-1, MannKendall.Test([.. rising.Reverse()]).DirectionAt(0.05));
    }

    [Fact]
    public void Values_that_are_none_and_broken_blocks_are_refused()
    {
        Assert.Throws<ArgumentException>(() => MannKendall.Test([1, double.NaN, 2, 3]));
        Assert.Throws<ArgumentException>(() => MannKendall.TestAll(new[] { 1.0, double.PositiveInfinity }, 2));
        Assert.Throws<ArgumentException>(() => MannKendall.TestAll(new double[5], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => MannKendall.TestAll(new double[5], 0));
    }
}
