using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Storage.Alerts;

/// <summary>A call for help as it came.</summary>
/// <param name="UnitCode">Who calls.</param>
/// <param name="OnlyNight">The only night whose duty counts, or null.</param>
/// <param name="Door">How it came, one word.</param>
/// <param name="CalledAt">When it was called, UTC.</param>
/// <param name="IsTimeDoubted">Whether the time of arrival stands for a time that cannot be.</param>
/// <param name="LonLat">Where, or null.</param>
/// <param name="AccuracyM">Accuracy in metres, or null.</param>
public sealed record SosReport(
    string UnitCode, DutyNight? OnlyNight, string Door, DateTimeOffset CalledAt, bool IsTimeDoubted, LonLat? LonLat, double? AccuracyM);
