using SongshanRoad.Gis.Hotspots.Forecasts.Scores;
using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Hotspots.Forecasts;

/// <summary>How well a forecast made at an instant would have held the events after it, beside the plain count map on the same days and
/// with the same size.</summary>
/// <param name="Choice">The method and why; chosen on events before the instant only.</param>
/// <param name="Forecast">Its forecast.</param>
/// <param name="Tested">How it did.</param>
/// <param name="CountForecast">The plain count map's forecast.</param>
/// <param name="CountTested">How that did.</param>
/// <param name="TrainingEvents">Events before the instant.</param>
public sealed record Backtest(
    MethodChoice Choice, Forecast Forecast, TestedForecast Tested, Forecast CountForecast, TestedForecast CountTested, int TrainingEvents)
{
    /// <summary>What may be said of the forecast against the plain count map.</summary>
    public BacktestVerdict Verdict => (Tested.Score.PaiInterval, CountTested.Score.PaiInterval) switch
    {
        ({ } own, { } count) when !own.Overlaps(count) => own.Low > count.High ? BacktestVerdict.Better : BacktestVerdict.Worse,
        (null, _) or (_, null) => BacktestVerdict.NothingHappened,
        _ when Forecast.Units.ToHashSet().SetEquals(CountForecast.Units) => BacktestVerdict.SameArea,
        _ => BacktestVerdict.NoDifferenceShown,
    };

    /// <summary>Runs a backtest.</summary>
    /// <param name="events">Events in the study area, before and after the instant, in any order.</param>
    /// <param name="question">What is asked; its days are those from the instant to the end of the test.</param>
    /// <param name="originDay">The instant.</param>
    /// <param name="methods">The methods to choose from, the plain count map first; one alone is taken as it is.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    public static Backtest Run(
        ReadOnlySpan<ForecastEvent> events, ForecastQuestion question, double originDay, IReadOnlyList<ForecastMethod> methods, int seed)
    {
        ArgumentNullException.ThrowIfNull(question);
        var history = EventHistory.Of(events, originDay);
        var choice = MethodChoice.Choose(history, question, methods);
        var forecast = Forecast.Of(history, question, choice.Method);
        var count = choice.Method == MethodTable.PlainCount ? forecast : Forecast.Of(history, question, MethodTable.PlainCount);

        // Only from here on are events after the instant looked at.
        var test = EventHistory.Of(events, originDay + question.Days).Between(originDay, originDay + question.Days);
        return new Backtest(
            choice, forecast, TestedForecast.Of(forecast, question, history, test, seed), count, TestedForecast.Of(count, question, history, test, seed), history.Count);
    }
}

/// <summary>A forecast against the plain count map. Nothing is claimed where the 95 % intervals overlap.</summary>
public enum BacktestVerdict
{
    /// <summary>The interval lies above the count map's.</summary>
    Better,

    /// <summary>The interval lies below the count map's.</summary>
    Worse,

    /// <summary>The intervals overlap.</summary>
    NoDifferenceShown,

    /// <summary>Both chose the same units.</summary>
    SameArea,

    /// <summary>No event came, so there is nothing to compare.</summary>
    NothingHappened,
}

/// <summary>How one forecast did.</summary>
/// <param name="Score">Hit rate, PAI, PEI, RRI.</param>
/// <param name="HitRateByDays">95 % interval of the hit rate by drawing days; null when no event came.</param>
/// <param name="Ties">What the order of equal units decides.</param>
/// <param name="Curve">Hit rate by share of the area.</param>
public sealed record TestedForecast(ForecastScore Score, ConfidenceInterval? HitRateByDays, TieRange Ties, IReadOnlyList<SearchEfficiency> Curve)
{
    /// <summary>Tests a forecast.</summary>
    internal static TestedForecast Of(
        Forecast forecast, ForecastQuestion question, EventHistory history, ReadOnlySpan<ForecastEvent> test, int seed)
    {
        var units = question.Units;
        var (counts, sizes, expected, area) = (units.CountsOf(test), units.SizeOf.ToArray(), forecast.Expected.ToArray(), forecast.Units.ToArray());
        var (hits, all) = (new int[(int)Math.Ceiling(question.Days)], new int[(int)Math.Ceiling(question.Days)]);
        var inArea = area.ToHashSet();
        foreach (var (place, when) in test)
        {
            var day = (int)Math.Floor(when - history.UntilDay);
            all[day]++;
            hits[day] += inArea.Contains(units.UnitAt(place)) ? 1 : 0;
        }

        return new TestedForecast(
            ForecastScore.Of(area, counts, test.Length, sizes, units.StudySize, (units.CountsOf(history.Events), history.Count)),
            DayBootstrap.OfHitRate(hits, all, seed),
            TieRange.Of(expected, area, counts),
            SearchEfficiency.Curve(expected, counts, test.Length, sizes, units.StudySize));
    }
}
