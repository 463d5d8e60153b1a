using System.Text.Json;
using CsCheck;
using SongshanRoad.Gis.Hotspots.Trends;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Hotspots.Tests.Trends;

public class SenSlopeTests
{
    [Fact]
    public void Agrees_with_SciPy_on_slope_and_interval()
    {
        var values = JsonDocument.Parse(File.ReadAllText(ReferenceFiles.InRepository("hotspots/mann_kendall.json"))).RootElement.EnumerateArray()
            .ToDictionary(series => series.GetProperty("name").GetString()!, series => series.GetProperty("values"));
        var ran = 0;
        foreach (var expected in JsonDocument.Parse(File.ReadAllText(ReferenceFiles.InRepository("hotspots/sen_slope.json"))).RootElement.EnumerateArray())
        {
            var series = expected.TryGetProperty("values", out var own) ? own : values[expected.GetProperty("name").GetString()!];
            var slope = SenSlope.Of([.. series.EnumerateArray().Select(value => value.GetDouble())]);
            Assert.Equal(expected.GetProperty("slope").GetDouble(), slope.PerStep, 1e-9);
            Assert.Equal(expected.GetProperty("low").GetDouble(), slope.Low, 1e-9);
            Assert.Equal(expected.GetProperty("high").GetDouble(), slope.High, 1e-9);
            ran++;
        }

        Assert.Equal(11, ran);
    }

    [Fact]
    public void One_wild_week_does_not_bend_a_straight_line() => Gen.Select(Gen.Double[-5, 5], Gen.Int[0, 19], Gen.Double[-1e6, 1e6]).Sample((perStep, week, wild) =>
    {
        double[] values = [.. Enumerable.Range(0, 20).Select(i => i * perStep)];
        values[week] = wild;
        Assert.Equal(perStep, SenSlope.Of(values).PerStep, 1e-9);
    });

    [Fact]
    public void Short_series_have_no_interval_and_empty_ones_no_slope()
    {
        Assert.Equal(new SenSlope(double.NaN, double.NaN, double.NaN), SenSlope.Of([1]));
        Assert.Equal(new SenSlope(1.5, double.NaN, double.NaN), SenSlope.Of([1, 2, 4]));
    }

    [Fact]
    public void Too_long_series_and_odd_levels_are_refused()
    {
        Assert.Contains("longer steps", Assert.Throws<ArgumentException>(() => SenSlope.Of(new double[5_001])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => SenSlope.Of([1, 2], 1));
        Assert.Throws<ArgumentException>(() => SenSlope.Of([1, double.NaN]));
    }
}
