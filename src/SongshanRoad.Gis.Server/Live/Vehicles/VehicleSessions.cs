using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Trackers.Jtt808;
using SongshanRoad.Gis.Trackers.Jtt808.Answers;
using SongshanRoad.Gis.Trackers.Jtt808.Messages;

namespace SongshanRoad.Gis.Server.Live.Vehicles;

/// <summary>The terminals that are connected to this server, and orders to them by unit. Each order says whether a terminal was connected and answered.</summary>
internal sealed class VehicleSessions(VehicleDoorOptions options, TimeProvider clock)
{
    /// <summary>Confirms the alarm whichever message it was in (JT/T 808-2013, table 36).</summary>
    private const ushort AnySerial = 0;

    private readonly Dictionary<string, VehicleSession> _sessions = [];

    /// <summary>Raised when a terminal has been told that it is known, and takes orders; handlers must not wait.</summary>
    public event Action? Ready;

    /// <summary>Raised with the number of a terminal that has come; handlers must not wait.</summary>
    public event Action<string>? Entered;

    /// <summary>A terminal has been told that it is known.</summary>
    public void NoteReady() => Ready?.Invoke();

    /// <summary>Adds a terminal. A connection it had before is cut: the terminal knows better than we that it is dead.</summary>
    public void Add(VehicleSession session)
    {
        VehicleSession? before;
        lock (_sessions)
        {
            _sessions.TryGetValue(session.Number, out before);
            _sessions[session.Number] = session;
        }

        if (before != session)
        {
            before?.Cut();
        }

        Entered?.Invoke(session.Number);
    }

    /// <summary>Forgets a terminal whose connection is over, unless it has come back on another.</summary>
    public void Remove(VehicleSession session)
    {
        lock (_sessions)
        {
            if (_sessions.GetValueOrDefault(session.Number) == session)
            {
                _sessions.Remove(session.Number);
            }
        }

        session.End();
    }

    /// <summary>The numbers of a unit's connected terminals.</summary>
    public IEnumerable<string> NumbersOf(string unitCode) => Of(unitCode).Select(session => session.Number);

    /// <summary>Cuts a terminal whose enrolment changed.</summary>
    /// <param name="number">The terminal.</param>
    /// <param name="ofUnit">Only as a terminal of this unit, or null.</param>
    public void Cut(string number, string? ofUnit = null)
    {
        if (Find(number) is { } session && (ofUnit is null || session.Device.UnitCode == ofUnit))
        {
            session.Cut();
        }
    }

    /// <summary>Gives an order to all connected terminals of a unit.</summary>
    /// <returns>What came of it; of several terminals the first result of the list counts.</returns>
    public async Task<VehicleOrderResult> OrderAsync(string unitCode, VehicleOrder order, CancellationToken cancellation)
    {
        var results = await Task.WhenAll(Of(unitCode).Select(session => OrderAsync(session, order.Compose, cancellation)));
        return results.Append(VehicleOrderResult.NotConnected).Min();
    }

    /// <summary>Tells the terminals that called that a dispatcher has taken up their emergency alarm; when of none it is known, as they may
    /// have come back since, all terminals of the unit.</summary>
    /// <returns>Whether there was somebody to tell and each of them has confirmed it.</returns>
    public async Task<bool> ConfirmAlarmAsync(string unitCode, CancellationToken cancellation)
    {
        var all = Of(unitCode);
        var told = all.FindAll(session => session.AlarmSerial is not null) is { Count: > 0 } called ? called : all;
        var results = await Task.WhenAll(told.Select(async session =>
        {
            var serial = session.AlarmSerial;
            var result = await OrderAsync(session, platform => platform.Confirm(serial ?? AnySerial, Jtt808Alarms.Emergency), cancellation);
            return (session, serial, result);
        }));
        if (results.Length == 0 || !Array.TrueForAll(results, one => one.result == VehicleOrderResult.Done))
        {
            return false;
        }

        foreach (var (session, serial, _) in results)
        {
            session.ForgetAlarm(serial);
        }

        return true;
    }

    private VehicleSession? Find(string number)
    {
        lock (_sessions)
        {
            return _sessions.GetValueOrDefault(number);
        }
    }

    private List<VehicleSession> Of(string unitCode)
    {
        lock (_sessions)
        {
            return [.. _sessions.Values.Where(session => session.Device.UnitCode == unitCode)];
        }
    }

    private Task<VehicleOrderResult> OrderAsync(VehicleSession session, Func<Jtt808Platform, Jtt808Message> order, CancellationToken cancellation) =>
        session.OrderAsync(order, options.AnsweredWithin, clock, cancellation);
}
