using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Patrols.Coverage;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Measures;

namespace SongshanRoad.Gis.Patrols.Routes;

/// <summary>How much of one leg of a route is walked.</summary>
/// <param name="LegIndex">Its place in the route, from 0.</param>
/// <param name="LengthM">Length in metres.</param>
/// <param name="Intervals">The walked pieces along the leg, in order, disjoint.</param>
public sealed record LegProgress(int LegIndex, double LengthM, IReadOnlyList<CoveredInterval> Intervals)
{
    /// <summary>Walked metres.</summary>
    public double DoneM => Intervals.Sum(interval => interval.LengthM);

    /// <summary>Metres still to walk.</summary>
    public double RemainingM => LengthM - DoneM;

    /// <summary>Whether the leg counts as walked: all but a tenth and all but 20 m, so that neither a corner cut nor a noisy end
    /// keeps it open and a long leg does not close early.</summary>
    public bool IsDone => DoneM >= Math.Max(0.9 * LengthM, LengthM - 20);
}

/// <summary>Where a team stands on its route; for the volunteer's phone.</summary>
/// <param name="Legs">Every leg in walking order.</param>
/// <param name="OffRouteM">Distance from where the team is to the nearest leg, metres; null when nobody knows where it is.</param>
public sealed record RouteProgress(IReadOnlyList<LegProgress> Legs, double? OffRouteM)
{
    /// <summary>Walked metres of the route.</summary>
    public double DoneM => Legs.Sum(leg => leg.DoneM);

    /// <summary>Metres of the route still to walk.</summary>
    public double RemainingM => Legs.Sum(leg => leg.RemainingM);

    /// <summary>The first leg that is not done, or null when all are.</summary>
    public LegProgress? NextLeg => Legs.FirstOrDefault(leg => !leg.IsDone);

    /// <summary>Measures a route against what a duty walked, by the same rule as coverage.</summary>
    /// <param name="legsMetric">The legs in walking order, in the deployment's metric CRS.</param>
    /// <param name="walked">The duty's walked line.</param>
    /// <param name="rule">When a metre counts.</param>
    /// <param name="here">Where the team is, or null.</param>
    public static RouteProgress Of(IReadOnlyList<LineString> legsMetric, WalkedLine walked, CoverageRule rule, MetricPoint? here = null)
    {
        var lines = new CoverableLines(legsMetric);
        var unions = legsMetric.Select(_ => new IntervalUnion()).ToArray();
        foreach (var (from, to) in walked.Steps())
        {
            lines.Reach(from, to, rule.WithinM, (leg, interval) => unions[leg].Add(interval));
        }

        return new RouteProgress(
            [.. unions.Select((union, leg) => new LegProgress(leg, lines.LengthM(leg), union.Intervals))],
            here is { } metric && legsMetric.Count > 0 ? OffM(legsMetric, metric) : null);
    }

    private static double OffM(IReadOnlyList<LineString> legsMetric, MetricPoint metric)
    {
        var point = legsMetric[0].Factory.CreatePoint(new Coordinate(metric.EastingM, metric.NorthingM));
        return legsMetric.Min(leg => MetricMeasure.DistanceM(leg, point));
    }
}
