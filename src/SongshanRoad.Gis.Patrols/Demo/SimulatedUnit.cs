using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Patrols.Demo;

/// <summary>A unit that walks or drives in the simulation.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="DutyId">Its running duty, copied into every fix.</param>
/// <param name="Kind">Decides its pace, its plan and how often it reports.</param>
/// <param name="HomeMetric">Where it starts and round which it patrols, in the network's CRS: its office or its compound.</param>
/// <param name="CommunityCode">Units of one community share out its alleys; null for a unit that goes its own way.</param>
public sealed record SimulatedUnit(
    string UnitId, string DutyId, UnitKind Kind, MetricPoint HomeMetric, string? CommunityCode = null);
