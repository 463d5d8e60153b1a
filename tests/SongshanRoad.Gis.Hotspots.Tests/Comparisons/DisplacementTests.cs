using CsCheck;
using SongshanRoad.Gis.Hotspots.Comparisons;
using SongshanRoad.Gis.Hotspots.Synthetic;

namespace SongshanRoad.Gis.Hotspots.Tests.Comparisons;

public class DisplacementTests
{
    private static readonly WindowLengths Equal = new(365, 365);
    private static readonly PlaceCounts None = new(0, 0);

    // Worked examples of ptools::wdd 2.0.0 by A. Wheeler (README and manual), and 100 to 90 against 100 to 80 of his page on extensions.
    [Theory]
    [InlineData(20, 10, 20, 20, -10, 8.366600)]
    [InlineData(100, 80, 100, 90, -10, 19.235384)]
    public void Displacement_differences_are_those_of_their_author(long t0, long t1, long c0, long c1, double incidents, double error)
    {
        var found = DisplacementDifference.Of(new(t0, t1), new(c0, c1), None, None, Equal, 0.90);
        Assert.Equal(incidents, found.Total.Incidents);
        Assert.Equal(error, found.Total.StandardError, 1e-6);
        Assert.Equal(found.Local, found.Total);
    }

    [Fact]
    public void The_interval_and_z_of_the_difference_are_those_of_its_author()
    {
        var found = DisplacementDifference.Of(new(20, 10), new(20, 20), None, None, Equal, 0.90);
        Assert.Equal(-1.195229, found.Z, 1e-6);
        Assert.Equal(-23.761833, found.Total.Interval.Low, 1e-6);
        Assert.Equal(3.761833, found.Total.Interval.High, 1e-6);
    }

    [Fact]
    public void Places_around_count_with_their_own_control_places_and_longer_windows_are_scaled()
    {
        // By hand: 20 - 30 - (30 - 30) around, variance 110 beside 70.
        var around = DisplacementDifference.Of(new(20, 10), new(20, 20), new(30, 20), new(30, 30), Equal);
        Assert.Equal((-10.0, -10.0, -20.0), (around.Local.Incidents, around.Displaced.Incidents, around.Total.Incidents));
        Assert.Equal(Math.Sqrt(180), around.Total.StandardError, 1e-12);

        // By hand, two years before and one after: 10 - 20/2 - (20 - 20/2), variance 10 + 20 + (20 + 20) / 4.
        var scaled = DisplacementDifference.Of(new(20, 10), new(20, 20), None, None, new(730, 365));
        Assert.Equal(-10, scaled.Total.Incidents);
        Assert.Equal(Math.Sqrt(40), scaled.Total.StandardError, 1e-12);

        var nothing = DisplacementDifference.Of(None, None, None, None, Equal);
        Assert.Equal((0.0, 0.0, 1.0), (nothing.Total.Incidents, nothing.Z, nothing.P));
    }

    [Theory]
    // By hand: all that was prevented turned up around: (150/100 - 1) / (50/100 - 1).
    [InlineData(100, 50, 100, 150, -1, DisplacementReading.Displacement)]
    [InlineData(100, 50, 100, 160, -1.2, DisplacementReading.DisplacementAboveEffect)]
    [InlineData(100, 50, 100, 100, 0, DisplacementReading.Diffusion)]
    [InlineData(100, 50, 100, 75, 0.5, DisplacementReading.Diffusion)]
    [InlineData(100, 50, 100, 40, 1.2, DisplacementReading.DiffusionAboveEffect)]
    [InlineData(100, 150, 100, 75, -0.5, DisplacementReading.NoImprovement)]
    public void Quotients_and_their_reading(long a0, long a1, long b0, long b1, double quotient, DisplacementReading reading)
    {
        var found = DisplacementQuotient.Of(new(a0, a1), new(b0, b1), new(100, 100));
        Assert.Equal(quotient, found.Quotient, 1e-12);
        Assert.Equal(reading, found.Reading);
        Assert.True(found.Interval.Holds(quotient));
    }

