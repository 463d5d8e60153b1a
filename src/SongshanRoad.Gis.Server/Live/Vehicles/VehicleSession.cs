using System.Collections.Concurrent;
using SongshanRoad.Gis.Storage.Accounts;
using SongshanRoad.Gis.Trackers.Jtt808;
using SongshanRoad.Gis.Trackers.Jtt808.Answers;
using SongshanRoad.Gis.Trackers.Jtt808.Messages;

namespace SongshanRoad.Gis.Server.Live.Vehicles;

/// <summary>A terminal that has authenticated itself, as long as its connection stands.</summary>
/// <param name="number">Its number, without leading zeros.</param>
/// <param name="device">Its unit and datum.</param>
/// <param name="outbox">What is said to it.</param>
/// <param name="cut">Ends its connection.</param>
internal sealed class VehicleSession(string number, TrackingDevice device, VehicleOutbox outbox, Action cut)
{
    private const int NoAlarm = -1;

    private readonly ConcurrentDictionary<(ushort Serial, ushort MessageId), TaskCompletionSource<VehicleOrderResult>> _orders = new();
    private int _alarmSerial = NoAlarm;

    public string Number => number;

    public TrackingDevice Device => device;

    /// <summary>Serial number of the last message with an emergency alarm that is not confirmed; null when there is none.</summary>
    public ushort? AlarmSerial => Volatile.Read(ref _alarmSerial) is >= 0 and var serial ? (ushort)serial : null;

    public void NoteAlarm(ushort serial) => Volatile.Write(ref _alarmSerial, serial);

    /// <summary>The alarm is confirmed, unless another came meanwhile.</summary>
    public void ForgetAlarm(ushort? serial) => Interlocked.CompareExchange(ref _alarmSerial, NoAlarm, serial ?? NoAlarm);

    public void Cut() => cut();

    /// <summary>Gives an order and waits for the answer.</summary>
    /// <param name="order">Makes the message.</param>
    /// <param name="within">How long to wait.</param>
    /// <param name="clock">By which clock.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<VehicleOrderResult> OrderAsync(
        Func<Jtt808Platform, Jtt808Message> order, TimeSpan within, TimeProvider clock, CancellationToken cancellation)
    {
        var message = outbox.Compose(order);
        var key = (message.Header.Serial, message.Header.MessageId);
        var answered = new TaskCompletionSource<VehicleOrderResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _orders[key] = answered;
        var waiting = answered.Task.WaitAsync(within, clock, cancellation);
        if (!outbox.TrySay(message))
        {
            // It reads nothing, or is gone.
            answered.TrySetResult(VehicleOrderResult.Silent);
        }

        try
        {
            return await waiting;
        }
        catch (TimeoutException)
        {
            return VehicleOrderResult.Silent;
        }
        finally
        {
            _orders.TryRemove(key, out _);
        }
    }

    /// <summary>Takes the terminal's answer to an order.</summary>
    public void Settle(Jtt808TerminalAnswer answer)
    {
        // That it has understood a question for the position is no position yet.
        var isNoneYet = answer is { MessageId: Jtt808MessageIds.PositionQuery, Result: Jtt808Result.Done };
        if (!isNoneYet && _orders.TryGetValue((answer.Serial, answer.MessageId), out var order))
        {
            order.TrySetResult(answer.Result switch
            {
                Jtt808Result.Done => VehicleOrderResult.Done,
                Jtt808Result.Unsupported => VehicleOrderResult.Unsupported,
                _ => VehicleOrderResult.Failed,
            });
        }
    }

    /// <summary>The position that was asked for has come. Not by the serial number, which some terminals leave at 0.</summary>
    /// <param name="isStored">Whether a position came of it: not without a satellite fix, or off duty.</param>
    public void SettleQueries(bool isStored) =>
        SettleWhere(id => id == Jtt808MessageIds.PositionQuery, isStored ? VehicleOrderResult.Done : VehicleOrderResult.Failed);

    /// <summary>The connection is over: nobody will answer any more.</summary>
    public void End() => SettleWhere(_ => true, VehicleOrderResult.Silent);

    private void SettleWhere(Func<ushort, bool> holds, VehicleOrderResult result)
    {
        foreach (var (key, order) in _orders)
        {
            if (holds(key.MessageId))
            {
                order.TrySetResult(result);
            }
        }
    }
}
