using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Overlays;
using SongshanRoad.Gis.Hotspots.Times;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Storage.Hotspots;
using SongshanRoad.Gis.Storage.Hotspots.Units;

namespace SongshanRoad.Gis.Server.Hotspots.Units;

/// <summary>What lies behind one cell or street segment of a stored run.</summary>
internal sealed class HotspotUnits(HotspotStore store, HotspotUnitStore units)
{
    private const int Weeks = 52;
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>A cell; null when there is no such run (any more), or it has no such cell.</summary>
    public async Task<HotspotUnitView?> CellAsync(string runId, GridCell cell, CancellationToken cancellation)
    {
        if (await FindRunAsync(runId, cancellation) is not var (request, run) || request.Unit == HotspotRequest.Segment)
        {
            return null;
        }

        var grid = request.Grid();
        if (await units.SumCellsAsync(runId, HotspotOverlay.NeighbourhoodOf(grid, cell), cancellation) is not { } sum)
        {
            return null;
        }

        var box = grid.OutlineMetric(cell, GeometryFactory.Default).EnvelopeInternal;
        var near = await units.ReadIncidentsAsync(
            new MetricPoint(box.MinX, box.MinY), new MetricPoint(box.MaxX, box.MaxY), FilterOf(run), cancellation);
        return await ViewAsync(run, sum, [.. near.Where(incident => grid.CellOf(incident.Place) == cell)], grid.CentreOf(cell), cancellation);
    }

    /// <summary>A street segment; null when there is no such run (any more), it has no such segment, or the
    /// streets have been drawn otherwise since.</summary>
    public async Task<HotspotUnitView?> SegmentAsync(string runId, int segment, CancellationToken cancellation)
    {
        if (await FindRunAsync(runId, cancellation) is not var (request, run) || request.Unit != HotspotRequest.Segment)
        {
            return null;
        }

        // A window that ends where it begins holds no incident: only outline and streets are wanted.
        var input = await store.ReadInputAsync(request.Filter with { To = request.Filter.From }, true, cancellation);
        if (input.OutlineMetric is null)
        {
            return null;
        }

        var streets = HotspotComputation.StreetsOf(input);
        if (segment < 0 || segment >= streets.Units.Count)
        {
            return null;
        }

        var line = streets.Units[segment];
        if (await units.SumSegmentsAsync(runId, [segment, .. streets.Neighbours.Of(segment).ToArray()], line.LengthM, cancellation) is not { } sum)
        {
            return null;
        }

        var (east, north) = (line.Corners.Select(corner => corner.EastingM).ToArray(), line.Corners.Select(corner => corner.NorthingM).ToArray());
        var near = await units.ReadIncidentsAsync(
            new MetricPoint(east.Min() - streets.SnapM, north.Min() - streets.SnapM),
            new MetricPoint(east.Max() + streets.SnapM, north.Max() + streets.SnapM), FilterOf(run), cancellation);
        return await ViewAsync(run, sum, [.. near.Where(incident => streets.Snap(incident.Place)?.Segment == segment)],
            line.At(line.LengthM / 2), cancellation);
    }

    private async Task<(HotspotRequest Request, HotspotRunView Run)?> FindRunAsync(string runId, CancellationToken cancellation) =>
        await store.FindAsync(runId, cancellation) is { } run ? (HotspotRuns.RequestOf(run), HotspotRuns.ViewOf(run)) : null;

    /// <summary>The run's kind of incidents, over its window and the weeks before its end.</summary>
    private static HotspotFilter FilterOf(HotspotRunView run)
    {
        var firstWeek = run.To - (Weeks * Week);
        return new HotspotFilter(run.From < firstWeek ? run.From : firstWeek, run.To, run.Categories, run.CalledInOnly);
    }

    private async Task<HotspotUnitView> ViewAsync(
        HotspotRunView run, UnitSum sum, IReadOnlyList<UnitIncident> incidents, MetricPoint middle, CancellationToken cancellation)
    {
        var weeks = new int[Weeks];
        foreach (var incident in incidents)
        {
            // An incident just at the end of a week belongs to the next one, as windows do not hold their end.
            var week = Weeks - (int)Math.Ceiling((run.To - incident.OccurredFrom) / Week);
            if (week >= 0)
            {
                weeks[week]++;
            }
        }

        var inWindow = incidents.Where(incident => incident.OccurredFrom >= run.From).ToArray();
        var clock = HourWeekdayClock.Of([.. inWindow.Select(incident => incident.Time)]);
        var categories = inWindow.GroupBy(incident => incident.CategoryCode)
            .Select(same => new CategoryCount(same.Key, same.Count()))
            .OrderByDescending(category => category.Count).ThenBy(category => category.Code, StringComparer.Ordinal);
        var named = await store.NameAsync([middle], cancellation);
        return new HotspotUnitView(
            run.RunId, named[0].Name, sum.OwnIncidents, sum.Units, sum.Incidents, run.WeightedCount / run.CellsTested * sum.Units,
            run.To, weeks, clock.Hours, clock.Spread + clock.WeekOrMore, [.. categories]);
    }
}
