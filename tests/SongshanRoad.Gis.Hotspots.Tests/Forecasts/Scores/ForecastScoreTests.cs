using System.Text.Json;
using CsCheck;
using SongshanRoad.Gis.Hotspots.Forecasts.Scores;
using SongshanRoad.Gis.Hotspots.Statistics;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Hotspots.Tests.Forecasts.Scores;

public class ForecastScoreTests
{
    [Fact]
    public void Portland_street_crimes_score_as_the_formulas_say()
    {
        var table = new ReferenceTable(ReferenceFiles.InRepository("hotspots/pai_portland_street_crimes_600ft_cells.csv"));
        var (train, test) = (table.Integers("train"), table.Integers("test"));
        // Numbered by cell: ties go to the smaller number.
        Assert.Equal(table["cell"].Order(), table["cell"]);
        var expected = table["train"];
        double[] sizes = [.. train.Select(_ => 360_000.0)];
        using var cases = JsonDocument.Parse(File.ReadAllText(ReferenceFiles.InRepository("hotspots/pai_portland_expected.json")));
        var ran = 0;
        foreach (var wanted in cases.RootElement.GetProperty("cases").EnumerateArray())
        {
            double Number(string name) => wanted.GetProperty(name).GetDouble();
            void Same(string name, double? value) => Assert.Equal(1, value!.Value / Number(name), 1e-12);
            var top = RankedUnits.Top(expected, (int)Number("k"));
            var score = ForecastScore.Of(top, test, test.Sum(), sizes, Number("A"), (train, train.Sum()));
            Assert.Equal((Number("n"), Number("N"), Number("a")), (score.Hits, score.Events, score.Size));
            Same("hit_rate", score.HitRate);
            Same("area_share", score.SizeShare);
            Same("PAI", score.Pai);
            Same("n_star", score.MostHits);
            Same("PAI_star", score.MostPai);
            Same("PEI", score.Pei);
            Same("RRI", score.Rri);
            Assert.InRange(score.Pai!.Value, score.PaiInterval!.Value.Low, score.PaiInterval.Value.High);
            Assert.InRange(score.Pei!.Value, score.PeiInterval!.Value.Low, score.PeiInterval.Value.High);
            Assert.InRange(score.Rri!.Value, score.RriInterval!.Value.Low, score.RriInterval.Value.High);
            ran++;
        }

        Assert.Equal(4, ran);
    }

    /// <summary>R 4.2 <c>prop.test(x, n, correct = FALSE)$conf.int</c>.</summary>
    [Theory]
    [InlineData(0, 10, 0, 0.277532799862889)]
    [InlineData(5, 10, 0.236593090512564, 0.763406909487436)]
    [InlineData(10, 10, 0.722467200137111, 1)]
    [InlineData(27, 805, 0.0231517962710394, 0.0483596948746148)]
    public void The_interval_of_a_share_is_Wilson_s(int hits, int events, double low, double high)
    {
        var interval = WilsonInterval.Of(hits, events);
        Assert.Equal(low, interval.Low, 1e-9);
        Assert.Equal(high, interval.High, 1e-9);
    }

    [Fact]
    public void An_interval_solves_the_equation_it_comes_from() => Gen.Select(Gen.Int[1, 5_000], Gen.Double[0, 1]).Sample((events, part) =>
    {
        // Wilson: |share - p| = z sqrt(p (1 - p) / n) at both ends.
        var hits = (int)Math.Round(part * events);
        var (low, high) = WilsonInterval.Of(hits, events);
        foreach (var p in new[] { low, high }.Where(p => p is > 0 and < 1))
        {
            Assert.Equal(1.959963984540054, Math.Abs(((double)hits / events) - p) / Math.Sqrt(p * (1 - p) / events), 1e-6);
        }
    });

    [Fact]
    public void Without_an_event_shares_are_undefined()
    {
        var score = ForecastScore.Of([0], [0, 0], 0, [1, 1], 2, ([1, 0], 1));
        Assert.Equal((null, null, null, null), (score.HitRate, score.Pai, score.Pei, score.Rri));
        Assert.Equal((null, null), (score.PaiInterval, score.RriInterval));
        Assert.Null(ForecastScore.Of([0], [1, 0], 1, [1, 1], 2, ([0, 0], 0)).Rri);
    }

