using SongshanRoad.Gis.Patrols.Alerts;
using SongshanRoad.Gis.Patrols.Coverage;
using SongshanRoad.Gis.Patrols.Geofences;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Spatial.Projections;

namespace SongshanRoad.Gis.Server.Geofences;

/// <summary>A fence with what it raises.</summary>
/// <param name="Fence">The fence.</param>
/// <param name="Since">Since when it counts, UTC.</param>
/// <param name="OnEnter">Whether entering raises an alert.</param>
/// <param name="OnLeave">Whether leaving does.</param>
/// <param name="UnitKinds">Of which kinds of unit.</param>
internal sealed record AlertingFence(Fence Fence, DateTimeOffset Since, bool OnEnter, bool OnLeave, IReadOnlyList<UnitKind> UnitKinds);

/// <summary>One duty at all fences that concern it: what it crossed so far, carried on fix by fix.</summary>
internal sealed class DutyFences
{
    private readonly IProjection _projection;
    private readonly List<(AlertingFence Alerting, FenceWatch Watch)> _watches;
    private readonly List<(AlertKind Kind, long PlaceId, DateTimeOffset At)> _crossings = [];
    private Fix? _latest;

    public DutyFences(Duty duty, IEnumerable<AlertingFence> fences, IProjection projection)
    {
        _projection = projection;
        _watches = [.. fences.Where(fence => fence.UnitKinds.Contains(duty.Kind)).Select(fence => (fence, new FenceWatch(fence.Fence)))];
    }

    /// <summary>The fences that were looked at.</summary>
    public IEnumerable<long> PlaceIds => _watches.Select(entry => entry.Alerting.Fence.PlaceId);

    /// <summary>What is to raise an alert.</summary>
    public IReadOnlyCollection<(AlertKind Kind, long PlaceId, DateTimeOffset At)> Crossings => _crossings;

    /// <summary>Takes further fixes, in any order among themselves.</summary>
    /// <returns>What they crossed; null when one of them is earlier than what was taken before: then all must be taken anew.</returns>
    public IReadOnlyCollection<(AlertKind Kind, long PlaceId, DateTimeOffset At)>? Add(IEnumerable<Fix> fixes)
    {
        var before = _crossings.Count;
        foreach (var fix in fixes.Order(Fix.ByTime))
        {
            if (_latest is not null && Fix.ByTime.Compare(fix, _latest) < 0)
            {
                return null;
            }

            _latest = fix;
            var metric = MetricFix.Of(fix, _projection);
            foreach (var (alerting, watch) in _watches)
            {
                _crossings.AddRange(watch.Add(metric, fix.AccuracyM)
                    .Where(crossing => crossing.Time >= alerting.Since && (crossing.Direction == FenceDirection.Entered ? alerting.OnEnter : alerting.OnLeave))
                    .Select(crossing => (crossing.Direction == FenceDirection.Entered ? AlertKind.FenceEntered : AlertKind.FenceLeft, alerting.Fence.PlaceId, crossing.Time)));
            }
        }

        return _crossings[before..];
    }
}
