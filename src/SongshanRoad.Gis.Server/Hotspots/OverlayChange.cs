using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Overlays;

namespace SongshanRoad.Gis.Server.Hotspots;

/// <summary>What changed from one standing run to another.</summary>
/// <param name="PreviousRunId">The run before.</param>
/// <param name="RunId">The run now.</param>
/// <param name="Classes">Class before and now of each cell where they differ.</param>
internal sealed record OverlayChange(string PreviousRunId, string RunId, IReadOnlyDictionary<GridCell, (int Before, int After)> Classes)
{
    private const int MostListed = 2000;

    /// <summary>The cells that differ between two overlays on one grid; a cell that only one of them has is of class 0 in the other.</summary>
    public static OverlayChange Between(string previousRunId, HotspotOverlay previous, string runId, HotspotOverlay overlay)
    {
        var before = previous.Cells.Where(cell => cell.Class != 0).ToDictionary(cell => new GridCell(cell.Column, cell.Row), cell => cell.Class);
        var changes = new Dictionary<GridCell, (int Before, int After)>();
        foreach (var cell in overlay.Cells)
        {
            before.Remove(new GridCell(cell.Column, cell.Row), out var was);
            if (was != cell.Class)
            {
                changes.Add(new GridCell(cell.Column, cell.Row), (was, cell.Class));
            }
        }

        foreach (var (cell, was) in before)
        {
            changes.Add(cell, (was, 0));
        }

        return new OverlayChange(previousRunId, runId, changes);
    }

    /// <summary>This change and the next in one: a cell that is back where it was does not differ.</summary>
    public OverlayChange Then(OverlayChange next)
    {
        var changes = new Dictionary<GridCell, (int Before, int After)>(Classes);
        foreach (var (cell, (was, now)) in next.Classes)
        {
            var first = changes.TryGetValue(cell, out var known) ? known.Before : was;
            if (first == now)
            {
                changes.Remove(cell);
            }
            else
            {
                changes[cell] = (first, now);
            }
        }

        return new OverlayChange(PreviousRunId, next.RunId, changes);
    }

    /// <summary>The notice to open maps.</summary>
    public HotspotsChanged ToNotice() => new(RunId, PreviousRunId, Classes.Count, Classes.Count > MostListed ? null : [.. Classes
        .OrderBy(change => change.Key.Row).ThenBy(change => change.Key.Column)
        .Select(change => new CellClassChange(change.Key.Column, change.Key.Row, change.Value.Before, change.Value.After))]);
}
