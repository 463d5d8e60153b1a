using System.Globalization;

namespace SongshanRoad.Gis.Trackers.Jtt808;

/// <summary>Numbers with two decimal digits a byte (8421 code), as the protocol writes phone numbers and times.</summary>
internal static class Bcd
{
    /// <summary>Time of the protocol: always eight hours ahead of UTC (JT/T 808-2013, table 23).</summary>
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>Writes an even number of digits, which may be hexadecimal where a terminal's number is none.</summary>
    /// <returns>Bytes written.</returns>
    public static int Write(string digits, Span<byte> bytes)
    {
        Convert.FromHexString(digits, bytes, out _, out var written);
        return written;
    }

    /// <summary>A time of six bytes, <c>yyMMddHHmmss</c>; null when it is none.</summary>
    public static DateTimeOffset? ReadTime(ReadOnlySpan<byte> bytes)
    {
        Span<int> parts = stackalloc int[6];
        for (var i = 0; i < parts.Length; i++)
        {
            var (tens, ones) = (bytes[i] >> 4, bytes[i] & 0xF);
            if (tens > 9 || ones > 9)
            {
                return null;
            }

            parts[i] = (10 * tens) + ones;
        }

        var (year, month, day) = (2000 + parts[0], parts[1], parts[2]);
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) && parts[3] < 24 && parts[4] < 60 && parts[5] < 60
            ? new DateTimeOffset(year, month, day, parts[3], parts[4], parts[5], Offset)
            : null;
    }

    /// <summary>Writes a time of the years 2000 to 2099 as six bytes.</summary>
    public static void WriteTime(DateTimeOffset time, Span<byte> bytes) =>
        Write(time.ToOffset(Offset).ToString("yyMMddHHmmss", CultureInfo.InvariantCulture), bytes);
}
