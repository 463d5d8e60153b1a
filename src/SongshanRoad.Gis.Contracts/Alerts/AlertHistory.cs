using System.ComponentModel.DataAnnotations;

namespace SongshanRoad.Gis.Contracts.Alerts;

/// <summary>An alert with all that was done about it.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Steps">What was done, in its order.</param>
public sealed record AlertHistory(AlertView Alert, IReadOnlyList<AlertStep> Steps);

/// <summary>One thing that was done about an alert.</summary>
/// <param name="AtMs">When, Unix milliseconds.</param>
/// <param name="Actor">Who: an account, a unit, or <c>system</c>.</param>
/// <param name="Action">What.</param>
/// <param name="Note">What was written to it; empty when nothing was.</param>
public sealed record AlertStep(
    long AtMs,
    string Actor,
    [property: AllowedValues("raised", "escalated", "accepted", "handedOver", "unitTold", "closedByOffice", "closedByUnit", "closedForUnit", "withdrawn", "calledBefore")] string Action,
    string Note);
