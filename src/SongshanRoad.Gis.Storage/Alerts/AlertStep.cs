namespace SongshanRoad.Gis.Storage.Alerts;

/// <summary>One thing that was done about an alert.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">Who: an account, a unit, or <c>system</c>.</param>
/// <param name="Action">What, as in the table.</param>
/// <param name="Note">What was written to it.</param>
public sealed record AlertStep(DateTimeOffset At, string Actor, string Action, string Note);
