using SongshanRoad.Gis.Hotspots.Forecasts;
using SongshanRoad.Gis.Hotspots.Tests.Synthetic;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Tests.Forecasts;

public class BacktestTests
{
    private const double OriginDay = 660;

    private static readonly CellUnits Cells = MadeUpCrime.Cells(100);

    private static readonly ForecastQuestion Question = new(Cells, 40, 30 * 100 * 100);

    private static readonly ForecastEvent[] Events = MadeUpCrime.SelfExciting(21, OriginDay + 40, 1.2, 0.3, 5, 70);

    [Fact]
    public void A_future_event_changes_nothing_of_the_forecast()
    {
        var methods = MethodTable.All(Cells, 100, null);
        var test = Backtest.Run(Events, Question, OriginDay, methods, 1);
        // A pile on an empty cell at the very instant of the origin, and another after the test.
        ForecastEvent[] planted = [.. Events, .. Enumerable.Repeat(new ForecastEvent(new MetricPoint(2_950, 50), OriginDay), 500),
            .. Enumerable.Repeat(new ForecastEvent(new MetricPoint(50, 2_950), OriginDay + 41), 500)];
        var again = Backtest.Run(planted, Question, OriginDay, methods, 1);
        Assert.Same(test.Choice.Method, again.Choice.Method);
        Assert.Equal(test.Choice.Reason, again.Choice.Reason);
        Assert.Equal(test.Choice.Tried, again.Choice.Tried);
        Assert.Equal(test.Forecast.Expected, again.Forecast.Expected);
        Assert.Equal(test.Forecast.Units, again.Forecast.Units);
        Assert.Equal(test.CountForecast.Expected, again.CountForecast.Expected);
        Assert.Equal(test.Tested.Score.Events + 500, again.Tested.Score.Events);
        Assert.Equal(test.Tested.Score.Hits, again.Tested.Score.Hits);
    }

    [Theory]
    [InlineData("count")]
    [InlineData("fading-count")]
    [InlineData("kde")]
    [InlineData("sepp")]
    public void No_method_looks_past_the_instant(string name)
    {
        var methods = MethodTable.All(Cells, 100, null);
        foreach (var method in methods.Where(method => method.Name == name).Take(9))
        {
            var forecast = Forecast.Of(EventHistory.Of(Events, OriginDay), Question, method);
            ForecastEvent[] planted = [.. Events, new(new MetricPoint(2_950, 50), OriginDay), new(new MetricPoint(2_950, 50), OriginDay + 0.001)];
            Assert.Equal(forecast.Expected, Forecast.Of(EventHistory.Of(planted, OriginDay), Question, method).Expected);
            // And the last event before it does count.
            ForecastEvent[] before = [.. Events, new(new MetricPoint(2_950, 50), OriginDay - 0.001)];
            Assert.NotEqual(forecast.Expected, Forecast.Of(EventHistory.Of(before, OriginDay), Question, method).Expected);
        }
    }

    [Fact]
    public void The_order_of_the_events_changes_no_bit()
    {
        var methods = MethodTable.All(Cells, 100, null);
        var test = Backtest.Run(Events, Question, OriginDay, methods, 1);
        var shuffled = Events.ToArray();
        new Random(8).Shuffle(shuffled);
        var again = Backtest.Run(shuffled, Question, OriginDay, methods, 1);
        Assert.Equal(test.Forecast.Expected, again.Forecast.Expected);
        Assert.Equal(test.Choice.Tried, again.Choice.Tried);
        Assert.Equal(test.Tested.HitRateByDays, again.Tested.HitRateByDays);
    }

    [Fact]
    public void Every_method_finds_places_that_stay_hot()
    {
        // 70 % of the background lies on a twentieth of the area.
        var events = MadeUpCrime.SelfExciting(21, OriginDay + 40, 4, 0.3, 5, 70);
        foreach (var method in MethodTable.All(Cells, 100, null))
        {
            var test = Backtest.Run(events, Question, OriginDay, [method], 1);
            // Spread over 250 m alone the places, 80 m wide, drown in each other: that is what such a kernel does.
            var least = method.ToString().Contains("250 m for 100", StringComparison.Ordinal) ? 1.4 : 2;
            Assert.True(test.Tested.Score.PaiInterval!.Value.Low > least, $"{method}: {test.Tested.Score.Pai}");
            Assert.Equal(30, test.Forecast.Units.Count);
            Assert.Equal(30 * 100 * 100, test.Tested.Score.Size);
        }
    }

