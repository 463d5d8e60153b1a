using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Overlays;

/// <summary>The incidents an overlay is made of: those in the window or in one of its cells, with a weight above 0.</summary>
/// <param name="Places">Positions, metres; in a fixed order when weights differ, so that sums of them do not depend on the order given, else by
/// rows of the grid, so that what is near on the ground is near in memory.</param>
/// <param name="Weights">One weight per place, or empty when all are 1.</param>
/// <param name="InCells">How many lie in a cell.</param>
/// <param name="Outside">How many of a weight above 0 lie in neither.</param>
internal sealed record UsedIncidents(MetricPoint[] Places, double[] Weights, int InCells, int Outside)
{
    public static UsedIncidents Of(ReadOnlySpan<MetricPoint> incidents, ReadOnlySpan<double> weights, PolygonWindow window, WindowCells cells)
    {
        if (weights.Length != 0 && weights.Length != incidents.Length)
        {
            throw new ArgumentException($"There are {weights.Length} weights for {incidents.Length} incidents.", nameof(weights));
        }

        var places = new List<MetricPoint>(incidents.Length);
        var weighing = new List<double>(weights.Length);
        var (inCells, outside) = (0, 0);
        for (var i = 0; i < incidents.Length; i++)
        {
            if (weights.Length != 0 && weights[i] <= 0)
            {
                continue;
            }

            var isInCell = cells.IndexOf(incidents[i]) >= 0;
            if (!isInCell && !window.Contains(incidents[i]))
            {
                outside++;
                continue;
            }

            inCells += isInCell ? 1 : 0;
            places.Add(incidents[i]);
            if (weights.Length != 0)
            {
                weighing.Add(weights[i]);
            }
        }

        var (used, usedWeights) = (places.ToArray(), weighing.ToArray());
        if (usedWeights.Length > 0)
        {
            var order = Enumerable.Range(0, used.Length)
                .OrderBy(i => used[i].EastingM).ThenBy(i => used[i].NorthingM).ThenBy(i => usedWeights[i]).ToArray();
            (used, usedWeights) = ([.. order.Select(i => used[i])], [.. order.Select(i => usedWeights[i])]);
        }
        else
        {
            used = ByLine(used, cells);
        }

        return new UsedIncidents(used, usedWeights, inCells, outside);
    }

    /// <summary>Sorts by counting.</summary>
    private static MetricPoint[] ByLine(MetricPoint[] places, WindowCells cells)
    {
        var lines = Array.ConvertAll(places, place =>
            cells.Grid.TryCellOf(place, out var cell) ? Math.Clamp(cells.Grid.PlaceOf(cell).Line - cells.FirstLine, 0, cells.LineCount - 1) : 0);
        var start = new int[cells.LineCount + 1];
        foreach (var line in lines)
        {
            start[line + 1]++;
        }

        for (var line = 0; line < cells.LineCount; line++)
        {
            start[line + 1] += start[line];
        }

        var sorted = new MetricPoint[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            sorted[start[lines[i]]++] = places[i];
        }

        return sorted;
    }
}
