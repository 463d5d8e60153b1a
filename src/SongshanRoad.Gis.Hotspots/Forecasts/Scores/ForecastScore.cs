using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Hotspots.Forecasts.Scores;

/// <summary>How well an area chosen in advance held the events that came. All shares are undefined, null, when none came.</summary>
/// <remarks>Hit rate and PAI: Chainey, Tompson and Uhlig, Security Journal 21 (2008) 4-28. PEI: Hunt, Do Crime Hot Spots Move? (2016).
/// RRI: Levine, Security Journal 21 (2008) 295-302.</remarks>
public sealed record ForecastScore
{
    private ForecastScore()
    {
    }

    /// <summary>Number of units in the area.</summary>
    public required int Units { get; init; }

    /// <summary>n, events in the area.</summary>
    public required int Hits { get; init; }

    /// <summary>N, all events.</summary>
    public required int Events { get; init; }

    /// <summary>a, size of the area: square metres, or metres of street.</summary>
    public required double Size { get; init; }

    /// <summary>A, size of the whole study area in the same unit.</summary>
    public required double StudySize { get; init; }

    /// <summary>n*, the most events that any choice of units of no more size holds.</summary>
    public required double MostHits { get; init; }

    /// <summary>Share of all events of the training period that happened in the area; null when there was none.</summary>
    public required double? TrainingHitRate { get; init; }

    /// <summary>a / A.</summary>
    public double SizeShare => Size / StudySize;

    /// <summary>n / N.</summary>
    public double? HitRate => Events == 0 ? null : (double)Hits / Events;

    /// <summary>Its 95 % interval by Wilson.</summary>
    public ConfidenceInterval? HitRateInterval => Events == 0 ? null : WilsonInterval.Of(Hits, Events);

    /// <summary>Predictive accuracy index, (n / N) / (a / A): how many times denser events were in the area.</summary>
    public double? Pai => HitRate / SizeShare;

    /// <summary>Its 95 % interval: Wilson's of the hit rate divided by the share of the size.</summary>
    public ConfidenceInterval? PaiInterval => HitRateInterval?.Times(1 / SizeShare);

    /// <summary>PAI of the best choice with hindsight.</summary>
    public double? MostPai => Events == 0 ? null : MostHits / Events / SizeShare;

    /// <summary>Predictive efficiency index, n / n*: share of what was possible.</summary>
    public double? Pei => MostHits == 0 ? null : Hits / MostHits;

    /// <summary>Its 95 % interval: Wilson's of the hit rate divided by the best hit rate, at most 1.</summary>
    public ConfidenceInterval? PeiInterval => MostHits == 0 ? null : HitRateInterval is { } rate
        ? new ConfidenceInterval(Math.Min(1, rate.Low * Events / MostHits), Math.Min(1, rate.High * Events / MostHits))
        : null;

    /// <summary>Recapture rate index: hit rate divided by that in the training period.</summary>
    public double? Rri => TrainingHitRate is > 0 and var before ? HitRate / before : null;

    /// <summary>Its 95 % interval: Wilson's of the hit rate divided by that in the training period.</summary>
    public ConfidenceInterval? RriInterval => TrainingHitRate is > 0 and var before ? HitRateInterval?.Times(1 / before) : null;

    /// <summary>Scores an area.</summary>
    /// <param name="area">The units in it, each once.</param>
    /// <param name="counts">Events in each unit in the test period.</param>
    /// <param name="events">N, all events of the test period; at least those in units.</param>
    /// <param name="sizes">Size of each unit, above 0.</param>
    /// <param name="studySize">Size of the whole study area, above 0.</param>
    /// <param name="training">Events in each unit in the training period, and all of it; null when it does not matter.</param>
    /// <exception cref="ArgumentException">The numbers do not belong together.</exception>
    public static ForecastScore Of(
        ReadOnlySpan<int> area, ReadOnlySpan<int> counts, int events, ReadOnlySpan<double> sizes, double studySize,
        (int[] Counts, int Events)? training = null)
    {
        if (counts.Length != sizes.Length || (training is { } given && given.Counts.Length != counts.Length))
        {
            throw new ArgumentException($"{counts.Length} counts, {sizes.Length} sizes, {training?.Counts.Length} counts of training; each unit has one of each.", nameof(counts));
        }

        if (!(studySize > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(studySize), studySize, "The study area must be larger than 0.");
        }

        var (hits, size, trained) = (0, 0.0, 0);
        var taken = new bool[counts.Length];
        foreach (var unit in area)
        {
            if (unit < 0 || unit >= counts.Length || taken[unit])
            {
                throw new ArgumentException($"Unit {unit} is none of {counts.Length}, or named twice.", nameof(area));
            }

            taken[unit] = true;
            hits += counts[unit];
            size += sizes[unit];
            trained += training?.Counts[unit] ?? 0;
        }

        if (hits > events)
        {
            throw new ArgumentException($"{hits} events in the area of {events} in all.", nameof(events));
        }

        return new ForecastScore
        {
            Units = area.Length,
            Hits = hits,
            Events = events,
            Size = size,
            StudySize = studySize,
            MostHits = MostIn(counts, sizes, area.Length, size),
            TrainingHitRate = training is { Events: > 0 } before ? (double)trained / before.Events : null,
        };
    }

    /// <summary>For units of one size those with most events; else an upper bound, units by events per size with the last one in
    /// part (the linear relaxation of the knapsack).</summary>
    private static double MostIn(ReadOnlySpan<int> counts, ReadOnlySpan<double> sizes, int units, double size)
    {
        var numbers = Enumerable.Range(0, counts.Length).ToArray();
        var perSize = new double[counts.Length];
        var (least, most) = (double.PositiveInfinity, 0.0);
        for (var unit = 0; unit < perSize.Length; unit++)
        {
            perSize[unit] = -counts[unit] / sizes[unit];
            (least, most) = (Math.Min(least, sizes[unit]), Math.Max(most, sizes[unit]));
        }

        Array.Sort(perSize, numbers);
        var (hits, left) = (0.0, least == most ? units * least : size);
        foreach (var unit in numbers)
        {
            if (left <= 0 || counts[unit] == 0)
            {
                break;
            }

            var share = Math.Min(1, left / sizes[unit]);
            // Rounding must not cut the last of equal units.
            hits += share > 1 - 1e-9 ? counts[unit] : share * counts[unit];
            left -= sizes[unit];
        }

        return hits;
    }
}
