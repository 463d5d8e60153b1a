using SongshanRoad.Gis.Patrols.DutyNights;

namespace SongshanRoad.Gis.Storage.Accounts;

/// <summary>A device that may send positions of a unit.</summary>
/// <param name="UnitCode">The unit.</param>
/// <param name="Datum">What its degrees refer to: wgs84, gcj02 or bd09.</param>
/// <param name="Night">The only night whose duty it may send of, or null.</param>
public sealed record TrackingDevice(string UnitCode, string Datum = "wgs84", DutyNight? Night = null);
