using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Trackers.Jtt808;
using SongshanRoad.Gis.Trackers.Jtt808.Messages;

namespace SongshanRoad.Gis.Server.Live.Vehicles;

/// <summary>A message with positions on its way to the commit.</summary>
/// <param name="Session">Who sent it.</param>
/// <param name="Headers">Headers of its parts, each of which the terminal wants answered.</param>
/// <param name="Fixes">Its fixes.</param>
/// <param name="HasEmergency">Whether one of them carries the emergency alarm.</param>
/// <param name="Flaw">Why the message, or a part of it, is no position; null when all of it is.</param>
/// <param name="Body">Its body.</param>
internal sealed record VehicleReport(
    VehicleSession Session, IReadOnlyList<Jtt808Header> Headers, IReadOnlyList<VehicleFix> Fixes, bool HasEmergency, string? Flaw, ReadOnlyMemory<byte> Body)
{
    private const int SerialBytes = 2;

    /// <summary>Whether this is the answer to a question for the position.</summary>
    public bool IsQueryAnswer => Headers[0].MessageId == Jtt808MessageIds.PositionAnswer;

    /// <summary>Reads a message; nothing in it makes it throw.</summary>
    /// <param name="session">Who sent it.</param>
    /// <param name="whole">A position, an answer with one, or a batch.</param>
    /// <param name="now">Time of receipt: that of an emergency without one.</param>
    public static VehicleReport Read(VehicleSession session, Jtt808Whole whole, DateTimeOffset now)
    {
        if (whole.Headers[0].Encryption != 0)
        {
            return new VehicleReport(session, whole.Headers, [], false, "encrypted", whole.Body);
        }

        var positions = PositionsOf(whole, out var unreadable);
        var hasEmergency = positions.Exists(position => position.Alarms.HasFlag(Jtt808Alarms.Emergency));
        var fixes = positions.Select(position => VehicleFix.Of(position, session.Device.Datum, now)).OfType<VehicleFix>().ToList();
        var flaw = unreadable > 0 ? "malformed" : positions.Exists(position => position.Time is null) ? "unreadable-value" : null;
        return new VehicleReport(session, whole.Headers, fixes, hasEmergency, flaw, whole.Body);
    }

    private static List<Jtt808Position> PositionsOf(Jtt808Whole whole, out int unreadable)
    {
        var body = whole.Body.Span;
        if (whole.MessageId == Jtt808MessageIds.PositionBatch)
        {
            var batch = Jtt808PositionBatch.TryRead(body);
            unreadable = batch?.Unreadable ?? 1;
            return [.. batch?.Positions ?? []];
        }

        var from = whole.MessageId == Jtt808MessageIds.PositionAnswer ? Math.Min(SerialBytes, body.Length) : 0;
        var position = Jtt808Position.TryRead(body[from..]);
        unreadable = position is null ? 1 : 0;
        return position is null ? [] : [position];
    }
}

/// <summary>A fix of a terminal.</summary>
/// <param name="Datum">What its degrees refer to.</param>
/// <param name="Reported">The fix.</param>
internal sealed record VehicleFix(string Datum, ReportedFix Reported)
{
    private const string Wgs84 = "wgs84";
    private const string Gcj02 = "gcj02";

    /// <summary>The fix of a position, or null when it is none: without a time, or one that only repeats the last known place, which would make
    /// a parked car look watched. An emergency always is one.</summary>
    public static VehicleFix? Of(Jtt808Position position, string datum, DateTimeOffset now)
    {
        var isEmergency = position.Alarms.HasFlag(Jtt808Alarms.Emergency);
        if ((position.Time ?? (isEmergency ? now : null)) is not { } time || !(isEmergency || position.Status.HasFlag(Jtt808Status.Fixed)))
        {
            return null;
        }

        // The secrecy plug-in makes GCJ-02 of what the receiver says.
        var actual = datum == Wgs84 && position.Status.HasFlag(Jtt808Status.Shifted) ? Gcj02 : datum;
        // Positions have millionths of a degree and the numbers ten times more, so that there is one between for an emergency: else it would
        // be a resend of the report that the standing car had made in the same second.
        var sequence = PositionSequence.Of(position.LonDeg, position.LatDeg) + (isEmergency ? 1 : 0);
        return new VehicleFix(actual, new ReportedFix(sequence, time.ToUnixTimeMilliseconds(), position.LonDeg, position.LatDeg,
            SpeedMps: position.SpeedMps, HeadingDeg: position.HeadingDeg));
    }
}
