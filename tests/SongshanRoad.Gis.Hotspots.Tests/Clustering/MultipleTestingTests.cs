using System.Text.Json;
using CsCheck;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Hotspots.Tests.Clustering;

public class MultipleTestingTests
{
    private static readonly Gen<double[]> PValues = Gen.OneOf(Gen.Double[0, 1], Gen.Int[0, 20].Select(k => k / 20.0)).Array[0, 60];

    [Fact]
    public void Agrees_with_R_on_ties_zeros_boundaries_and_late_step_ups()
    {
        using var cases = JsonDocument.Parse(File.ReadAllText(ReferenceFiles.InRepository("hotspots/bh_edge_cases.json")));
        var ran = 0;
        foreach (var (name, expected) in cases.RootElement.EnumerateObject().Select(property => (property.Name, property.Value)))
        {
            double[] Numbers(string member) => [.. expected.GetProperty(member).EnumerateArray().Select(value => value.GetDouble())];
            var q = MultipleTesting.BenjaminiHochberg(Numbers("p"));
            var bonferroni = MultipleTesting.Bonferroni(Numbers("p"));
            Assert.All(Numbers("bh").Zip(q), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-12, name));
            Assert.All(Numbers("bonferroni").Zip(bonferroni), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-12, name));
            Assert.Equal(expected.GetProperty("reject_bh_005").EnumerateArray().Select(value => value.GetBoolean()), q.Select(value => value <= 0.05));
            ran++;
        }

        Assert.Equal(7, ran);
    }

    [Fact]
    public void Rejects_what_the_step_up_rule_of_the_paper_rejects() => Gen.Select(PValues, Gen.Double[0.001, 0.3]).Sample((p, alpha) =>
    {
        var sorted = p.Order().ToArray();
        var rejected = Enumerable.Range(1, sorted.Length).Where(k => sorted[k - 1] <= k * alpha / sorted.Length * (1 - 1e-12)).DefaultIfEmpty(0).Max();
        var cutByQ = MultipleTesting.BenjaminiHochberg(p).Count(q => q <= alpha);
        Assert.True(cutByQ >= rejected);
        Assert.True(cutByQ <= Enumerable.Range(1, sorted.Length).Where(k => sorted[k - 1] <= k * alpha / sorted.Length * (1 + 1e-12)).DefaultIfEmpty(0).Max());
    });

    [Fact]
    public void Counting_the_rejected_needs_the_small_p_only_and_finds_those_whose_q_is_small() => Gen.Select(PValues, Gen.Double[0.001, 0.3]).Sample((p, alpha) =>
    {
        var q = MultipleTesting.BenjaminiHochberg(p);
        var rejected = MultipleTesting.CountRejected(p.Where(value => value <= alpha).ToArray(), p.Length, alpha);
        Assert.Equal(q.Count(value => value <= alpha), rejected);
        Assert.Equal(rejected, MultipleTesting.CountRejected(p.ToArray(), p.Length, alpha));
        Assert.Equal(q.Select(value => value <= alpha), p.Select(value => rejected > 0 && p.Length * value / rejected <= alpha));
    });

    [Fact]
    public void A_smaller_p_never_gets_a_larger_q_and_Bonferroni_is_stricter() => PValues.Sample(p =>
    {
        var q = MultipleTesting.BenjaminiHochberg(p);
        var bonferroni = MultipleTesting.Bonferroni(p);
        for (var i = 0; i < p.Length; i++)
        {
            Assert.InRange(q[i], p[i] * (1 - 1e-12), bonferroni[i] * (1 + 1e-12));
            for (var j = 0; j < p.Length; j++)
            {
                Assert.True(p[i] > p[j] || q[i] <= q[j]);
            }
        }
    });

    [Fact]
    public void Tests_with_the_same_p_may_be_counted_instead_of_listed() => Gen.Select(PValues, Gen.Int[0, 4].Array[60]).Sample((p, repeats) =>
    {
        var listed = p.Zip(repeats, Enumerable.Repeat).SelectMany(group => group).ToArray();
        var q = MultipleTesting.BenjaminiHochberg(listed).Zip(listed).ToLookup(pair => pair.Second, pair => pair.First);
        var grouped = MultipleTesting.BenjaminiHochberg(p, [.. repeats[..p.Length].Select(count => (long)count)]);
        foreach (var i in Enumerable.Range(0, p.Length).Where(i => repeats[i] > 0))
        {
            Assert.All(q[p[i]], value => Assert.Equal(value, grouped[i]));
        }
    });

    [Fact]
    public void Many_tests_are_sorted_as_few_are() => Gen.Select(PValues.Where(p => p.Length > 10), Gen.Int[0, 1000]).Sample((p, seed) =>
    {
        // Above a thousand another way of sorting is used; each p many times over changes no q but that of rounding.
        var many = Enumerable.Repeat(p, 120).SelectMany(group => group).ToArray();
        new Random(seed).Shuffle(many);
        var few = MultipleTesting.BenjaminiHochberg(p).Zip(p).DistinctBy(pair => pair.Second).ToDictionary(pair => pair.Second, pair => pair.First);
        Assert.All(MultipleTesting.BenjaminiHochberg(many).Zip(many), pair => Assert.Equal(few[pair.Second], pair.First, 1e-14));
    }, iter: 30);

    [Fact]
    public void Fewer_than_thirty_units_get_no_class()
    {
        Assert.Equal(Enumerable.Repeat(3, 30), SignificanceClass.OfAll([.. Enumerable.Repeat(9.0, 30)], new double[30]));
        Assert.Equal(Enumerable.Repeat(0, 29), SignificanceClass.OfAll([.. Enumerable.Repeat(9.0, 29)], new double[29]));
        Assert.Throws<ArgumentException>(() => SignificanceClass.OfAll([1], []));
    }

    [Fact]
    public void Order_of_the_tests_makes_no_difference() => PValues.Sample(p =>
        Assert.Equal(MultipleTesting.BenjaminiHochberg(p).Reverse(), MultipleTesting.BenjaminiHochberg([.. p.Reverse()])));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_p_that_is_none_is_refused(double p)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MultipleTesting.BenjaminiHochberg([0.5, p]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MultipleTesting.Bonferroni([0.5, p]));
    }

    [Theory]
    [InlineData(4.0, 0.01, 3)]
    [InlineData(4.0, 0.0100001, 2)]
    [InlineData(4.0, 0.05, 2)]
    [InlineData(4.0, 0.0500001, 1)]
    [InlineData(4.0, 0.10, 1)]
    [InlineData(4.0, 0.1000001, 0)]
    [InlineData(-4.0, 0.01, -3)]
    [InlineData(-4.0, 0.2, 0)]
    [InlineData(0.0, 0.0, 0)]
    public void Classes_follow_q_and_the_sign_of_z(double z, double q, int expected) => Assert.Equal(expected, SignificanceClass.Of(z, q));
}
