using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Trackers.Jtt808;
using SongshanRoad.Gis.Trackers.Jtt808.Answers;
using SongshanRoad.Gis.Trackers.Jtt808.Messages;

namespace SongshanRoad.Gis.Server.Live.Vehicles;

/// <summary>The terminals that are connected, and orders to them by unit. Each order says whether a terminal was connected and answered.</summary>
internal sealed class VehicleSessions(VehicleDoorOptions options, TimeProvider clock)
{
    private readonly Dictionary<string, VehicleSession> _sessions = [];

    /// <summary>Raised when a terminal has been told that it is known, and takes orders; handlers must not wait.</summary>
    public event Action? Ready;

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

    /// <summary>Whether a terminal is connected.</summary>
    public bool Has(string number) => Find(number) is not null;

    /// <summary>Cuts a terminal whose enrolment changed.</summary>
    public void Cut(string number) => Find(number)?.Cut();

    /// <summary>Where are you now? Done when the position that was asked for is stored.</summary>
    public Task<VehicleOrderResult> QueryAsync(string unitCode, CancellationToken cancellation) =>
        OrderAsync(unitCode, _ => platform => platform.AskPosition(), cancellation);

    /// <summary>Report more often for a while.</summary>
    /// <param name="unitCode">The unit.</param>
    /// <param name="every">Whole seconds, up to 65,535; zero ends it.</param>
    /// <param name="during">For how long, whole seconds.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<VehicleOrderResult> FollowAsync(string unitCode, TimeSpan every, TimeSpan during, CancellationToken cancellation) =>
        OrderAsync(unitCode, _ => platform => platform.Follow(every, during), cancellation);

    /// <summary>A text for the car's screen and voice.</summary>
    /// <param name="unitCode">The unit.</param>
    /// <param name="text">At most 255 characters, which fit a message whatever they are.</param>
    /// <param name="isUrgent">Whether it is marked so.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<VehicleOrderResult> TellAsync(string unitCode, string text, bool isUrgent, CancellationToken cancellation)
    {
        var use = Jtt808TextUse.Shown | Jtt808TextUse.ReadOut | (isUrgent ? Jtt808TextUse.Urgent : Jtt808TextUse.None);
        return OrderAsync(unitCode, _ => platform => platform.Tell(use, text), cancellation);
    }

    /// <summary>Tells the unit's cars that a dispatcher has taken up their emergency alarm.</summary>
    public Task<VehicleOrderResult> ConfirmAlarmAsync(string unitCode, CancellationToken cancellation) =>
        OrderAsync(unitCode, session => platform => platform.Confirm(session.AlarmSerial, Jtt808Alarms.Emergency), cancellation);

    private VehicleSession? Find(string number)
    {
        lock (_sessions)
        {
            return _sessions.GetValueOrDefault(number);
        }
    }

    private async Task<VehicleOrderResult> OrderAsync(
        string unitCode, Func<VehicleSession, Func<Jtt808Platform, Jtt808Message>> order, CancellationToken cancellation)
    {
        List<VehicleSession> sessions;
        lock (_sessions)
        {
            sessions = [.. _sessions.Values.Where(session => session.Device.UnitCode == unitCode)];
        }

        var results = await Task.WhenAll(sessions.Select(session => session.OrderAsync(order(session), options.AnsweredWithin, clock, cancellation)));
        return results.Append(VehicleOrderResult.NotConnected).Min();
    }
}
