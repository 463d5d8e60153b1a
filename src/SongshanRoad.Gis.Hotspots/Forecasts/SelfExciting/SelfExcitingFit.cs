using System.Globalization;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Forecasts.SelfExciting;

/// <summary>
/// Fits a <see cref="SelfExcitingModel"/> by expectation maximisation: each round first gives every event its probability of being
/// background and of having been set off by each earlier one (stochastic declustering), then the parameters that make these likeliest.
/// </summary>
/// <remarks>Zhuang, Ogata and Vere-Jones, J. American Statistical Association 97 (2002) 369-380; Veen and Schoenberg, ibid. 103 (2008)
/// 614-624. The background is a <see cref="BackgroundMixture"/>. What is set off beyond the study area or after the end of the data is not
/// seen; the number, delay and distance expected of it make up for that.</remarks>
internal sealed class SelfExcitingFit
{
    private const int Chunk = 1024;

    private readonly ForecastEvent[] _events;
    private readonly BackgroundMixture _mixture;
    private readonly EventPairs _pairs;
    private readonly StudyShape _shape;
    private readonly bool[] _isNearRim;
    private readonly SelfExcitingOptions _options;
    private readonly double _untilDay;
    private readonly double _spanDays;
    private readonly double[] _background;

    private SelfExcitingFit(ForecastEvent[] events, EventPairs pairs, double untilDay, StudyShape shape, SelfExcitingOptions options)
    {
        (_events, _pairs, _untilDay, _shape, _options) = (events, pairs, untilDay, shape, options);
        var widest = options.DistanceM.Most * TriggerShapes.Deviations(options.Shape).Max();
        _isNearRim = Array.ConvertAll(events, entry => shape.ShareOf(entry.Place, widest) < 1 - 1e-9);
        _mixture = new BackgroundMixture(Array.ConvertAll(events, entry => entry.Place), shape, options);
        _spanDays = Math.Max(untilDay - events[0].Day, double.Epsilon);
        _background = new double[events.Length];
        Array.Fill(_background, 0.5);
    }

    /// <summary>Fits a model.</summary>
    /// <param name="history">Events before the instant from which will be forecast.</param>
    /// <param name="shape">Where they are recorded.</param>
    /// <param name="options">Bounds and limits.</param>
    /// <param name="start">A model to start from, or null.</param>
    public static SelfExcitingModel Of(EventHistory history, StudyShape shape, SelfExcitingOptions options, SelfExcitingModel? start = null)
    {
        options.Check();
        if (history.Count < options.LeastEvents)
        {
            return AllBackground(history, options, string.Create(CultureInfo.InvariantCulture,
                $"{history.Count} events are too few to tell repeats from background, {options.LeastEvents} are needed: all count as background"));
        }

        for (var count = Math.Min(history.Count, options.MostEvents); count >= options.LeastEvents; count /= 2)
        {
            var events = history.Events[^count..].ToArray();
            if (EventPairs.Find(events, options.ReachM, options.ReachDays, options.MostPairs) is { } pairs)
            {
                var remarks = count == history.Count ? new List<string>() : [string.Create(CultureInfo.InvariantCulture, $"fitted on the newest {count} of {history.Count} events")];
                return new SelfExcitingFit(events, pairs, history.UntilDay, shape, options).Run(start, remarks);
            }
        }

        return AllBackground(history, options, "events lie so close that pairs cannot be told apart: all count as background");
    }

    private static SelfExcitingModel AllBackground(EventHistory history, SelfExcitingOptions options, string remark) => new()
    {
        BackgroundPerDay = history.Count == 0 ? 0 : history.Count / Math.Max(history.UntilDay - history.FirstDay, 1),
        Triggered = 0,
        DelayDays = options.DelayDays.Least,
        DistanceM = options.DistanceM.Least,
        Shape = options.Shape,
        BackgroundKernels = [new BackgroundKernel(options.DistanceM.Least, 0.5), new BackgroundKernel(options.BackgroundDeviationM, 0.5)],
        FromDay = history.FirstDay,
        BackgroundShare = [.. Enumerable.Repeat(1.0, history.Count)],
        LogLikelihood = double.NaN,
        Rounds = 0,
        Converged = true,
        Remarks = [remark],
    };

