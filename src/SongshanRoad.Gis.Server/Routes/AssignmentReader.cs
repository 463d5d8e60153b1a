using SongshanRoad.Gis.Contracts.Routes;
using SongshanRoad.Gis.Patrols.Coverage;
using SongshanRoad.Gis.Patrols.Routes;
using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Server.Hotspots.Ranks;
using SongshanRoad.Gis.Storage.Coverage;
using SongshanRoad.Gis.Storage.Live;
using SongshanRoad.Gis.Storage.Routes;

namespace SongshanRoad.Gis.Server.Routes;

/// <summary>Puts together what a team sees: its route with the hot places on it, its duty, and what it has walked of the route in the
/// route's night.</summary>
internal sealed class AssignmentReader(NightFixStore fixes, DutyStore duties, HotspotRanks ranks, ServerOptions options)
{
    public async Task<AssignmentView> ReadAsync(RouteRecord route, CancellationToken cancellation)
    {
        var running = await duties.RunningAsync(route.UnitCode, cancellation);
        var duty = running?.Night.Date == route.Night ? running.Duty : null;
        // A team that ended its duty by mistake and went on has two duties on one walk.
        var tours = await fixes.ReadAsync(route.Night, route.UnitCode, cancellation);
        var walked = WalkedLine.Of(tours.Select(fix => fix.Fix), CoverageRule.Default);
        var progress = RouteProgress.Of([.. route.Legs.Select(leg => leg.LineMetric)], walked, CoverageRule.Default);
        return new AssignmentView(route.ToView(await ranks.OfTodayAsync(cancellation)), duty?.DutyId, duty?.StartedAt, progress.DoneM,
            [.. progress.Legs.Select(leg => (IReadOnlyList<double[]>)[.. leg.Intervals.Select(piece => (double[])[piece.FromM, piece.ToM])])],
            options.KeepFixesDays);
    }
}
