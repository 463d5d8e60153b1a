using SongshanRoad.Gis.Patrols.Live;

namespace SongshanRoad.Gis.Patrols.Demo;

/// <summary>What a simulated device sends at once.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="DutyId">Its duty.</param>
/// <param name="SentAt">When it is sent, UTC; after a loss of signal much later than the first fix.</param>
/// <param name="Fixes">At least one and at most 1,000 fixes, oldest first.</param>
public sealed record ReportBatch(string UnitId, string DutyId, DateTimeOffset SentAt, IReadOnlyList<Fix> Fixes);
