using Microsoft.Extensions.Logging;

namespace SongshanRoad.Gis.Server.Live.Vehicles;

/// <summary>Logs why connections are cut, and that the database is gone, each reason once a minute: who floods must not flood the log.</summary>
internal sealed class VehicleCuts(TimeProvider clock, ILogger<VehicleCuts> log)
{
    private const string Outage = "outage";
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, (long LoggedAt, int Others)> _reasons = [];

    /// <summary>Notes a cut.</summary>
    /// <param name="reason">Why: one of a few fixed words.</param>
    public void Note(string reason)
    {
        if (MayLog(reason, out var others))
        {
            log.TerminalCut(reason, others);
        }
    }

    /// <summary>Notes that the database could not be reached for a terminal.</summary>
    /// <param name="failure">What it said.</param>
    public void NoteOutage(string failure)
    {
        if (MayLog(Outage, out _))
        {
            log.StorageUnavailable(VehicleReport.Door, failure);
        }
    }

    private bool MayLog(string reason, out int others)
    {
        lock (_reasons)
        {
            var isKnown = _reasons.TryGetValue(reason, out var last);
            others = last.Others;
            var may = !isKnown || clock.GetElapsedTime(last.LoggedAt) >= Quiet;
            _reasons[reason] = may ? (clock.GetTimestamp(), 0) : last with { Others = others + 1 };
            return may;
        }
    }
}
