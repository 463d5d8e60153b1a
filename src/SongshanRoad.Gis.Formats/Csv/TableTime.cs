namespace SongshanRoad.Gis.Formats.Csv;

/// <summary>Times in the cells of a <see cref="TextTable"/>, in any of the ways offices write them.</summary>
public static class TableTime
{
    /// <summary>Reads a date, with or without time of day.</summary>
    /// <param name="text">ISO 8601, <c>yyyy-MM-dd HH:mm[:ss]</c>, <c>yyyy/M/d H:mm</c>, <c>yyyy年M月d日 H时m分</c>, 8 or 14 digits, or an
    /// Excel day.</param>
    /// <param name="written">The clock time as written, of kind unspecified; midnight when none is.</param>
    /// <param name="hasClock">Whether a time of day is written.</param>
    /// <param name="zone">Offset from UTC of the zone that is written; null when none is.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out DateTime written, out bool hasClock, out TimeSpan? zone)
    {
        var isTime = TimeText.TryParse(text, out var time);
        (written, hasClock, zone) = (time.Local, time.HasClock, time.Offset);
        return isTime;
    }

    /// <summary>Reads a time of day: <c>H:mm[:ss]</c>, <c>H时m分</c> or Excel's fraction of a day.</summary>
    public static bool TryReadClock(ReadOnlySpan<char> text, out TimeSpan clock) => TimeText.TryParseClock(text, out clock);
}
