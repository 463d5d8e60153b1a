using System.Globalization;

namespace SongshanRoad.Gis.Patrols.DutyNights;

/// <summary>A duty night (勤务夜), named by the local date on which it began: the early hours of the 25th belong to the 24th.</summary>
/// <param name="Date">The date on which the night began.</param>
public readonly record struct DutyNight(DateOnly Date) : IComparable<DutyNight>
{
    /// <summary>Reads <c>yyyy-MM-dd</c>.</summary>
    /// <returns>Whether the text is such a date.</returns>
    public static bool TryParse(string? text, out DutyNight night)
    {
        var valid = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        night = new DutyNight(date);
        return valid;
    }

    /// <summary>The night a number of days later.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such date.</exception>
    public DutyNight Plus(int days) => new(Date.AddDays(days));

    /// <inheritdoc/>
    public int CompareTo(DutyNight other) => Date.CompareTo(other.Date);

    /// <summary>Whether one night is before another.</summary>
    public static bool operator <(DutyNight left, DutyNight right) => left.Date < right.Date;

    /// <summary>Whether one night is after another.</summary>
    public static bool operator >(DutyNight left, DutyNight right) => left.Date > right.Date;

    /// <summary>Whether one night is before another or the same.</summary>
    public static bool operator <=(DutyNight left, DutyNight right) => left.Date <= right.Date;

    /// <summary>Whether one night is after another or the same.</summary>
    public static bool operator >=(DutyNight left, DutyNight right) => left.Date >= right.Date;

    /// <summary>The night as <c>yyyy-MM-dd</c>.</summary>
    public override string ToString() => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