    [Fact]
    public void Spread_round_a_place_beats_counting_where_events_are_few_and_wide()
    {
        // One event a day round forty places, 120 m wide: a cell of 100 m has seen one or none.
        var events = MadeUpCrime.SelfExciting(22, OriginDay + 40, 1, 0, 1, 1, spreadM: 120);
        var choice = MethodChoice.Choose(EventHistory.Of(events, OriginDay), Question, MethodTable.All(Cells, 100, null));
        Assert.DoesNotContain("count", choice.Method.Name, StringComparison.Ordinal);
        Assert.True(choice.Windows >= MethodChoice.LeastWindows);
        var plain = choice.Tried[0];
        Assert.True(choice.Tried.First(tried => tried.Method == choice.Method).Hits > 1.15 * plain.Hits);
    }

    [Fact]
    public void Counting_is_kept_where_nothing_is_surely_better()
    {
        // Piles at single addresses in the middle of cells: spreading them can only lose.
        var random = new Random(9);
        var piles = Enumerable.Range(0, 60).Select(_ => new MetricPoint((100 * random.Next(30)) + 50, (100 * random.Next(30)) + 50)).ToArray();
        ForecastEvent[] events = [.. Enumerable.Range(0, 4_000).Select(_ => new ForecastEvent(piles[Math.Min(random.Next(60), random.Next(60))], 700 * random.NextDouble()))];
        var choice = MethodChoice.Choose(EventHistory.Of(events, OriginDay), Question, MethodTable.All(Cells, 100, null));
        var test = Backtest.Run(events, Question, OriginDay, [choice.Method], 1);
        Assert.True(test.Tested.Score.Hits >= 0.97 * test.CountTested.Score.Hits, $"{choice.Method}: {test.Tested.Score.Hits} {test.CountTested.Score.Hits}");
        Assert.NotEqual(BacktestVerdict.Better, test.Verdict);
    }

    [Fact]
    public void The_generator_s_district_gets_a_sane_method()
    {
        var events = IncidentGeneratorTests.EventsOf("theft-bicycle", 2_500);
        var origin = events.Max(entry => entry.Day) - 30;
        var (west, south) = (events.Min(entry => entry.Place.EastingM), events.Min(entry => entry.Place.NorthingM));
        ForecastEvent[] moved = [.. events.Select(entry => entry with { Place = new MetricPoint(entry.Place.EastingM - west, entry.Place.NorthingM - south) })
            .Where(entry => MadeUpCrime.Square.Contains(entry.Place))];
        var test = Backtest.Run(moved, new ForecastQuestion(Cells, 30, 20 * 100 * 100), origin, MethodTable.All(Cells, 100, null), 1);
        Assert.True(test.Choice.Windows > 10);
        Assert.True(test.Tested.Score.PaiInterval!.Value.Low > 1);
        Assert.NotEqual(BacktestVerdict.Worse, test.Verdict);
    }

    [Fact]
    public void A_short_history_is_not_chosen_from()
    {
        var choice = MethodChoice.Choose(EventHistory.Of(Events.AsSpan()[..400], 40), Question, MethodTable.All(Cells, 100, null));
        Assert.Same(MethodTable.PlainCount, choice.Method);
        Assert.Contains("too few to choose by", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_before_or_nothing_after_is_answered()
    {
        var methods = MethodTable.All(Cells, 100, null);
        var none = Backtest.Run([], Question, OriginDay, methods, 1);
        Assert.Equal(BacktestVerdict.NothingHappened, none.Verdict);
        Assert.Equal((30, 0, 0), (none.Forecast.Units.Count, none.Tested.Score.Hits, none.Tested.Score.Events));
        Assert.Equal(Enumerable.Range(0, 30), none.Forecast.Units);
        Assert.Equal((900, 30), (none.Tested.Ties.Tied, none.Tested.Ties.Taken));
        foreach (var method in methods)
        {
            Assert.All(Forecast.Of(EventHistory.Of([], OriginDay), Question, method).Expected, value => Assert.Equal(0, value));
            Assert.All(Forecast.Of(EventHistory.Of([new(new MetricPoint(50, 50), 3)], OriginDay), Question, method).Expected, value => Assert.True(double.IsFinite(value)));
        }
    }

    [Fact]
    public void A_question_without_room_or_days_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForecastQuestion(Cells, 0, 1e5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForecastQuestion(Cells, 7, 9_999));
        Assert.Throws<ArgumentException>(() => EventHistory.Of([new(new MetricPoint(double.NaN, 0), 0)], 1));
    }
}
