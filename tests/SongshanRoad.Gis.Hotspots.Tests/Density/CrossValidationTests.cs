using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Hotspots.Density;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Tests.Density;

public class CrossValidationTests
{
    private static readonly PolygonWindow Square = new(new GeometryFactory().ToGeometry(new Envelope(0, 2_000, 0, 2_000)));

    [Fact]
    public void The_likelihood_score_is_the_sum_over_all_pairs()
    {
        var incidents = Clusters(120, 40);
        var choice = CrossValidation.Choose(incidents, [], Kernel.Quartic, EdgeCorrection.None, null);
        foreach (var (deviation, score) in choice.Tried)
        {
            var expected = incidents.Select((at, i) => Math.Log(incidents.Where((_, j) => j != i).Sum(other => Bell(at, other, deviation)))).Average() - 1;
            Assert.True(double.IsInfinity(expected) || Math.Abs(expected - score) < 1e-9, $"{deviation}: {expected} {score}");
        }
    }

    [Fact]
    public void The_least_squares_score_is_the_sum_over_all_pairs()
    {
        var incidents = Clusters(120, 40);
        var choice = CrossValidation.Choose(incidents, [], Kernel.Quartic, EdgeCorrection.None, null, BandwidthRule.LeastSquares);
        foreach (var (deviation, score) in choice.Tried)
        {
            var squared = incidents.Sum(at => incidents.Sum(other => Bell(at, other, deviation * Math.Sqrt(2)))) / incidents.Length;
            var foretold = incidents.Select((at, i) => incidents.Where((_, j) => j != i).Sum(other => Bell(at, other, deviation))).Average();
            Assert.Equal((2 * foretold) - squared, score, 1e-9 * squared);
        }
    }

    [Theory]
    [InlineData(BandwidthRule.Likelihood)]
    [InlineData(BandwidthRule.LeastSquares)]
    public void Under_a_correction_wide_clusters_ask_for_more_smoothing_than_narrow_ones(BandwidthRule rule)
    {
        foreach (var correction in Enum.GetValues<EdgeCorrection>())
        {
            var narrow = CrossValidation.Choose(Clusters(400, 15), [], Kernel.Quartic, correction, Square, rule);
            var wide = CrossValidation.Choose(Clusters(400, 60), [], Kernel.Quartic, correction, Square, rule);
            Assert.InRange(narrow.StandardDeviationM, 5, 25);
            Assert.InRange(wide.StandardDeviationM, 25, 80);
            Assert.Equal((BandwidthBound.None, BandwidthBound.None), (narrow.Bound, wide.Bound));
            Assert.Equal(wide.StandardDeviationM * Math.Sqrt(8), wide.BandwidthM, 1e-9);
            Assert.True(wide.Tried.Max(score => score.PerIncident) == wide.Tried.First(score => score.StandardDeviationM == wide.StandardDeviationM).PerIncident);
        }
    }

    [Fact]
    public void An_even_spread_asks_for_more_than_is_allowed_and_the_limit_is_the_reason()
    {
        var random = new Random(4);
        MetricPoint[] even = [.. Enumerable.Range(0, 300).Select(_ => new MetricPoint(2_000 * random.NextDouble(), 2_000 * random.NextDouble()))];
        var choice = CrossValidation.Choose(even, [], Kernel.Epanechnikov, EdgeCorrection.Diggle, Square, largestRadiusM: 300);
        Assert.Equal(BandwidthBound.Largest, choice.Bound);
        Assert.Equal(300 / Math.Sqrt(8), choice.StandardDeviationM, 1e-9);
        Assert.Contains("the limit decides", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pile_at_one_address_does_not_pull_the_bandwidth_to_nothing()
    {
        var incidents = Clusters(200, 40);
        MetricPoint[] piled = [.. incidents, .. Enumerable.Repeat(incidents[0], 300)];
        var choice = CrossValidation.Choose(piled, [], Kernel.Quartic, EdgeCorrection.Diggle, Square);
        Assert.Equal(BandwidthBound.None, choice.Bound);
        Assert.Equal(200, choice.Places);
    }

    [Fact]
    public void Equal_weights_and_any_order_give_the_same_choice()
    {
        var incidents = Clusters(150, 40);
        var choice = CrossValidation.Choose(incidents, [], Kernel.Gaussian, EdgeCorrection.Diggle, Square);
        var shuffled = incidents.ToArray();
        new Random(3).Shuffle(shuffled);
        Assert.Equal(choice.Tried, CrossValidation.Choose(shuffled, [], Kernel.Gaussian, EdgeCorrection.Diggle, Square).Tried);
        var doubled = CrossValidation.Choose(incidents, [.. incidents.Select(_ => 1.0)], Kernel.Gaussian, EdgeCorrection.Diggle, Square);
        Assert.Equal(choice.Tried, doubled.Tried);
    }

    [Fact]
    public void Too_few_positions_fall_back_to_Scott_s_rule_and_say_so()
    {
        MetricPoint[] few = [new(0, 0), new(100, 0), new(0, 100)];
        var choice = CrossValidation.Choose(few, [], Kernel.Gaussian, EdgeCorrection.None, null);
        // Deviations per axis: sqrt(100² * 2 / 9) each.
        Assert.Equal(Math.Sqrt(2 * 100 * 100 / 9.0) * Math.Pow(3, -1.0 / 6), choice.StandardDeviationM, 1e-9);
        Assert.Equal(BandwidthRule.Scott, choice.Rule);
        Assert.Contains("3 distinct positions are too few", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void One_place_only_gets_the_smallest_bandwidth_and_none_at_all_is_refused()
    {
        var choice = CrossValidation.Choose([new(5, 5), new(5, 5)], [], Kernel.Gaussian, EdgeCorrection.None, null);
        Assert.Equal(choice.SmallestDeviationM, choice.StandardDeviationM);
        Assert.Throws<ArgumentException>(() => CrossValidation.Choose([], [], Kernel.Gaussian, EdgeCorrection.None, null));
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossValidation.Choose([new(5, 5)], [], Kernel.Gaussian, EdgeCorrection.None, null, largestRadiusM: 0));
    }

    private static double Bell(MetricPoint a, MetricPoint b, double deviation) =>
        Math.Exp(-0.5 * Math.Pow(a.DistanceM(b) / deviation, 2)) / (2 * Math.PI * deviation * deviation);

    /// <summary>Normal clusters around nine centres of the square.</summary>
    private static MetricPoint[] Clusters(int count, double deviationM)
    {
        var random = new Random(8);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return [.. Enumerable.Range(0, int.MaxValue)
            .Select(i => new MetricPoint(400 + (600 * (i % 3)) + (deviationM * Normal()), 400 + (600 * (i / 3 % 3)) + (deviationM * Normal())))
            .Where(Square.Contains).Take(count)];
    }
}
