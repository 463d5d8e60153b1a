using System.Globalization;

namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>Reads a declared time zone: <c>+08:00</c>, <c>-5</c>, <c>UTC</c>, or a name such as <c>Asia/Shanghai</c>.</summary>
public static class ZoneText
{
    private static readonly string[] Forms = [@"hh\:mm", @"h\:mm", "hh", "%h", "hhmm"];

    /// <summary>China Standard Time, +08:00 all year round.</summary>
    public static TimeZoneInfo China { get; } = Fixed(TimeSpan.FromHours(8), "Asia/Shanghai (UTC+08:00)");

    /// <summary>The zone, or null when the text names none.</summary>
    public static TimeZoneInfo? Find(string text)
    {
        var word = text.Trim();
        if (word.Equals("UTC", StringComparison.OrdinalIgnoreCase) || word.Equals("Z", StringComparison.OrdinalIgnoreCase))
        {
            return TimeZoneInfo.Utc;
        }

        if (word.Length > 1 && word[0] is '+' or '-')
        {
            return TimeSpan.TryParseExact(word[1..], Forms, CultureInfo.InvariantCulture, out var offset) && offset <= TimeSpan.FromHours(14)
                ? Fixed(word[0] == '-' ? -offset : offset, $"UTC{word[0]}{offset:hh\\:mm}")
                : null;
        }

        return word.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(word, out var zone) ? zone : null;
    }

    private static TimeZoneInfo Fixed(TimeSpan offset, string name) => TimeZoneInfo.CreateCustomTimeZone(name, offset, name, name);
}
