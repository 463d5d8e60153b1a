using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Server.Alerts;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Trackers.Jtt808;
using SongshanRoad.Gis.Trackers.Jtt808.Messages;

namespace SongshanRoad.Gis.Server.Live.Vehicles;

/// <summary>A fix of a terminal.</summary>
/// <param name="Datum">What its degrees refer to.</param>
/// <param name="Reported">The fix.</param>
internal sealed record VehicleFix(string Datum, ReportedFix Reported);

/// <summary>A message with positions on its way to the commit.</summary>
/// <param name="Session">Who sent it.</param>
/// <param name="Unanswered">Headers that the terminal still wants answered: those of all its parts but what was answered when it came.</param>
/// <param name="Fixes">Its fixes.</param>
/// <param name="Calls">Its calls for help.</param>
/// <param name="Flaw">Why the message, or a part of it, is no position; null when all of it is.</param>
/// <param name="Body">Its body.</param>
internal sealed record VehicleReport(
    VehicleSession Session, IReadOnlyList<Jtt808Header> Unanswered, IReadOnlyList<VehicleFix> Fixes, IReadOnlyList<SosSignal> Calls, string? Flaw,
    ReadOnlyMemory<byte> Body)
{
    /// <summary>What quarantine and alerts know this door by.</summary>
    public const string Door = "jtt808";

    private const int SerialBytes = 2;
    private const string Wgs84 = "wgs84";
    private const string Gcj02 = "gcj02";

    /// <summary>Whether this is the answer to a question for the position.</summary>
    public bool IsQueryAnswer => Unanswered[0].MessageId == Jtt808MessageIds.PositionAnswer;

    /// <summary>Reads a message; nothing in it makes it throw.</summary>
    /// <param name="session">Who sent it.</param>
    /// <param name="whole">A position, an answer with one, or a batch.</param>
    /// <param name="unanswered">Headers of it that the terminal still wants answered.</param>
    public static VehicleReport Read(VehicleSession session, Jtt808Whole whole, IReadOnlyList<Jtt808Header> unanswered)
    {
        if (whole.Headers[0].Encryption != 0)
        {
            return new VehicleReport(session, unanswered, [], [], "encrypted", whole.Body);
        }

        var positions = PositionsOf(whole, out var unreadable);
        // Without a fix a terminal repeats the last place it knew, which would make a parked car look watched.
        var fixes = positions.Where(position => position.Time is not null && position.Status.HasFlag(Jtt808Status.Fixed))
            .Select(position => FixOf(position, DatumOf(position, session.Device.Datum)));
        var calls = positions.Where(position => position.Alarms.HasFlag(Jtt808Alarms.Emergency))
            .Select(position => CallOf(position, DatumOf(position, session.Device.Datum)));
        var flaw = unreadable > 0 ? "malformed" : positions.Exists(position => position.Time is null) ? "unreadable-value" : null;
        return new VehicleReport(session, unanswered, [.. fixes], [.. calls], flaw, whole.Body);
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

    /// <summary>The datum declared for the terminal, but for the secrecy plug-in, which makes GCJ-02 of what a receiver says.</summary>
    private static string DatumOf(Jtt808Position position, string declared) =>
        declared == Wgs84 && position.Status.HasFlag(Jtt808Status.Shifted) ? Gcj02 : declared;

    private static VehicleFix FixOf(Jtt808Position position, string datum) => new(datum, new ReportedFix(
        PositionSequence.Of(position.LonDeg, position.LatDeg), position.Time!.Value.ToUnixTimeMilliseconds(), position.LonDeg, position.LatDeg,
        SpeedMps: position.SpeedMps, HeadingDeg: position.HeadingDeg));

    private static SosSignal CallOf(Jtt808Position position, string datum)
    {
        var isFixed = position.Status.HasFlag(Jtt808Status.Fixed);
        return new SosSignal(
            Door, position.Time, isFixed ? position.LonDeg : null, isFixed ? position.LatDeg : null, null, DatumWords.Find(datum)!.Value);
    }
}
