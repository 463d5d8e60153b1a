using System.Globalization;

namespace SongshanRoad.Gis.Hotspots.Forecasts;

/// <summary>A method chosen on the training period alone, with what it was chosen by.</summary>
/// <param name="Method">The method.</param>
/// <param name="Reason">Why, in one English sentence with the figures.</param>
/// <param name="Windows">Number of windows compared; 0 when the training period was too short to choose.</param>
/// <param name="Events">Events in the windows, one that lies in several counted in each.</param>
/// <param name="Tried">Every method tried with its hits, in the order tried.</param>
public sealed record MethodChoice(ForecastMethod Method, string Reason, int Windows, int Events, IReadOnlyList<TriedMethod> Tried)
{
    /// <summary>Fewest windows from which a method is chosen.</summary>
    public const int LeastWindows = 4;

    /// <summary>Fewest events in the windows from which a method is chosen.</summary>
    public const int LeastEvents = 50;

    /// <summary>Half, all and twice the size asked: single events decide less so.</summary>
    private static readonly double[] SizeShares = [0.5, 1, 2];

    /// <summary>Chooses by how many events of rolling windows inside the training period each method would have caught. A method is
    /// preferred to the plain count map, where that is the first of the list, when it and its neighbours in the table of parameters
    /// caught more, and it itself by more than one standard error of the difference; in a list without it the best is taken.</summary>
    /// <param name="history">The training period.</param>
    /// <param name="question">What will be asked.</param>
    /// <param name="methods">The methods: the plain count map first, or all of another kind.</param>
    /// <exception cref="ArgumentException">There is no method.</exception>
    public static MethodChoice Choose(EventHistory history, ForecastQuestion question, IReadOnlyList<ForecastMethod> methods)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(methods);
        if (methods.Count == 0)
        {
            throw new ArgumentException("There is no method to choose from.", nameof(methods));
        }

        if (methods.Count == 1)
        {
            return new MethodChoice(methods[0], $"{methods[0]} was asked for", 0, 0, []);
        }

        var begins = RollingWindows.Of(history, question.Days);
        var events = begins.Sum(begin => history.Between(begin, begin + question.Days).Length);
        if (begins.Count < LeastWindows || events < LeastEvents)
        {
            return new MethodChoice(methods[0], string.Create(CultureInfo.InvariantCulture,
                $"{begins.Count} windows with {events} events inside the training period are too few to choose by, {LeastWindows} with {LeastEvents} are needed"), 0, events, []);
        }

        var caught = Caught(history, question, methods, begins);
        return Decide(question, methods, caught, begins.Count, events);
    }

    /// <summary>Hits by method, window and size.</summary>
    private static int[][][] Caught(EventHistory history, ForecastQuestion question, IReadOnlyList<ForecastMethod> methods, IReadOnlyList<double> begins)
    {
        var caught = new int[methods.Count][][];
        for (var method = 0; method < methods.Count; method++)
        {
            caught[method] = new int[begins.Count][];
        }

        var work = new ForecastWork(history, question.Units, methods);
        foreach (var (window, begin) in begins.Index())
        {
            var moment = work.MomentAt(begin, question.Days);
            var counts = question.Units.CountsOf(history.Between(begin, begin + question.Days));
            Parallel.For(0, methods.Count, method =>
            {
                var ranking = question.Ranking(methods[method].Expected(moment), SizeShares[^1]);
                caught[method][window] = Array.ConvertAll(SizeShares, share =>
                {
                    var hits = 0;
                    foreach (var unit in question.Leading(ranking, share))
                    {
                        hits += counts[unit];
                    }

                    return hits;
                });
            });
        }

        return caught;
    }

    private static MethodChoice Decide(
        ForecastQuestion question, IReadOnlyList<ForecastMethod> methods, int[][][] caught, int windows, int events)
    {
        double Value(int method, int window) => caught[method][window].Index().Sum(size => size.Item / Math.Sqrt(SizeShares[size.Index]));
        var own = Enumerable.Range(0, methods.Count).Select(method => Enumerable.Range(0, windows).Sum(window => Value(method, window))).ToArray();
        var smoothed = own.Select((value, method) => 0.5 * (value
            + Enumerable.Range(0, methods.Count).Where(other => methods[method].Step.IsNextTo(methods[other].Step)).Average(other => own[other]))).ToArray();
        var best = Array.IndexOf(smoothed, smoothed.Max());

        int Hits(int method) => caught[method].Sum(sizes => sizes[1]);
        var period = string.Create(CultureInfo.InvariantCulture,
            $"in {windows} windows of {question.Days:0.##} days inside the training period it caught {Hits(best)} of {events} events at the size asked");
        IReadOnlyList<TriedMethod> tried = [.. methods.Select((method, number) => new TriedMethod(method, Hits(number), smoothed[number] / windows))];
        if (methods[0] != MethodTable.PlainCount)
        {
            return new MethodChoice(methods[best], $"{methods[best]}: first of the {methods.Count} asked for; {period}", windows, events, tried);
        }

        var differences = Enumerable.Range(0, windows).Select(window => Value(best, window) - Value(0, window)).ToArray();
        var mean = differences.Average();
        // Windows that overlap tell the same thing more than once.
        var independent = Math.Max(1, windows / Math.Max(1, question.Days / RollingWindows.StepDays));
        var error = Math.Sqrt(differences.Sum(difference => (difference - mean) * (difference - mean)) / (windows - 1) / independent);
        var chosen = mean > error ? best : 0;
        var figures = string.Create(CultureInfo.InvariantCulture,
            $"{period}, the plain count map {Hits(0)}; over half, all and twice that size the difference is {(error > 0 ? mean / error : 0):F1} standard errors");
        var reason = best == 0 ? $"nothing tried did better than the plain count map: {figures}"
            : chosen == best ? $"{methods[best]}: {figures}"
            : $"the plain count map, as no other is surely better: {methods[best]} came first, {figures}";
        return new MethodChoice(methods[chosen], reason, windows, events, tried);
    }
}

/// <summary>What one method caught.</summary>
/// <param name="Method">The method.</param>
/// <param name="Hits">Events of all windows in the units it chose.</param>
/// <param name="Value">What the choice goes by: hits a window at half, all and twice the size, each divided by the root of the size,
/// averaged with those of the neighbours.</param>
public sealed record TriedMethod(ForecastMethod Method, int Hits, double Value);
