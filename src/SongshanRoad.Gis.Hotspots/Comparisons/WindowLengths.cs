namespace SongshanRoad.Gis.Hotspots.Comparisons;

/// <summary>Lengths of two windows of time that are compared. Immutable.</summary>
public sealed record WindowLengths
{
    /// <summary>Makes the pair.</summary>
    /// <param name="beforeDays">Length of the first window, days.</param>
    /// <param name="afterDays">Length of the second window, days.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is not finite and above 0.</exception>
    public WindowLengths(double beforeDays, double afterDays) => (BeforeDays, AfterDays) = (Checked(beforeDays, nameof(beforeDays)), Checked(afterDays, nameof(afterDays)));

    /// <summary>Length of the first window, days.</summary>
    public double BeforeDays { get; }

    /// <summary>Length of the second window, days.</summary>
    public double AfterDays { get; }

    private static double Checked(double days, string parameter) => double.IsFinite(days) && days > 0
        ? days
        : throw new ArgumentOutOfRangeException(parameter, days, "A window must be a finite number of days above 0 long.");
}
