namespace SongshanRoad.Gis.Server.Live;

/// <summary>Times as the wire tells them.</summary>
internal static class UnixMilliseconds
{
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>The instant, or null for a number before 1970 or after the year 9999.</summary>
    public static DateTimeOffset? ToInstant(long milliseconds) =>
        milliseconds >= 0 && milliseconds <= Latest ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
}
