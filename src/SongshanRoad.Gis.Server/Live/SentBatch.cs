using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Storage.Live;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>One fix as it came through the door: in WGS-84, with values that no unit can have taken out.</summary>
/// <param name="Time">When the position was fixed, UTC.</param>
/// <param name="Reported">The fix as sent.</param>
/// <param name="LonLat">The position, or null when the degrees are none.</param>
/// <param name="AccuracyM">Accuracy in metres; null when unknown or impossible.</param>
/// <param name="Flaw">What is already known to be wrong with it.</param>
internal readonly record struct SentFix(DateTimeOffset Time, ReportedFix Reported, LonLat? LonLat, double? AccuracyM, FixFlaw Flaw)
{
    /// <summary>The fix as part of a duty, or null when its degrees are no position.</summary>
    public Fix? AsFix(Duty duty) => LonLat is { } lonLat
        ? new Fix(duty.UnitId, duty.DutyId, Time, lonLat, Reported.Sequence, AccuracyM, SpeedMps, HeadingDeg, BatteryShare)
        : null;

    /// <summary>The fix as it is stored; degrees that are no position stay as reported.</summary>
    public RawFix AsRaw(Duty duty, string? mark) => new(duty.DutyId, Time, Reported.Sequence,
        LonLat?.LonDeg ?? Reported.LonDeg, LonLat?.LatDeg ?? Reported.LatDeg, AccuracyM, SpeedMps, HeadingDeg, BatteryShare, mark);

    // Phones say -1 for "unknown"; that speaks against the value, not against the position.
    private double? SpeedMps => Known(Reported.SpeedMps, 0, 150);

    private double? HeadingDeg => Known(Reported.HeadingDeg, 0, 360) is { } deg ? deg % 360 : null;

    private double? BatteryShare => Known(Reported.BatteryShare, 0, 1);

    internal static double? Known(double? value, double min, double max) => value >= min && value <= max ? value : null;
}

/// <summary>The fixes of one report on their way to the commit.</summary>
internal sealed class SentBatch(Sender sender, IReadOnlyList<SentFix> fixes, int outsideAnyTime)
{
    private readonly TaskCompletionSource<PositionReceipt> _receipt = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Sender Sender => sender;

    public IReadOnlyList<SentFix> Fixes => fixes;

    /// <summary>Fixes whose time no duty can hold; they are not in <see cref="Fixes"/>.</summary>
    public int OutsideAnyTime => outsideAnyTime;

    /// <summary>What became of it; fails when nothing was stored.</summary>
    public Task<PositionReceipt> Receipt => _receipt.Task;

    public void Acknowledge(PositionReceipt receipt) => _receipt.TrySetResult(receipt);

    public void Fail(Exception reason) => _receipt.TrySetException(reason);
}
