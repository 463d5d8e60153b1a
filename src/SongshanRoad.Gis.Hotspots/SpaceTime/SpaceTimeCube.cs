using SongshanRoad.Gis.Hotspots.Times;

namespace SongshanRoad.Gis.Hotspots.SpaceTime;

/// <summary>
/// Counts by unit (cell or street segment) and time step; what has no event counts 0. An event of which only an interval is known is shared
/// out over the steps by how many of its minutes each covers (aoristic, as <see cref="IncidentTime"/> says), so that counts may be
/// fractions. Immutable.
/// </summary>
public sealed class SpaceTimeCube
{
    /// <summary>Most bins a cube may have.</summary>
    public const int MostBins = 100_000_000;

    private readonly double[] _values;

    private SpaceTimeCube(int unitCount, TimeSteps steps, double[] values) => (UnitCount, Steps, _values) = (unitCount, steps, values);

    /// <summary>Number of units.</summary>
    public int UnitCount { get; }

    /// <summary>The time steps.</summary>
    public TimeSteps Steps { get; }

    /// <summary>Events before the first step or after the last.</summary>
    public int Outside { get; private init; }

    /// <summary>Events of which a part lies before the first step or after the last; that part is not counted.</summary>
    public int PartlyOutside { get; private init; }

    /// <summary>All bins: step by step, in each the units in order.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Counts events. Their order makes no difference to any bit.</summary>
    /// <param name="unitCount">Number of units.</param>
    /// <param name="steps">The time steps.</param>
    /// <param name="events">The events.</param>
    /// <exception cref="ArgumentException">An event has a unit that does not exist, or there are too many bins.</exception>
    public static SpaceTimeCube Count(int unitCount, TimeSteps steps, ReadOnlySpan<CubeEvent> events)
    {
        var sorted = events.ToArray();
        for (var i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].Unit < 0 || sorted[i].Unit >= unitCount)
            {
                throw new ArgumentException($"Event {i} has the unit {sorted[i].Unit}; units are numbered 0 to {unitCount - 1}.", nameof(events));
            }
        }

        // Fractions are added in one order, whatever that of the events.
        Array.Sort(sorted, static (a, b) => a.Unit != b.Unit ? a.Unit.CompareTo(b.Unit) : IncidentTime.Compare(a.Time, b.Time));
        var values = EmptyBins(unitCount, steps);
        var (outside, partly) = (0, 0);
        foreach (var entry in sorted)
        {
            var first = steps.StepOf(entry.Time.SpreadFrom);
            // The end itself is no longer part of an interval.
            var last = entry.Time.SpreadMinutes == 0 ? first : steps.StepOf(entry.Time.SpreadUntil.AddTicks(-1));
            if (last < 0 || first >= steps.Count)
            {
                outside++;
                continue;
            }

            partly += first < 0 || last >= steps.Count ? 1 : 0;
            for (var step = Math.Max(0, first); step <= Math.Min(last, steps.Count - 1); step++)
            {
                values[(step * unitCount) + entry.Unit] += ShareOf(entry.Time, steps, (int)step);
            }
        }

        return new SpaceTimeCube(unitCount, steps, values) { Outside = outside, PartlyOutside = partly };
    }

    /// <summary>Takes counts as they are.</summary>
    /// <param name="unitCount">Number of units.</param>
    /// <param name="steps">The time steps.</param>
    /// <param name="values">One finite value per bin: step by step, in each the units in order.</param>
    /// <exception cref="ArgumentException">Not one value per bin, or too many bins.</exception>
    public static SpaceTimeCube Of(int unitCount, TimeSteps steps, ReadOnlySpan<double> values)
    {
        var own = EmptyBins(unitCount, steps);
        if (values.Length != own.Length)
        {
            throw new ArgumentException($"{values.Length} values for {unitCount} units x {steps.Count} steps; each bin needs one.", nameof(values));
        }

        values.CopyTo(own);
        return new SpaceTimeCube(unitCount, steps, own);
    }

    /// <summary>The units of one step.</summary>
    public ReadOnlySpan<double> ValuesAt(int step) => _values.AsSpan(step * UnitCount, UnitCount);

    private static double[] EmptyBins(int unitCount, TimeSteps steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentOutOfRangeException.ThrowIfNegative(unitCount);
        return (long)unitCount * steps.Count <= MostBins
            ? new double[unitCount * steps.Count]
            : throw new ArgumentException(
                $"{unitCount:N0} units x {steps.Count:N0} steps are more than {MostBins:N0} bins; take larger units or longer steps.", nameof(steps));
    }

    private static double ShareOf(IncidentTime time, TimeSteps steps, int step)
    {
        if (time.SpreadMinutes == 0)
        {
            return 1;
        }

        var (from, until) = (time.SpreadFrom, time.SpreadUntil);
        var (start, end) = (steps.StartOf(step), steps.StartOf(step + 1));
        var overlap = (end < until ? end : until) - (start > from ? start : from);
        return overlap.Ticks / (double)(time.SpreadMinutes * TimeSpan.TicksPerMinute);
    }
}
