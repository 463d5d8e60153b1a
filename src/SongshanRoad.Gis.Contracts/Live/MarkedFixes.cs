using System.ComponentModel.DataAnnotations;

namespace SongshanRoad.Gis.Contracts.Live;

/// <summary>How many positions of a unit are not believed in one night, for one reason.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="CallSign">Its name on the map.</param>
/// <param name="Code">Why, one of <see cref="Problems.ProblemCodes"/>.</param>
/// <param name="Count">How many.</param>
/// <param name="LastFixTimeMs">Time of the latest of them by the device's clock, Unix milliseconds.</param>
public sealed record UnitMarkCount(
    string UnitId,
    string CallSign,
    [property: AllowedValues("fix-in-future", "fix-nowhere", "fix-impossible-jump", "fix-mock-position")] string Code,
    int Count,
    long LastFixTimeMs);

/// <summary>A position that was kept as it came but is not believed: it must never be shown as where the unit was.</summary>
/// <param name="FixTimeMs">When it was fixed by the device's clock, Unix milliseconds.</param>
/// <param name="ReceivedAtMs">When it was stored, Unix milliseconds.</param>
/// <param name="LonDeg">WGS-84 longitude in degrees; null when what was sent is no position.</param>
/// <param name="LatDeg">WGS-84 latitude in degrees; null when what was sent is no position.</param>
/// <param name="AccuracyM">Reported accuracy in metres, or null.</param>
/// <param name="Code">Why, one of <see cref="Problems.ProblemCodes"/>.</param>
public sealed record MarkedFixView(
    long FixTimeMs,
    long ReceivedAtMs,
    double? LonDeg,
    double? LatDeg,
    double? AccuracyM,
    [property: AllowedValues("fix-in-future", "fix-nowhere", "fix-impossible-jump", "fix-mock-position")] string Code);
