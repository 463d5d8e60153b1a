using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Stability;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Overlays;

/// <summary>An incident that came, or went.</summary>
/// <param name="Place">Its position, metres.</param>
/// <param name="Sign">1 when it came, -1 when it went.</param>
public readonly record struct IncidentChange(MetricPoint Place, int Sign);

/// <summary>
/// An overlay of unweighted incidents kept up to date as they come in: an incident changes the counts and sums around it on each of the
/// stability lens's grids, and the density within the kernel's reach; mean, deviation and correction of all follow from running sums. What
/// it gives is at any time to the last bit what <see cref="HotspotOverlay.Compute"/> gives for the same incidents. Not safe to use from
/// several threads at once.
/// </summary>
public sealed class RunningOverlay
{
    /// <summary>Beyond so many cells the neighbour lists of 27 grids would take more memory than they save time.</summary>
    public const int MostCells = 50_000;

    private readonly PolygonWindow _window;
    private readonly HotspotParameters _parameters;
    private readonly GridCell[] _members;
    private readonly OverlayDensity _density;
    private readonly CountedGrid[] _grids;
    private int _used;
    private int _outside;

    /// <summary>Begins with incidents.</summary>
    /// <param name="incidents">Positions in the metric CRS of window and grid.</param>
    /// <param name="window">The district.</param>
    /// <param name="parameters">Grid, kernel and thresholds.</param>
    /// <exception cref="ArgumentException">There are more than <see cref="MostCells"/> cells, or none has its centre in the window.</exception>
    public RunningOverlay(ReadOnlySpan<MetricPoint> incidents, PolygonWindow window, HotspotParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(parameters);
        (_window, _parameters) = (window, parameters);
        var cells = HotspotOverlay.CellsOf(window, parameters);
        if (cells.Count > MostCells)
        {
            throw new ArgumentException($"{cells.Count:N0} cells are more than {MostCells:N0}; compute the overlay anew instead.", nameof(parameters));
        }

        _members = [.. cells.All()];
        _density = new OverlayDensity(cells, window, parameters);
        var used = UsedIncidents.Of(incidents, [], window, cells);
        (_used, _outside) = (used.Places.Length, used.Outside);
        _density.Add(used.Places, []);
        var centres = Array.ConvertAll(_members, cells.Grid.CentreOf);
        _grids = [.. StabilityLens.GridsBeside(parameters.Grid).AsParallel().AsOrdered().Select(grid =>
            new CountedGrid(WindowCells.Clip(grid, window), used.Places, centres))];
    }

    /// <summary>Whether an overlay with this window and grid may run: it has a cell, and not more than <see cref="MostCells"/>.</summary>
    public static bool IsFor(PolygonWindow window, HotspotParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(parameters);
        return WindowCells.Clip(parameters.Grid, window).Count is > 0 and <= MostCells;
    }

    /// <summary>Takes changes in.</summary>
    /// <exception cref="ArgumentException">An incident went that was never there, as far as can be told; the overlay is of no more use then.</exception>
    public void Apply(IReadOnlyList<IncidentChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var used = new List<IncidentChange>(changes.Count);
        foreach (var change in changes.GroupBy(change => change.Place, change => change.Sign).Select(group => new IncidentChange(group.Key, group.Sum())))
        {
            // Most edits leave the place as it was.
            if (change.Sign == 0)
            {
                continue;
            }

            if (_grids[0].Cells.IndexOf(change.Place) < 0 && !_window.Contains(change.Place))
            {
                _outside += change.Sign;
                continue;
            }

            _used += change.Sign;
            used.Add(change);
            for (var i = 0; i < Math.Abs(change.Sign); i++)
            {
                _density.Put(change.Place, Math.Sign(change.Sign));
            }
        }

        if (used.Count > 0)
        {
            Parallel.ForEach(_grids, grid => grid.Apply(used));
        }
    }

    /// <summary>The overlay as of now.</summary>
    public HotspotOverlay ToOverlay()
    {
        var own = _grids[0];
        var outcome = own.OutcomeOf(_parameters);
        var isTested = Array.ConvertAll(_grids, grid => grid.OutcomeOf(_parameters) == HotspotOutcome.Ok);
        var perKm2 = _density.PerKm2();
        var cells = new HotspotCell[_members.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            var (z, q) = (own.GiStar.Z(i), own.GiStar.Q(i));
            var significance = outcome == HotspotOutcome.Ok ? SignificanceClass.Of(z, q) : 0;
            cells[i] = new HotspotCell(_members[i].Column, _members[i].Row, own.GiStar.CountOf(i), perKm2[i], z, own.GiStar.P(i), q, significance,
                significance >= GiStarTest.LeastHotClass && DependsOnGrid(i, isTested));
        }

        return HotspotOverlay.Of(outcome, cells, _parameters, _window.AreaM2, new OverlayTally(_used, own.Incidents, _outside, _density.Floored, own.Undefined));
    }

    private bool DependsOnGrid(int cell, bool[] isTested)
    {
        var hits = 0;
        for (var number = 0; number < _grids.Length; number++)
        {
            hits += isTested[number] && _grids[number].IsHotAtCentreOf(cell) ? 1 : 0;
        }

        return (double)hits / _grids.Length < StabilityLens.LeastHotShare;
    }
}
