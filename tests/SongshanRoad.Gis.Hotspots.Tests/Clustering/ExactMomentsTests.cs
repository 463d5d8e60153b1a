using System.Numerics;
using CsCheck;
using SongshanRoad.Gis.Hotspots.Clustering;

namespace SongshanRoad.Gis.Hotspots.Tests.Clustering;

public class ExactMomentsTests
{
    private static readonly Gen<double> AnySize = Gen.Select(Gen.Int[-999, 999], Gen.Int[-60, 60]).Select((mantissa, exponent) => mantissa * Math.Pow(10, exponent));

    private static readonly Gen<double[]> Values = Gen.OneOf(AnySize, Gen.Int[0, 9].Select(count => (double)count)).Array[1, 40];

    [Fact]
    public void Order_makes_no_difference_to_any_bit() => Gen.Select(Values, Gen.Int[0, 1000]).Sample((values, seed) =>
    {
        var shuffled = values.ToArray();
        new Random(seed).Shuffle(shuffled);
        var (a, b) = (ExactMoments.Of(values, values.Length), ExactMoments.Of(shuffled, values.Length));
        Assert.Equal((a.Mean, a.Deviation), (b.Mean, b.Deviation));
    });

    [Fact]
    public void The_sum_is_that_of_rational_arithmetic_rounded_once() => Values.Sample(values =>
    {
        var sum = new ExactSum();
        var expected = BigInteger.Zero;
        foreach (var value in values)
        {
            sum.Add(value);
            expected += new BigInteger(Math.ScaleB(value, 300));
        }

        // Down to 2^-300 both hold every bit of values above 1e-60.
        var rounded = ExactSum.Rounded(sum.ToInteger(), ExactSum.Exponent);
        Assert.Equal((double)expected, Math.ScaleB(rounded, 300), Math.Abs((double)expected) * 1e-15);
    });

    [Fact]
    public void Zeros_may_be_counted_instead_of_added_and_values_exchanged() => Gen.Select(Values, Values, Gen.Int[0, 50]).Sample((values, others, zeros) =>
    {
        var direct = ExactMoments.Of([.. values, .. new double[zeros]], values.Length + zeros);
        var moments = ExactMoments.Of([.. values.Select((_, i) => others[i % others.Length])], values.Length);
        moments.AddZeros(zeros);
        for (var i = 0; i < values.Length; i++)
        {
            moments.Exchange(others[i % others.Length], values[i]);
        }

        Assert.Equal((direct.Count, direct.Mean, direct.Deviation), (moments.Count, moments.Mean, moments.Deviation));
    });

    [Fact]
    public void A_small_spread_on_a_large_mean_is_not_lost()
    {
        var moments = ExactMoments.Of([1e9 + 0.25, 1e9 + 0.5, 1e9 + 0.75], 3);
        Assert.Equal(1e9 + 0.5, moments.Mean);
        Assert.Equal(0.25 * Math.Sqrt(2.0 / 3), moments.Deviation, 1e-16);
    }

    [Fact]
    public void Equal_values_have_exactly_no_deviation()
    {
        Assert.Equal(0, ExactMoments.Of([.. Enumerable.Repeat(0.1, 7)], 7).Deviation);
        Assert.Equal(0.1, ExactMoments.Of([.. Enumerable.Repeat(0.1, 7)], 7).Mean);
        Assert.Equal((0, 0), (ExactMoments.Of([], 0).Mean, ExactMoments.Of([], 0).Deviation));
    }

    [Fact]
    public void Values_whose_square_is_no_number_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ExactMoments.Of([1e151], 1));
        Assert.Throws<ArgumentException>(() => ExactMoments.Of([double.NaN], 1));
        Assert.Throws<ArgumentException>(() => ExactMoments.Of([double.NegativeInfinity], 1));
        Assert.Throws<ArgumentException>(() => ExactMoments.Of([1], 2));
    }
}
