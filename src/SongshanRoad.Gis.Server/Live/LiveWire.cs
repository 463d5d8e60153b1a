using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Storage.Live;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>The live picture as the wire shows it.</summary>
internal static class LiveWire
{
    public static LiveSnapshot ToWire(this OutboxSnapshot snapshot, DateTimeOffset now) =>
        new(snapshot.Epoch, snapshot.Sequence, now.ToUnixTimeMilliseconds(), [.. snapshot.Units.Select(ToWire)]);

    public static LiveFrame ToWire(this OutboxFrame frame, DateTimeOffset now) =>
        new(frame.Epoch, frame.Sequence, now.ToUnixTimeMilliseconds(), [.. frame.Changed.Select(ToWire)], frame.Removed);

    public static DutyView ToView(this BookedDuty booked) => new(
        booked.Duty.DutyId,
        booked.Duty.UnitId,
        booked.Duty.CallSign,
        booked.Duty.Kind.ToCode(),
        booked.Night.ToString(),
        booked.Duty.StartedAt,
        booked.Duty.EndedAt);

    // An outbox holds only units with a fix, so the values that come with the first fix are there.
    private static LiveUnit ToWire(UnitState unit) => new(
        unit.UnitId,
        unit.Duty.Kind.ToCode(),
        unit.Duty.CallSign,
        unit.Duty.DutyId,
        unit.Latest!.LonLat.LonDeg,
        unit.Latest.LonLat.LatDeg,
        unit.Latest.AccuracyM,
        unit.Movement!.SpeedMps,
        unit.Movement.HeadingDeg,
        unit.Latest.FixTime.ToUnixTimeMilliseconds(),
        unit.StaleAt!.Value.ToUnixTimeMilliseconds(),
        unit.SilentAt!.Value.ToUnixTimeMilliseconds(),
        unit.Movement.Motion == Motion.Moving ? "moving" : "still",
        unit.Latest.BatteryShare,
        unit.NextReportAt!.Value.ToUnixTimeMilliseconds(),
        unit.Uncertainty!.GrowthMps);
}
