using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Projections;

namespace SongshanRoad.Gis.Patrols.Coverage;

/// <summary>A fix of one duty in metres.</summary>
/// <param name="FixTime">When the position was fixed, UTC.</param>
/// <param name="Sequence">Counts up per device; with the time it is the fix's identity within its duty.</param>
/// <param name="Metric">Where, in the deployment's metric CRS.</param>
public readonly record struct MetricFix(DateTimeOffset FixTime, long Sequence, MetricPoint Metric)
{
    /// <summary>Orders by time, then by sequence.</summary>
    public static IComparer<MetricFix> ByTime { get; } = Comparer<MetricFix>.Create((a, b) =>
    {
        var byTime = a.FixTime.CompareTo(b.FixTime);
        return byTime != 0 ? byTime : a.Sequence.CompareTo(b.Sequence);
    });

    /// <summary>Projects a fix.</summary>
    public static MetricFix Of(Fix fix, IProjection projection) => new(fix.FixTime, fix.Sequence, projection.ToMetric(fix.LonLat));
}
