using System.Globalization;

namespace SongshanRoad.Gis.Hotspots.Forecasts.SelfExciting;

/// <summary>What a <see cref="SelfExcitingModel"/> expects in a window: the background, fading as in <see cref="DecayMethod"/> so that
/// the map can change over the years, and what recent events will set off, and that in turn.</summary>
internal sealed class SelfExcitingMethod : ForecastMethod
{
    private const int Generations = 4;

    /// <summary>Fewest events, of one generation, that are still spread.</summary>
    private const double Negligible = 1e-6;

    private readonly SelfExcitingOptions _options;
    private readonly double _halfLifeDays;

    public SelfExcitingMethod(SelfExcitingOptions options, int width, double halfLifeDays, int halfLife)
        : base("sepp", string.Create(CultureInfo.InvariantCulture,
            $"{(options.Shape == TriggerShape.Gaussian ? "Gaussian" : "power-law")} triggering, background of {options.BackgroundDeviationM:F0} m, {(double.IsInfinity(halfLifeDays) ? "all events alike" : $"half-life {halfLifeDays:F0} days")}"),
            new MethodStep($"sepp {options.Shape}", width, halfLife, -1))
    {
        (_options, _halfLifeDays) = (options, halfLifeDays);
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<SurfaceKey> Surfaces => [];

    /// <inheritdoc/>
    internal override SelfExcitingOptions Model => _options;

    /// <inheritdoc/>
    internal override double[] Expected(ForecastMoment moment)
    {
        var model = moment.Model(_options);
        var expected = new double[moment.Units.Count];
        AddBackground(moment, model, expected);
        AddTriggered(moment, model, expected);
        return expected;
    }

    private void AddBackground(ForecastMoment moment, SelfExcitingModel model, double[] expected)
    {
        var events = moment.History.Events;
        // Events too old for the fit count as background as often as the fitted ones do on average.
        var unfitted = events.Length - model.BackgroundShare.Count;
        var usual = model.BackgroundShare.Count == 0 ? 1 : model.BackgroundShare.Average();
        var fading = new SurfaceKey(NoSmoothing.Instance, _halfLifeDays);
        var scale = moment.SpanDays > 0 ? moment.Days * Offspring(model, moment.Days) / fading.DaysWeighing(moment.SpanDays) : 0;
        foreach (var (deviationM, kernelShare) in model.BackgroundKernels)
        {
            var weights = new double[events.Length];
            for (var i = 0; i < weights.Length; i++)
            {
                var share = i < unfitted ? usual : model.BackgroundShare[i - unfitted];
                weights[i] = kernelShare * scale * share * fading.WeightAfter(moment.History.UntilDay - events[i].Day);
            }

            new GaussianSmoothing(deviationM, leastWeight: 1e-6 * scale).Add(moment.Units, events, weights, expected);
        }
    }

    private static void AddTriggered(ForecastMoment moment, SelfExcitingModel model, double[] expected)
    {
        var deviations = TriggerShapes.Deviations(model.Shape);
        var events = moment.History.Events;
        for (var generation = 1; generation <= Generations && model.Triggered > 0; generation++)
        {
            var children = Math.Pow(model.Triggered, generation);
            for (var i = events.Length - 1; i >= 0; i--)
            {
                var age = moment.History.UntilDay - events[i].Day;
                var weight = children * (Later(generation, age / model.DelayDays) - Later(generation, (age + moment.Days) / model.DelayDays));
                if (weight < Negligible)
                {
                    // Older events set off less still, once the generation is past its most frequent delay.
                    if (age > generation * model.DelayDays)
                    {
                        break;
                    }

                    continue;
                }

                foreach (var deviation in deviations)
                {
                    moment.Units.Spread(events[i].Place, weight / deviations.Count, deviation * model.DistanceM * Math.Sqrt(generation), expected);
                }
            }
        }
    }

    /// <summary>Events that one background event inside the window, itself included, stands for until the window's end, on average.</summary>
    private static double Offspring(SelfExcitingModel model, double days)
    {
        var left = 1 - model.Triggered;
        var rate = left * days / model.DelayDays;
        return (1 / left) - (model.Triggered / left * (1 - Math.Exp(-rate)) / rate);
    }

    /// <summary>Probability that a sum of so many delays is longer than t mean delays (Erlang).</summary>
    private static double Later(int delays, double t)
    {
        var (term, sum) = (1.0, 1.0);
        for (var k = 1; k < delays; k++)
        {
            term *= t / k;
            sum += term;
        }

        return Math.Exp(-t) * sum;
    }
}