    [Fact]
    public void Segments_of_different_length_are_held_against_the_best_of_the_same_length()
    {
        // 40 m may hold the segment with 6 on 30 m and a third of that with 3 on 30 m, or 4 on 10 m first: 4 + 6 = 10.
        var score = ForecastScore.Of([0, 1], [1, 2, 6, 4, 3], 16, [20, 20, 30, 10, 30], 110);
        Assert.Equal((3, 40.0, 10.0), (score.Hits, score.Size, score.MostHits));
        Assert.Equal(0.3, score.Pei!.Value, 1e-12);
        Assert.Equal(3.0 / 16 / (40.0 / 110), score.Pai!.Value, 1e-12);
    }

    [Fact]
    public void Numbers_that_do_not_belong_together_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ForecastScore.Of([0], [1], 1, [1, 2], 2));
        Assert.Throws<ArgumentException>(() => ForecastScore.Of([0, 0], [1, 0], 1, [1, 2], 2));
        Assert.Throws<ArgumentException>(() => ForecastScore.Of([2], [1, 0], 1, [1, 2], 2));
        Assert.Throws<ArgumentException>(() => ForecastScore.Of([0], [2, 0], 1, [1, 2], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ForecastScore.Of([0], [1, 0], 1, [1, 2], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(1, 0));
    }

    [Fact]
    public void The_leading_units_are_those_of_a_sort_and_ties_go_to_the_smaller_number() =>
        Gen.Select(Gen.Int[0, 6].Select(value => (double)value).Array[1, 60], Gen.Double[0, 1]).Sample((expected, part) =>
        {
            var count = (int)(part * expected.Length);
            var sorted = Enumerable.Range(0, expected.Length).OrderByDescending(unit => expected[unit]).ThenBy(unit => unit).Take(count);
            Assert.Equal(sorted, RankedUnits.Top(expected, count));
        });

    [Fact]
    public void Ties_at_the_last_place_tell_how_much_their_order_decides()
    {
        double[] expected = [5, 2, 2, 1, 2];
        var top = RankedUnits.Top(expected, 3);
        Assert.Equal([0, 1, 2], top);
        Assert.Equal(new TieRange(3, 2, 3 + 0 + 1, 3 + 1 + 7), TieRange.Of(expected, top, [3, 0, 1, 9, 7]));
        Assert.Equal(new TieRange(1, 1, 3, 3), TieRange.Of(expected, RankedUnits.Top(expected, 1), [3, 0, 1, 9, 7]));
        Assert.Throws<ArgumentException>(() => RankedUnits.Top([1, double.NaN], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RankedUnits.Top([1], 2));
    }

    [Fact]
    public void The_search_efficiency_curve_climbs_to_the_share_that_lies_in_units()
    {
        double[] expected = [1, 9, 3, 4];
        var curve = SearchEfficiency.Curve(expected, [1, 4, 2, 0], 10, [1, 1, 1, 1], 8);
        Assert.Equal([(1, 0.4), (2, 0.4), (4, 0.7)], curve.Select(point => (point.Units, point.HitRate!.Value)));
        Assert.Equal([1 / 8.0, 2 / 8.0, 4 / 8.0], curve.Select(point => point.SizeShare));
        Assert.All(SearchEfficiency.Curve(expected, [0, 0, 0, 0], 0, [1, 1, 1, 1], 8), point => Assert.Null(point.HitRate));
    }

    [Fact]
    public void Events_that_come_in_bursts_have_a_wider_interval_by_days_than_by_Wilson()
    {
        // Ten of forty days have all hits: 100 of 400 events.
        int[] hits = [.. Enumerable.Range(0, 40).Select(day => day % 4 == 0 ? 10 : 0)];
        int[] events = [.. Enumerable.Repeat(10, 40)];
        var (byDays, wilson) = (DayBootstrap.OfHitRate(hits, events, 7)!.Value, WilsonInterval.Of(100, 400));
        Assert.True(byDays.High - byDays.Low > 2 * (wilson.High - wilson.Low));
        // Binomial of forty days: 2.5 % and 97.5 % quantiles at 5 and 16 days.
        Assert.Equal(5 / 40.0, byDays.Low, 0.026);
        Assert.Equal(16 / 40.0, byDays.High, 0.026);
        Assert.Equal(byDays, DayBootstrap.OfHitRate(hits, events, 7));
        Assert.Null(DayBootstrap.OfHitRate([0, 0], [0, 0], 7));
        Assert.Throws<ArgumentException>(() => DayBootstrap.OfHitRate([0], [0, 0], 7));
    }
}
