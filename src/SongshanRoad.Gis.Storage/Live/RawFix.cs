namespace SongshanRoad.Gis.Storage.Live;

/// <summary>A fix as it is stored. Unlike <see cref="Patrols.Live.Fix"/> it may hold degrees that are no position: a fix that is
/// not believed is kept as it was reported.</summary>
/// <param name="DutyId">The duty it belongs to.</param>
/// <param name="FixTime">When the position was fixed, UTC.</param>
/// <param name="Sequence">Counts up per device; (duty, time, sequence) is the identity.</param>
/// <param name="LonDeg">WGS-84 longitude in degrees, any value.</param>
/// <param name="LatDeg">WGS-84 latitude in degrees, any value.</param>
/// <param name="AccuracyM">Accuracy in metres, at least 0, or null.</param>
/// <param name="SpeedMps">Speed in metres per second, at least 0, or null.</param>
/// <param name="HeadingDeg">Direction in degrees, 0 inclusive to 360 exclusive, or null.</param>
/// <param name="BatteryShare">Battery level 0-1, or null.</param>
/// <param name="Mark">Why it is not believed, or null when it is.</param>
public sealed record RawFix(
    string DutyId,
    DateTimeOffset FixTime,
    long Sequence,
    double LonDeg,
    double LatDeg,
    double? AccuracyM,
    double? SpeedMps,
    double? HeadingDeg,
    double? BatteryShare,
    string? Mark)
{
    /// <summary>What makes the fix the same as another.</summary>
    public FixKey Key => new(DutyId, FixTime, Sequence);
}

/// <summary>Identity of a stored fix.</summary>
/// <param name="DutyId">The duty.</param>
/// <param name="FixTime">Time of the fix, UTC.</param>
/// <param name="Sequence">The device's count.</param>
public readonly record struct FixKey(string DutyId, DateTimeOffset FixTime, long Sequence);
