using System.Globalization;

namespace SongshanRoad.Gis.Trackers;

/// <summary>Reads values of one report and remembers whether one of them was unreadable.</summary>
internal sealed class FieldReader
{
    /// <summary>Unix times below are in seconds, above in milliseconds: 2^31 seconds are the year 2038, as milliseconds January 1970.</summary>
    private const double FirstMilliseconds = 2147483648.0;

    public TrackerFlaw Flaw { get; private set; }

    /// <summary>A number; null when there is no text, or it is none.</summary>
    public double? Number(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
        {
            return value;
        }

        Flaw = TrackerFlaw.UnreadableValue;
        return null;
    }

    /// <summary>A number that is unknown below 0, as phones say it.</summary>
    public double? Known(string? text) => Number(text) is >= 0 and var value ? value : null;

    /// <summary>A time: Unix seconds or milliseconds, ISO 8601 with a <c>T</c>, or <c>yyyy-MM-dd HH:mm:ss</c> by a clock.</summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="clock">Zone of times without one.</param>
    public DateTimeOffset? Time(string? text, TimeZoneInfo clock)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var unix))
        {
            return Unix(unix);
        }

        if (text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        if (DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && local.Year is > 1 and < 9999)
        {
            return new DateTimeOffset(local, clock.GetUtcOffset(local));
        }

        Flaw = TrackerFlaw.UnreadableValue;
        return null;
    }

    private DateTimeOffset? Unix(double unix)
    {
        var ms = unix < FirstMilliseconds ? 1000 * unix : unix;
        // Up to the year 9999.
        if (ms is >= 0 and < 253402300800000)
        {
            return DateTimeOffset.FromUnixTimeMilliseconds((long)ms);
        }

        Flaw = TrackerFlaw.UnreadableValue;
        return null;
    }
}