    [Fact]
    public void A_quotient_by_hand_with_control_places_that_changed_too()
    {
        // Action 300 to 200, around 400 to 360, control 500 to 450.
        var found = DisplacementQuotient.Of(new(300, 200), new(400, 360), new(500, 450));
        Assert.Equal((200 / 450.0) - 0.6, found.Success, 1e-15);
        Assert.Equal(0, found.Displacement, 1e-15);
        Assert.Equal(0, found.Quotient, 1e-12);
        Assert.Equal(DisplacementReading.Diffusion, found.Reading);
    }

    [Fact]
    public void Ends_of_the_interval_are_quotients_at_the_edge_of_significance() =>
        Gen.Select(Gen.Long[5, 400], Gen.Long[5, 400], Gen.Long[5, 400], Gen.Long[5, 400], Gen.Long[20, 900], Gen.Long[20, 900]).Sample((a0, a1, b0, b1, c0, c1) =>
        {
            var found = DisplacementQuotient.Of(new(a0, a1), new(b0, b1), new(c0, c1));
            if (double.IsFinite(found.Interval.Low))
            {
                foreach (var end in new[] { found.Interval.Low, found.Interval.High })
                {
                    // displacement - t success = x1/c1 - x0/c0 with x = b - t a; its variance by the delta method, term by term.
                    double Variance(double a, double b, double c) => ((b + (end * end * a)) / (c * c)) + (Math.Pow(b - (end * a), 2) / (c * c * c));
                    var z = (found.Displacement - (end * found.Success)) / Math.Sqrt(Variance(a0, b0, c0) + Variance(a1, b1, c1));
                    Assert.Equal(1.959963984540054, Math.Abs(z), 1e-6);
                }

                Assert.InRange(found.Quotient, found.Interval.Low, found.Interval.High);
            }
        });

    [Theory]
    // Half of what is prevented turns up around; nothing does; and a success so small that it is often not significant.
    [InlineData(200, 100, 200, 250, -0.5)]
    [InlineData(200, 100, 200, 200, 0)]
    [InlineData(60, 40, 60, 70, -0.5)]
    public void The_interval_holds_the_true_quotient_as_often_as_it_says(double a0, double a1, double b0, double b1, double truth)
    {
        var random = new SplitMix64(33);
        const int runs = 1_500;
        var held = 0;
        for (var run = 0; run < runs; run++)
        {
            PlaceCounts Draw(double before, double after) => new(random.Poisson(before), random.Poisson(after));
            held += DisplacementQuotient.Of(Draw(a0, a1), Draw(b0, b1), Draw(300, 300)).Interval.Holds(truth) ? 1 : 0;
        }

        // A little above where the interval often has no bounds.
        Assert.InRange(held / (double)runs, 0.93, 0.98);
    }

    [Fact]
    public void A_success_that_may_be_chance_has_no_bounds_for_its_quotient()
    {
        var found = DisplacementQuotient.Of(new(20, 18), new(20, 22), new(100, 100));
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (found.Interval.Low, found.Interval.High));
    }

    [Fact]
    public void Nonsense_is_named()
    {
        Assert.Throws<ArgumentException>(() => DisplacementQuotient.Of(new(1, 1), new(1, 1), new(0, 4)));
        Assert.Throws<ArgumentException>(() => DisplacementQuotient.Of(new(1, 1), new(1, 1), new(4, 0)));
        Assert.Throws<ArgumentException>(() => DisplacementQuotient.Of(new(-1, 1), new(1, 1), new(4, 4)));
        Assert.Throws<ArgumentException>(() => DisplacementDifference.Of(new(-1, 1), None, None, None, Equal));
        Assert.Throws<ArgumentOutOfRangeException>(() => DisplacementDifference.Of(None, None, None, None, Equal, 0));
    }
}
