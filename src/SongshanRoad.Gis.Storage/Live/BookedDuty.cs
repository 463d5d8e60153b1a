using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Patrols.Live;

namespace SongshanRoad.Gis.Storage.Live;

/// <summary>A duty with the night it counts for.</summary>
/// <param name="Duty">The duty.</param>
/// <param name="Night">The night.</param>
public sealed record BookedDuty(Duty Duty, DutyNight Night);
