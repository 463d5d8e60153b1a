namespace SongshanRoad.Gis.Hotspots.Times;

/// <summary>Steps of equal length, each half-open: the time axis of a space-time cube. Immutable.</summary>
public sealed record TimeSteps
{
    /// <summary>Makes steps.</summary>
    /// <param name="start">Local time at which the first begins.</param>
    /// <param name="length">Length of each, a minute or longer.</param>
    /// <param name="count">How many, 1 or more.</param>
    /// <exception cref="ArgumentException">The length is below a minute, there is no step, or the last would end after the year 9999.</exception>
    public TimeSteps(DateTime start, TimeSpan length, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, TimeSpan.FromMinutes(1));
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if ((DateTime.MaxValue - start) / length < count)
        {
            throw new ArgumentException($"{count} steps of {length} from {start:s} would not end before the year 10000.", nameof(count));
        }

        (Start, Length, Count) = (start, length, count);
    }

    /// <summary>Local time at which the first begins.</summary>
    public DateTime Start { get; }

    /// <summary>Length of each.</summary>
    public TimeSpan Length { get; }

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>Local time at which the last ends.</summary>
    public DateTime End => Start + (Length * Count);

    /// <summary>Step of a moment; below 0 before the first, <see cref="Count"/> or above after the last.</summary>
    internal long StepOf(DateTime moment) => (long)Math.Floor((moment - Start) / Length);

    /// <summary>Time at which a step begins.</summary>
    internal DateTime StartOf(long step) => Start + (Length * step);
}
