using Microsoft.Extensions.Logging;

namespace SongshanRoad.Gis.Server.Live.Vehicles;

/// <summary>Logs why connections are cut, each reason once a minute: who floods must not flood the log.</summary>
internal sealed class VehicleCuts(TimeProvider clock, ILogger<VehicleCuts> log)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, (long LoggedAt, int Others)> _reasons = [];

    /// <summary>Notes a cut.</summary>
    /// <param name="reason">Why: one of a few fixed words.</param>
    public void Note(string reason)
    {
        lock (_reasons)
        {
            var isKnown = _reasons.TryGetValue(reason, out var last);
            if (isKnown && clock.GetElapsedTime(last.LoggedAt) < Quiet)
            {
                _reasons[reason] = last with { Others = last.Others + 1 };
                return;
            }

            _reasons[reason] = (clock.GetTimestamp(), 0);
            log.TerminalCut(reason, last.Others);
        }
    }
}
