using System.Numerics;
using SongshanRoad.Gis.Hotspots.Networks;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.NearRepeat;

/// <summary>
/// Whether events near each other in space follow each other closely in time more often than chance would have it: Knox's test, for
/// one pair of limits or for a table of bands.
/// </summary>
/// <remarks>
/// Knox, Applied Statistics 13 (1964) 25-29; permutation of the times over the events after Mantel, Cancer Research 27 (1967)
/// 209-220, as in Johnson et al., J. Quantitative Criminology 23 (2007) 201-219. With N_s pairs in a space band, N_t in a time band
/// and N in all, the mean over all permutations is exactly N_s N_t / N. Pairs close in space are listed once, in blocks of limited
/// memory, and each permutation looks at those alone. Equal events in any order, and any number of cores, give the same bits.
/// </remarks>
public static class NearRepeatTest
{
    /// <summary>Most permutations.</summary>
    public const int MaxPermutations = 99_999;

    /// <summary>Most events: more than these are not shuffled in the time anyone waits.</summary>
    public const int MaxEvents = 1_000_000;

    private const int PairsPerBlock = 16_000_000;
    private const long MostSums = 50_000_000;
    private const double MaxCoordinateM = 1e12;

    /// <summary>Near repeats in the plane.</summary>
    /// <param name="places">Where the events were, metres, each at most 1e12 from 0.</param>
    /// <param name="days">When each was, in days from any origin; whole days, or with fractions.</param>
    /// <param name="distance">How distance is measured.</param>
    /// <param name="space">Bands of distance, metres.</param>
    /// <param name="time">Bands of time, days.</param>
    /// <param name="permutations">Number of permutations, 1 to 99,999; 999 or more for a p to be reported.</param>
    /// <param name="seed">Seed of the permutations.</param>
    /// <exception cref="ArgumentException">Fewer than two events or more than <see cref="MaxEvents"/>, not one time per event, a place or
    /// time out of range, or so many bands and permutations that their sums would not fit into memory.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of permutations is out of its range.</exception>
    public static NearRepeatTable Of(
        ReadOnlySpan<MetricPoint> places, ReadOnlySpan<double> days, PlanarDistance distance, NearRepeatBands space, NearRepeatBands time, int permutations, int seed)
    {
        Check(places.Length, days, space, time, permutations);
        for (var i = 0; i < places.Length; i++)
        {
            if (!(Math.Abs(places[i].EastingM) <= MaxCoordinateM && Math.Abs(places[i].NorthingM) <= MaxCoordinateM))
            {
                throw new ArgumentException($"Event {i} is at {places[i]}; metres from -1e12 to 1e12 are needed.", nameof(places));
            }
        }

        return Count(new PlanarNeighbours(places, days, distance, space), space, time, permutations, seed, PairsPerBlock);
    }

    /// <summary>Near repeats along streets, by the length of the shortest path.</summary>
    /// <param name="network">The streets.</param>
    /// <param name="places">Where on them the events were.</param>
    /// <param name="days">When each was, in days from any origin; whole days, or with fractions.</param>
    /// <param name="space">Bands of distance, metres.</param>
    /// <param name="time">Bands of time, days.</param>
    /// <param name="permutations">Number of permutations, 1 to 99,999; 999 or more for a p to be reported.</param>
    /// <param name="seed">Seed of the permutations.</param>
    /// <exception cref="ArgumentException">Fewer than two events or more than <see cref="MaxEvents"/>, not one time per event, a place that
    /// is not on the network, or a time that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of permutations is out of its range.</exception>
    public static NearRepeatTable Of(
        LinearNetwork network, ReadOnlySpan<NetworkPlace> places, ReadOnlySpan<double> days, NearRepeatBands space, NearRepeatBands time, int permutations, int seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        Check(places.Length, days, space, time, permutations);
        return Count(new NetworkNeighbours(network, places, days, space), space, time, permutations, seed, PairsPerBlock);
    }

    /// <summary>Counts pairs of prepared events.</summary>
    /// <param name="events">The events.</param>
    /// <param name="space">Bands of distance.</param>
    /// <param name="time">Bands of time.</param>
    /// <param name="permutations">Number of permutations.</param>
    /// <param name="seed">Their seed.</param>
    /// <param name="pairsPerBlock">Pairs held in memory at a time; the answer does not depend on it.</param>
    internal static NearRepeatTable Count(IEventNeighbours events, NearRepeatBands space, NearRepeatBands time, int permutations, int seed, int pairsPerBlock)
    {
        var windows = new TimeWindows(events.Days, time);
        var cells = (space.Count - 1) * windows.EdgeCount;
        // Arrangement 0 is the one observed.
        var within = new long[(long)(permutations + 1) * cells];
        var pairs = new ClosePairs(space.Count - 1);
        var neighbours = new List<(int Number, int Band)>();
        for (var number = 0; number < events.Days.Length; number++)
        {
            neighbours.Clear();
            events.AddLater(number, neighbours);
            pairs.Add(neighbours);
            if (pairs.Count >= pairsPerBlock || number == events.Days.Length - 1)
            {
                AddAllArrangements(pairs, windows, within, cells, seed);
                pairs.StartNextRun();
            }
        }

        return new NearRepeatTally(events.Days.Length, space, time, windows, pairs.PairsByBand).Table(within, permutations, seed);
    }

    private static void AddAllArrangements(ClosePairs pairs, TimeWindows windows, long[] within, int cells, int seed)
    {
        if (pairs.Count == 0 || cells == 0)
        {
            return;
        }

        var arrangements = within.Length / cells;
        ParallelChunks.RunWithOwn((arrangements + TimeLanes.Count - 1) / TimeLanes.Count, () => new TimeLanes(windows, seed), (batch, lanes) =>
        {
            var from = batch * TimeLanes.Count;
            var sums = new Vector<int>[cells];
            lanes.Fill(from);
            lanes.AddTo(pairs, sums);
            for (var lane = 0; lane < TimeLanes.Count && from + lane < arrangements; lane++)
            {
                for (var cell = 0; cell < cells; cell++)
                {
                    within[((from + lane) * cells) + cell] += sums[cell][lane];
                }
            }
        });
    }

    private static void Check(int events, ReadOnlySpan<double> days, NearRepeatBands space, NearRepeatBands time, int permutations)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(time);
        if (events > MaxEvents)
        {
            throw new ArgumentException($"{events:N0} events are more than the {MaxEvents:N0} allowed; take a shorter period or a smaller area.", nameof(events));
        }

        if (permutations is < 1 or > MaxPermutations)
        {
            throw new ArgumentOutOfRangeException(nameof(permutations), permutations, $"The number of permutations must be 1 to {MaxPermutations:N0}.");
        }

        if ((long)permutations * space.Count * time.Count > MostSums)
        {
            throw new ArgumentException(
                $"{permutations} permutations of {space.Count} x {time.Count} bands are more sums than the {MostSums:N0} allowed; ask for fewer.", nameof(permutations));
        }

        if (events < 2)
        {
            throw new ArgumentException($"{events} events with place and time make no pair; at least 2 are needed.", nameof(events));
        }

        if (days.Length != events)
        {
            throw new ArgumentException($"{days.Length} times for {events} events; each event needs one.", nameof(days));
        }

        for (var i = 0; i < days.Length; i++)
        {
            if (!double.IsFinite(days[i]))
            {
                throw new ArgumentException($"The time of event {i} is {days[i]}; a finite number of days is needed.", nameof(days));
            }
        }
    }
}
