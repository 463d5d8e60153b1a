namespace SongshanRoad.Gis.Hotspots.Forecasts;

/// <summary>What is asked of a forecast: the units that will hold most events, of so much size, in a window of days.</summary>
public sealed record ForecastQuestion
{
    /// <summary>Makes a question.</summary>
    /// <param name="units">The units, at least one.</param>
    /// <param name="days">Length of the window, days, above 0.</param>
    /// <param name="size">Size that the units chosen may have together: square metres, or metres of street; room for one unit at least.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public ForecastQuestion(ForecastUnits units, double days, double size)
    {
        ArgumentNullException.ThrowIfNull(units);
        if (units.Count == 0)
        {
            throw new ArgumentException("There is no unit to choose from.", nameof(units));
        }

        if (!double.IsFinite(days) || days <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(days), days, "The window must be longer than 0 days.");
        }

        if (!double.IsFinite(size) || size < units.SmallestSize * (1 - 1e-9))
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, $"The size must have room for one unit, {units.SmallestSize:F0}.");
        }

        (Units, Days, Size) = (units, days, size);
    }

    /// <summary>The units.</summary>
    public ForecastUnits Units { get; }

    /// <summary>Length of the window, days.</summary>
    public double Days { get; }

    /// <summary>Size that the units chosen may have together.</summary>
    public double Size { get; }

    /// <summary>The leading units by what is expected, more than enough for a multiple of <see cref="Size"/>.</summary>
    internal int[] Ranking(ReadOnlySpan<double> expected, double times = 1) =>
        Scores.RankedUnits.Top(expected, (int)Math.Min(Units.Count, Math.Ceiling(Size * times / Units.SmallestSize * (1 + 1e-9)) + 1));

    /// <summary>The first units of a ranking whose sizes add up to at most a multiple of <see cref="Size"/>; one at least.</summary>
    internal ReadOnlySpan<int> Leading(ReadOnlySpan<int> ranking, double times = 1) =>
        ranking[..Math.Max(1, Units.LeadingWithin(ranking, Size * times))];
}
