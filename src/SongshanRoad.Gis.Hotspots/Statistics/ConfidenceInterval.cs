namespace SongshanRoad.Gis.Hotspots.Statistics;

/// <summary>An interval that holds the true value in a stated share of samples.</summary>
/// <param name="Low">Lower end; may be minus infinity.</param>
/// <param name="High">Upper end; may be infinity.</param>
public readonly record struct ConfidenceInterval(double Low, double High)
{
    /// <summary>The usual share, 95 %.</summary>
    public const double UsualLevel = 0.95;

    /// <summary>Whether a value lies inside, ends included.</summary>
    public bool Holds(double value) => value >= Low && value <= High;

    /// <summary>The interval of a multiple.</summary>
    /// <param name="factor">By what the value is multiplied, above 0.</param>
    public ConfidenceInterval Times(double factor) => new(Low * factor, High * factor);

    /// <summary>Whether two intervals share a value; then no difference may be claimed.</summary>
    public bool Overlaps(ConfidenceInterval other) => Low <= other.High && other.Low <= High;

    /// <summary>What a level leaves outside, 1 - level.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    internal static double OutsideOf(double level) => level is > 0 and < 1
        ? 1 - level
        : throw new ArgumentOutOfRangeException(nameof(level), level, "The level of an interval must be above 0 and below 1; 0.95 is usual.");
}
