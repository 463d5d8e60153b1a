using SongshanRoad.Gis.Server.Alerts;

namespace SongshanRoad.Gis.Server.Live.Vehicles;

/// <summary>Calls for help of one terminal, thinned out: with the button pressed every position is one, and a blind zone's come all at once.</summary>
internal static class VehicleCalls
{
    /// <summary>Calls closer than this say nothing that the first and the last do not.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(1);

    /// <summary>The first, the last, and between them one a minute, in the order of time; calls without a time come first, of them one.</summary>
    public static IEnumerable<SosSignal> Thin(IEnumerable<SosSignal> calls)
    {
        var ordered = calls.OrderBy(call => call.CalledAt ?? DateTimeOffset.MinValue).ToList();
        SosSignal? kept = null;
        foreach (var (index, call) in ordered.Index())
        {
            if (kept is null || index == ordered.Count - 1 || call.CalledAt - (kept.CalledAt ?? DateTimeOffset.MinValue) >= Apart)
            {
                kept = call;
                yield return call;
            }
        }
    }
}