    private SelfExcitingModel Run(SelfExcitingModel? start, List<string> remarks)
    {
        var now = start is { Triggered: > 0 }
            ? Resume(start)
            : new Parameters(0.3, 1 / Math.Sqrt(_options.DelayDays.Least * _options.DelayDays.Most), Math.Sqrt(_options.DistanceM.Least * _options.DistanceM.Most));
        var (round, converged) = (0, false);
        while (!converged && round < _options.MostRounds)
        {
            var next = Round(now, out _);
            converged = next.DiffersFrom(now) <= _options.Tolerance;
            now = next;
            round++;
        }

        Round(now, out var logLikelihood);
        if (!converged)
        {
            remarks.Add(string.Create(CultureInfo.InvariantCulture, $"not at rest after {round} rounds"));
        }

        remarks.AddRange(BoundsReached(now));
        return new SelfExcitingModel
        {
            BackgroundPerDay = _background.Sum() / _spanDays,
            Triggered = now.Triggered,
            DelayDays = 1 / now.PerDay,
            DistanceM = now.DistanceM,
            Shape = _options.Shape,
            BackgroundKernels = _mixture.Kernels,
            FromDay = _events[0].Day,
            BackgroundShare = [.. _background],
            LogLikelihood = logLikelihood,
            Rounds = round,
            Converged = converged,
            Remarks = remarks,
        };
    }

    /// <summary>Goes on from a model of an earlier instant: what it knew of the events that both have is nearly right.</summary>
    private Parameters Resume(SelfExcitingModel start)
    {
        if (start.FromDay == _events[0].Day && start.BackgroundShare.Count <= _background.Length)
        {
            start.BackgroundShare.ToArray().CopyTo(_background, 0);
            Array.Fill(_background, start.BackgroundShare.Average(), start.BackgroundShare.Count, _background.Length - start.BackgroundShare.Count);
            _mixture.Resume(start.BackgroundKernels);
        }

        return new Parameters(start.Triggered, 1 / start.DelayDays, start.DistanceM);
    }

    /// <summary>One round: declusters with the parameters, and finds the next.</summary>
    private Parameters Round(Parameters now, out double logLikelihood)
    {
        var density = _mixture.At(_background);
        var mu = Array.ConvertAll(density, value => value / _spanDays);
        var sums = new Sums[(_events.Length + Chunk - 1) / Chunk];
        ParallelChunks.Run(_events.Length, Chunk, (from, to) => sums[from / Chunk] = Decluster(now, mu, from, to));
        var all = sums.Aggregate(default(Sums), (total, part) => total.Plus(part));
        _mixture.Reshare(_background, density);

        var (seen, late, beyond, beyondSquared) = (0.0, 0.0, 0.0, 0.0);
        foreach (var (number, entry) in _events.Index())
        {
            var left = _untilDay - entry.Day;
            var survives = Math.Exp(-now.PerDay * left);
            var (inside, squaredOutside) = _isNearRim[number] ? Inside(entry.Place, now.DistanceM) : (1, 0);
            seen += inside * (1 - survives);
            late += inside * left * survives;
            beyond += (1 - inside) * (1 - survives);
            beyondSquared += squaredOutside * (1 - survives);
        }

        logLikelihood = all.LogLambda - _background.Sum() - (now.Triggered * seen);
        if (!(all.Triggered > 0))
        {
            return now with { Triggered = 0 };
        }

        return new Parameters(
            Math.Min(all.Triggered / seen, _options.MostTriggered),
            Math.Clamp(all.Triggered / (all.Lag + (now.Triggered * late)), 1 / _options.DelayDays.Most, 1 / _options.DelayDays.Least),
            Math.Clamp(DistanceM(now, all, now.Triggered * beyond, now.Triggered * beyondSquared), _options.DistanceM.Least, _options.DistanceM.Most));
    }

