using System.Globalization;

namespace SongshanRoad.Gis.Formats.Csv;

/// <summary>Times as offices write them: ISO 8601, <c>yyyy-MM-dd HH:mm[:ss]</c>, <c>yyyy/M/d H:mm</c>, <c>yyyy年M月d日 H时m分</c>,
/// 14 digits, Excel serial days (1900 system).</summary>
/// <param name="Local">The clock time as written.</param>
/// <param name="Offset">The zone as written; null when none is.</param>
/// <param name="HasClock">Whether a time of day is written; else <paramref name="Local"/> is midnight.</param>
internal readonly record struct TimeText(DateTime Local, TimeSpan? Offset, bool HasClock)
{
    private const double FirstSerial = 20_000;
    private const double LastSerial = 80_000;

    /// <summary>The instant, taking the given zone when none is written; a clock time that the zone has twice is the later one.</summary>
    public DateTimeOffset ToUtc(TimeZoneInfo zone) => new(DateTime.SpecifyKind(Local - (Offset ?? zone.GetUtcOffset(Local)), DateTimeKind.Utc));

    /// <summary>Reads a date with or without time of day.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeText time)
    {
        time = default;
        var rest = text.Trim();
        if (!TryNumber(ref rest, 14, out var first, out var digits))
        {
            return false;
        }

        if (digits is 8 or 14 && rest.IsEmpty)
        {
            return TryCompact(first, digits == 14, out time);
        }

        if (digits == 5 && (rest.IsEmpty || rest[0] == '.'))
        {
            return TrySerial(text, out time);
        }

        if (digits != 4 || !TrySeparator(ref rest, "-/.年") || !TryNumber(ref rest, 2, out var month, out _)
            || !TrySeparator(ref rest, "-/.月") || !TryNumber(ref rest, 2, out var day, out _))
        {
            return false;
        }

        if (!rest.IsEmpty && rest[0] == '日')
        {
            rest = rest[1..];
        }

        if (!IsDate(first, month, day))
        {
            return false;
        }

        var date = new DateTime((int)first, (int)month, (int)day, 0, 0, 0, DateTimeKind.Unspecified);
        if (rest.IsEmpty)
        {
            time = new TimeText(date, null, false);
            return true;
        }

        rest = rest[0] is 'T' or 't' ? rest[1..] : rest.TrimStart();
        if (!TryClock(ref rest, out var clock) || !TryOffset(rest, out var offset))
        {
            return false;
        }

        time = new TimeText(date + clock, offset, true);
        return true;
    }

    /// <summary>Reads a time of day: <c>H:mm[:ss]</c>, <c>H时m分</c> or Excel's fraction of a day.</summary>
    public static bool TryParseClock(ReadOnlySpan<char> text, out TimeSpan clock)
    {
        var rest = text.Trim();
        if (TryClock(ref rest, out clock) && rest.IsEmpty)
        {
            return true;
        }

        var isFraction = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days) && days is >= 0 and < 1;
        clock = isFraction ? TimeSpan.FromSeconds(Math.Round(days * 86_400)) : default;
        return isFraction;
    }

    private static bool TryCompact(long digits, bool withClock, out TimeText time)
    {
        time = default;
        var day = withClock ? digits / 1_000_000 : digits;
        var clock = withClock ? digits % 1_000_000 : 0;
        if (!IsDate(day / 10_000, day / 100 % 100, day % 100) || clock / 10_000 > 23 || clock / 100 % 100 > 59 || clock % 100 > 59)
        {
            return false;
        }

        time = new TimeText(
            new DateTime((int)(day / 10_000), (int)(day / 100 % 100), (int)(day % 100), (int)(clock / 10_000), (int)(clock / 100 % 100), (int)(clock % 100), DateTimeKind.Unspecified),
            null, withClock);
        return true;
    }

    private static bool TrySerial(ReadOnlySpan<char> text, out TimeText time)
    {
        time = default;
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days) || days is < FirstSerial or > LastSerial)
        {
            return false;
        }

        // Excel keeps days in binary fractions: a whole second comes back as 59.9999.
        var seconds = Math.Round((days - Math.Floor(days)) * 86_400);
        time = new TimeText(DateTime.FromOADate(Math.Floor(days)).AddSeconds(seconds), null, days != Math.Floor(days));
        return true;
    }

    private static bool TryClock(ref ReadOnlySpan<char> rest, out TimeSpan clock)
    {
        clock = default;
        if (!TryNumber(ref rest, 2, out var hour, out _) || hour > 23 || !TrySeparator(ref rest, ":：时点") || !TryNumber(ref rest, 2, out var minute, out _) || minute > 59)
        {
            return false;
        }

        long second = 0;
        if (!rest.IsEmpty && rest[0] is ':' or '：' or '分')
        {
            rest = rest[1..];
            if (TryNumber(ref rest, 2, out second, out _) && second > 59)
            {
                return false;
            }

            if (!rest.IsEmpty && rest[0] == '秒')
            {
                rest = rest[1..];
            }
        }

        clock = new TimeSpan((int)hour, (int)minute, (int)second);
        return rest.IsEmpty || rest[0] is not ('.' or ',') || TryFraction(ref rest, ref clock);
    }

    private static bool TryFraction(ref ReadOnlySpan<char> rest, ref TimeSpan clock)
    {
        rest = rest[1..];
        var before = rest.Length;
        if (!TryNumber(ref rest, 9, out var fraction, out _))
        {
            return false;
        }

        clock += TimeSpan.FromTicks((long)(fraction * Math.Pow(10, 7 - (before - rest.Length))));
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<char> rest, out TimeSpan? offset)
    {
        rest = rest.Trim();
        offset = null;
        if (rest.IsEmpty)
        {
            return true;
        }

        if (rest is "Z" or "z" or "UTC")
        {
            offset = TimeSpan.Zero;
            return true;
        }

        var sign = rest[0] == '+' ? 1 : rest[0] == '-' ? -1 : 0;
        rest = rest[1..];
        if (sign == 0 || !TryNumber(ref rest, 2, out var hours, out _) || hours > 14)
        {
            return false;
        }

        rest = rest.TrimStart(':');
        if (!TryNumber(ref rest, 2, out var minutes, out _))
        {
            minutes = 0;
        }

        offset = sign * new TimeSpan((int)hours, (int)minutes, 0);
        return rest.IsEmpty && minutes <= 59;
    }

    private static bool IsDate(long year, long month, long day) =>
        year is >= 1900 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth((int)year, (int)month);

    private static bool TrySeparator(ref ReadOnlySpan<char> rest, string allowed)
    {
        if (rest.IsEmpty || allowed.IndexOf(rest[0], StringComparison.Ordinal) < 0)
        {
            return false;
        }

        rest = rest[1..];
        return true;
    }

    private static bool TryNumber(ref ReadOnlySpan<char> rest, int maxDigits, out long number, out int digits)
    {
        number = 0;
        digits = 0;
        while (digits < rest.Length && digits < maxDigits && char.IsAsciiDigit(rest[digits]))
        {
            number = (number * 10) + (rest[digits++] - '0');
        }

        rest = rest[digits..];
        return digits > 0;
    }
}
