using SongshanRoad.Gis.Hotspots.Forecasts.SelfExciting;

namespace SongshanRoad.Gis.Hotspots.Forecasts;

/// <summary>Where events are expected in the window after an instant.</summary>
/// <param name="Method">The method.</param>
/// <param name="Expected">Events expected in each unit, as far as the method knows a scale.</param>
/// <param name="Units">The units chosen, highest first.</param>
/// <param name="Model">The self-exciting model, when the method is one.</param>
public sealed record Forecast(ForecastMethod Method, IReadOnlyList<double> Expected, IReadOnlyList<int> Units, SelfExcitingModel? Model)
{
    /// <summary>Makes a forecast from the events before an instant.</summary>
    /// <param name="history">The events; the window begins where they end.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="method">The method.</param>
    public static Forecast Of(EventHistory history, ForecastQuestion question, ForecastMethod method)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(method);
        var work = new ForecastWork(history, question.Units, [method]);
        var moment = work.MomentAt(history.UntilDay, question.Days);
        var expected = method.Expected(moment);
        return new Forecast(method, expected, question.Leading(question.Ranking(expected)).ToArray(), method.Model is { } options ? moment.Model(options) : null);
    }
}
