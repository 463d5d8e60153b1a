using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Storage.Accounts;
using SongshanRoad.Gis.Storage.Live;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>Starts and ends duties: in the database, in the audit table, and on the live map.</summary>
public sealed class DutyDesk
{
    private readonly DutyStore _duties;
    private readonly LiveLane _lane;
    private readonly AuditStore _audit;
    private readonly NightCalendar _nights;
    private readonly TimeProvider _clock;

    internal DutyDesk(DutyStore duties, LiveLane lane, AuditStore audit, NightCalendar nights, TimeProvider clock) =>
        (_duties, _lane, _audit, _nights, _clock) = (duties, lane, audit, nights, clock);

    /// <summary>The night that now belongs to.</summary>
    public DutyNight Tonight => _nights.NightAt(_clock.GetUtcNow());

    /// <summary>Starts the unit's duty; the one of tonight that runs already is kept.</summary>
    /// <param name="unitCode">The unit.</param>
    /// <param name="actor">Who asks, for the audit.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The running duty, or null when there is no active unit of this code.</returns>
    public async Task<BookedDuty?> StartAsync(string unitCode, string actor, CancellationToken cancellation)
    {
        if (await _duties.StartAsync(unitCode, Tonight, _clock.GetUtcNow(), cancellation) is not { } started)
        {
            return null;
        }

        if (started.IsNew)
        {
            await _audit.AddAsync(actor, "duty.start", started.Booked.Duty.DutyId, new { unit = unitCode }, cancellation);
        }

        await _lane.SendAsync(started.Booked.Duty, cancellation);
        return started.Booked;
    }

    /// <summary>Ends the unit's duty; from now on nothing of it is taken.</summary>
    /// <param name="unitCode">The unit.</param>
    /// <param name="actor">Who asks, for the audit.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The ended duty, or null when none was running.</returns>
    public async Task<BookedDuty?> EndAsync(string unitCode, string actor, CancellationToken cancellation)
    {
        if (await _duties.EndAsync(unitCode, _clock.GetUtcNow(), cancellation) is not { } ended)
        {
            return null;
        }

        await _audit.AddAsync(actor, "duty.end", ended.Duty.DutyId, new { unit = unitCode }, cancellation);
        await _lane.SendAsync(ended.Duty, cancellation);
        return ended;
    }
}
