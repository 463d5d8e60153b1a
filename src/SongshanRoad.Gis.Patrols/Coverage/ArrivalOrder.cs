namespace SongshanRoad.Gis.Patrols.Coverage;

/// <summary>A believed fix with its duty and when it was stored.</summary>
/// <param name="DutyId">The duty.</param>
/// <param name="Fix">The fix.</param>
/// <param name="ArrivedAt">When it was stored, UTC.</param>
public readonly record struct ArrivedFix(string DutyId, MetricFix Fix, DateTimeOffset ArrivedAt)
{
    /// <summary>A fix that is stored so long after its time is backfill: 2 minutes, the longest pause between reports that is granted
    /// (<see cref="Live.AgeRules.LongestInterval"/>). Whoever looked before its arrival may have seen another picture.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(2);

    /// <summary>Whether the fix came late.</summary>
    public bool IsLate => ArrivedAt - Fix.FixTime > LateAfter;
}

/// <summary>Fixes that may be added at once.</summary>
/// <param name="LateAt">When these late fixes were stored, UTC; null when they came in time.</param>
/// <param name="Fixes">The fixes.</param>
public sealed record ArrivedGroup(DateTimeOffset? LateAt, IReadOnlyList<ArrivedFix> Fixes);

/// <summary>Puts a night's stored fixes into the order in which they arrived, so that what late ones changed comes out after a restart
/// as it did while they came.</summary>
public static class ArrivalOrder
{
    /// <summary>As few groups as keep the order: those that came in time are joined until late ones come between them.</summary>
    public static IReadOnlyList<ArrivedGroup> Of(IReadOnlyList<ArrivedFix> fixes)
    {
        ArgumentNullException.ThrowIfNull(fixes);
        if (!fixes.Any(fix => fix.IsLate))
        {
            return fixes.Count == 0 ? [] : [new ArrivedGroup(null, fixes)];
        }

        var groups = new List<ArrivedGroup>();
        var current = new List<ArrivedFix>();
        DateTimeOffset? lateAt = null;
        foreach (var fix in fixes.OrderBy(fix => fix.ArrivedAt).ThenBy(fix => fix.IsLate))
        {
            DateTimeOffset? at = fix.IsLate ? fix.ArrivedAt : null;
            if (at != lateAt && current.Count > 0)
            {
                groups.Add(new ArrivedGroup(lateAt, current));
                current = [];
            }

            lateAt = at;
            current.Add(fix);
        }

        groups.Add(new ArrivedGroup(lateAt, current));
        return groups;
    }
}
