using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Storage.Live.Import.Tracks;

/// <summary>A checked fix of a recorded track on its way into the database, with the ended duty it belongs to.</summary>
/// <param name="Line">Where it stood in the file; also its sequence number.</param>
/// <param name="Duty">The duty; the same for all fixes of a file.</param>
/// <param name="FixTime">When, UTC.</param>
/// <param name="PositionWgs84">Where.</param>
/// <param name="SpeedMps">Speed in m/s, or null.</param>
/// <param name="HeadingDeg">Heading in degrees clockwise from north, [0, 360), or null.</param>
public sealed record StagedFix(long Line, RecordedDuty Duty, DateTimeOffset FixTime, LonLat PositionWgs84, double? SpeedMps, double? HeadingDeg);

/// <summary>An ended duty as a recorded track tells it.</summary>
/// <param name="Id">The same for the same unit and span, so that a second import finds it.</param>
/// <param name="UnitCode">Who walked.</param>
/// <param name="Night">Date of the duty night it started in.</param>
/// <param name="StartedAt">First fix, UTC.</param>
/// <param name="EndedAt">Last fix, UTC.</param>
public sealed record RecordedDuty(Guid Id, string UnitCode, DateOnly Night, DateTimeOffset StartedAt, DateTimeOffset EndedAt);
