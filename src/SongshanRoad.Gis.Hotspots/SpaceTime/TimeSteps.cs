namespace SongshanRoad.Gis.Hotspots.SpaceTime;

/// <summary>Equal steps of local time, one after the other; each begins at its first instant and ends before the next.</summary>
public sealed record TimeSteps
{
    /// <summary>Most steps.</summary>
    public const int MostSteps = 100_000;

    /// <summary>Makes steps.</summary>
    /// <param name="start">Local time at which the first begins.</param>
    /// <param name="length">How long each is, a minute or longer.</param>
    /// <param name="count">How many, 1 to 100,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length or number out of its range, or an end beyond the calendar.</exception>
    public TimeSteps(DateTime start, TimeSpan length, int count)
    {
        Check(length);
        if (count is < 1 or > MostSteps || (DateTime.MaxValue - start).Ticks / length.Ticks < count)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"The number of time steps must be 1 to {MostSteps:N0} and end within the calendar.");
        }

        (Start, Length, Count) = (start, length, count);
    }

    /// <summary>Where the first step begins.</summary>
    public DateTime Start { get; }

    /// <summary>How long each step is.</summary>
    public TimeSpan Length { get; }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Where the last step ends.</summary>
    public DateTime End => StartOf(Count);

    /// <summary>As many whole steps as fit between two instants, the last one ending at the later: the newest step is then as long as all
    /// others, and what is too short for a step is left out at the beginning.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No step fits, or too many do.</exception>
    public static TimeSteps EndingAt(DateTime from, DateTime until, TimeSpan length)
    {
        Check(length);
        var count = Math.Max(0, (until - from).Ticks) / length.Ticks;
        return new TimeSteps(until - TimeSpan.FromTicks(length.Ticks * Math.Min(count, MostSteps + 1)), length, (int)Math.Min(count, MostSteps + 1));
    }

    /// <summary>Where a step begins.</summary>
    public DateTime StartOf(int step) => Start + TimeSpan.FromTicks(Length.Ticks * step);

    /// <summary>The step an instant lies in; below 0 or at least <see cref="Count"/> when in none.</summary>
    public long StepOf(DateTime instant) => Math.DivRem((instant - Start).Ticks, Length.Ticks) is var (whole, rest) && rest < 0 ? whole - 1 : whole;

    private static void Check(TimeSpan length)
    {
        if (length < TimeSpan.FromMinutes(1))
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "A time step must be a minute or longer.");
        }
    }
}
