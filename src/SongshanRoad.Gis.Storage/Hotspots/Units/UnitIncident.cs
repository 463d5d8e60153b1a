using SongshanRoad.Gis.Hotspots.Times;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Storage.Hotspots.Units;

/// <summary>An incident near a cell or street segment.</summary>
/// <param name="Place">Where, metres.</param>
/// <param name="OccurredFrom">When it happened, or could have happened first, UTC.</param>
/// <param name="Time">The same by the office's clock, with the end if that is uncertain.</param>
/// <param name="CategoryCode">What it was.</param>
public sealed record UnitIncident(MetricPoint Place, DateTimeOffset OccurredFrom, IncidentTime Time, string CategoryCode);
