using SongshanRoad.Gis.Patrols.Coverage;

namespace SongshanRoad.Gis.Patrols.Geofences;

/// <summary>Follows one duty at one fence, fix by fix in the order of time.</summary>
public sealed class FenceWatch(Fence fence)
{
    private (MetricFix Fix, double AccuracyM, double DistanceM)? _previous;
    private MetricFix? _cameNear;
    private MetricFix? _clearSince;
    private int _clearFixes;

    /// <summary>Whether the unit is inside.</summary>
    public bool IsInside { get; private set; }

    /// <summary>The time of the latest fix, or null before the first.</summary>
    public DateTimeOffset? LatestTime => _previous?.Fix.FixTime;

    /// <summary>What a whole duty crossed, in the order of time.</summary>
    /// <param name="fence">The fence.</param>
    /// <param name="fixes">The duty's believed fixes in any order; each with its accuracy in metres, or null.</param>
    public static IReadOnlyList<FenceCrossing> Crossings(Fence fence, IEnumerable<(MetricFix Fix, double? AccuracyM)> fixes)
    {
        ArgumentNullException.ThrowIfNull(fixes);
        var watch = new FenceWatch(fence);
        return [.. fixes.OrderBy(entry => entry.Fix, MetricFix.ByTime).SelectMany(entry => watch.Add(entry.Fix, entry.AccuracyM))];
    }

    /// <summary>Takes the next fix.</summary>
    /// <param name="fix">Not earlier than the one before; the same again changes nothing.</param>
    /// <param name="accuracyM">Its accuracy in metres (68 % radius), or null.</param>
    /// <returns>What it shows: nothing, a crossing, or both of a way through.</returns>
    /// <exception cref="ArgumentException">It is earlier than the one before.</exception>
    public IReadOnlyList<FenceCrossing> Add(MetricFix fix, double? accuracyM)
    {
        var order = _previous is { } before ? MetricFix.ByTime.Compare(fix, before.Fix) : 1;
        if (order < 0)
        {
            throw new ArgumentException($"The fix of {fix.FixTime:O} is earlier than that of {_previous!.Value.Fix.FixTime:O}.", nameof(fix));
        }

        var error = accuracyM ?? fence.Rule.UnknownAccuracyM;
        // Not "greater than": what is not a number is no accuracy either.
        if (order == 0 || !(error <= fence.Rule.WorstAccuracyM))
        {
            return [];
        }

        var distanceM = fence.SignedDistanceM(fix.Metric);
        IReadOnlyList<FenceCrossing> crossings = IsInside ? Leaving(fix, error, distanceM) : Entering(fix, error, distanceM);
        _previous = (fix, error, distanceM);
        return crossings;
    }

    private FenceCrossing[] Entering(MetricFix fix, double error, double distanceM)
    {
        if (distanceM > Math.Min(error, fence.Rule.MostNearM))
        {
            _cameNear = null;
            return Through(fix, error, distanceM);
        }

        var first = _cameNear is { } near && fix.FixTime - _previous!.Value.Fix.FixTime <= fence.Rule.MaxGap ? near : fix;
        var isSecond = first != fix;
        _cameNear = first;
        if ((distanceM > 0 && !isSecond) || fix.FixTime - first.FixTime < fence.Rule.EnterDwell)
        {
            return [];
        }

        (IsInside, _cameNear, _clearSince, _clearFixes) = (true, null, null, 0);
        return [new FenceCrossing(FenceDirection.Entered, first.FixTime, IsBetweenFixes: false)];
    }

    private FenceCrossing[] Leaving(MetricFix fix, double error, double distanceM)
    {
        if (distanceM <= Math.Max(fence.Rule.ClearM, 2 * error))
        {
            (_clearSince, _clearFixes) = (null, 0);
            return [];
        }

        _clearSince ??= fix;
        _clearFixes++;
        var isFar = distanceM - error > fence.Rule.FarM && _clearFixes > 1;
        var hasDwelt = _clearFixes >= fence.Rule.LeaveFixes && fix.FixTime - _clearSince.Value.FixTime >= fence.Rule.LeaveDwell;
        if (!isFar && !hasDwelt)
        {
            return [];
        }

        var left = _clearSince.Value.FixTime;
        (IsInside, _clearSince, _clearFixes) = (false, null, 0);
        return [new FenceCrossing(FenceDirection.Left, left, IsBetweenFixes: false)];
    }

    /// <summary>A way that led in and out again between two fixes that both lay outside.</summary>
    private FenceCrossing[] Through(MetricFix fix, double error, double distanceM)
    {
        // After an entry that is waiting for its dwell, or a leave, the previous fix may be inside or near.
        if (_previous is not { } previous || previous.DistanceM <= previous.AccuracyM || distanceM <= error
            || fix.FixTime - previous.Fix.FixTime > fence.Rule.MaxGap || fence.Rule.EnterDwell > TimeSpan.Zero
            || fence.Through(previous.Fix.Metric, fix.Metric) is not { } way
            || way.InsideM < Math.Max(fence.Rule.ThroughM, Math.Max(error, previous.AccuracyM)))
        {
            return [];
        }

        DateTimeOffset At(double share) => previous.Fix.FixTime + (share * (fix.FixTime - previous.Fix.FixTime));
        return
        [
            new FenceCrossing(FenceDirection.Entered, At(way.FromShare), IsBetweenFixes: true),
            new FenceCrossing(FenceDirection.Left, At(way.ToShare), IsBetweenFixes: true),
        ];
    }
}