    private Sums Decluster(Parameters now, double[] mu, int from, int to)
    {
        var sums = default(Sums);
        var weights = new double[16];
        for (var i = from; i < to; i++)
        {
            var (first, last) = _pairs.Of(i);
            if (weights.Length < last - first)
            {
                weights = new double[2 * (last - first)];
            }

            var lambda = mu[i];
            for (var pair = first; pair < last; pair++)
            {
                var weight = now.Triggered * now.PerDay * Math.Exp(-now.PerDay * _pairs.LagDays[pair])
                    * TriggerShapes.PerM2(_options.Shape, _pairs.SquaredM2[pair], now.DistanceM);
                weights[pair - first] = weight;
                lambda += weight;
            }

            _background[i] = mu[i] / lambda;
            sums = sums with { LogLambda = sums.LogLambda + Math.Log(lambda) };
            for (var pair = first; pair < last; pair++)
            {
                var share = weights[pair - first] / lambda;
                var relative = _pairs.SquaredM2[pair] / (now.DistanceM * now.DistanceM);
                sums = sums with
                {
                    Triggered = sums.Triggered + share,
                    Lag = sums.Lag + (share * _pairs.LagDays[pair]),
                    Squared = sums.Squared + (share * _pairs.SquaredM2[pair]),
                    Bent = sums.Bent + (share * _pairs.SquaredM2[pair] / (1 + relative)),
                };
            }
        }

        return sums;
    }

    /// <summary>The likeliest distance: half the mean square for a Gaussian, those beyond the study area included. For the power law
    /// d² = mean of 2 r² / (1 + r²/d²), which each round brings closer (it is itself a step of expectation maximisation over the mixed
    /// Gaussians); those beyond have no mean square and are left out of it.</summary>
    private double DistanceM(Parameters now, Sums all, double beyond, double beyondSquared) => _options.Shape == TriggerShape.Gaussian
        ? Math.Sqrt((all.Squared + beyondSquared) / (2 * (all.Triggered + beyond)))
        : Math.Sqrt(2 * all.Bent / all.Triggered);

    /// <summary>Share of what an event sets off that lies in the study area, and the integral of g r² outside, square metres. With M
    /// the share for a Gaussian of deviation d, that integral inside is d³ dM/dd + 2 d² M.</summary>
    private (double Inside, double SquaredOutsideM2) Inside(MetricPoint place, double distanceM)
    {
        const double Step = 1.01;
        if (_options.Shape != TriggerShape.Gaussian)
        {
            return (TriggerShapes.Deviations(_options.Shape).Average(deviation => _shape.ShareOf(place, deviation * distanceM)), 0);
        }

        var inside = _shape.ShareOf(place, distanceM);
        var slope = (_shape.ShareOf(place, distanceM * Step) - _shape.ShareOf(place, distanceM / Step)) / (distanceM * (Step - (1 / Step)));
        return (inside, Math.Max(0, (2 * distanceM * distanceM * (1 - inside)) - (distanceM * distanceM * distanceM * slope)));
    }

    private IEnumerable<string> BoundsReached(Parameters now)
    {
        string Say(string what, double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{what} is held at its bound of {value:G4}{unit}");
        if (now.Triggered >= _options.MostTriggered)
        {
            yield return Say("the number set off by one event", _options.MostTriggered, "");
        }

        if (now.Triggered > 0 && (now.DistanceM <= _options.DistanceM.Least || now.DistanceM >= _options.DistanceM.Most))
        {
            yield return Say("the distance", now.DistanceM, " m");
        }

        if (now.Triggered > 0 && (1 / now.PerDay <= _options.DelayDays.Least * (1 + 1e-12) || 1 / now.PerDay >= _options.DelayDays.Most * (1 - 1e-12)))
        {
            yield return Say("the delay", 1 / now.PerDay, " days");
        }
    }

    private readonly record struct Parameters(double Triggered, double PerDay, double DistanceM)
    {
        public double DiffersFrom(Parameters other) => Math.Max(
            Math.Abs(Triggered - other.Triggered) / Math.Max(other.Triggered, 0.01),
            Math.Max(Math.Abs(PerDay - other.PerDay) / other.PerDay, Math.Abs(DistanceM - other.DistanceM) / other.DistanceM));
    }

    private readonly record struct Sums(double LogLambda, double Triggered, double Lag, double Squared, double Bent)
    {
        public Sums Plus(Sums other) => new(
            LogLambda + other.LogLambda, Triggered + other.Triggered, Lag + other.Lag, Squared + other.Squared, Bent + other.Bent);
    }
}
