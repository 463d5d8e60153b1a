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
    private const int Unused = -1;

    public static UsedIncidents Of(ReadOnlySpan<MetricPoint> incidents, ReadOnlySpan<double> weights, PolygonWindow window, WindowCells cells)
    {
        if (weights.Length != 0 && weights.Length != incidents.Length)
        {
            throw new ArgumentException($"There are {weights.Length} weights for {incidents.Length} incidents.", nameof(weights));
        }

        // Of a million incidents nothing is copied but those used, once.
        var lines = new int[incidents.Length];
        var (inCells, outside, used) = (0, 0, 0);
        for (var i = 0; i < incidents.Length; i++)
        {
            lines[i] = Unused;
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
            used++;
            lines[i] = LineOf(incidents[i], cells);
        }

        var (places, weighing) = weights.Length == 0 ? (ByLine(incidents, lines, used, cells.LineCount), []) : ByPlace(incidents, weights, lines, used);
        return new UsedIncidents(places, weighing, inCells, outside);
    }

    private static int LineOf(MetricPoint place, WindowCells cells) =>
        cells.Grid.TryCellOf(place, out var cell) ? Math.Clamp(cells.Grid.PlaceOf(cell).Line - cells.FirstLine, 0, cells.LineCount - 1) : 0;

    /// <summary>Sorts by counting.</summary>
    private static MetricPoint[] ByLine(ReadOnlySpan<MetricPoint> incidents, int[] lines, int used, int lineCount)
    {
        var start = new int[lineCount + 1];
        foreach (var line in lines)
        {
            if (line >= 0)
            {
                start[line + 1]++;
            }
        }

        for (var line = 0; line < lineCount; line++)
        {
            start[line + 1] += start[line];
        }

        var sorted = new MetricPoint[used];
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] >= 0)
            {
                sorted[start[lines[i]]++] = incidents[i];
            }
        }

        return sorted;
    }

    private static (MetricPoint[] Places, double[] Weights) ByPlace(
        ReadOnlySpan<MetricPoint> incidents, ReadOnlySpan<double> weights, int[] lines, int used)
    {
        var sorted = new (double EastingM, double NorthingM, double Weight)[used];
        var at = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] >= 0)
            {
                sorted[at++] = (incidents[i].EastingM, incidents[i].NorthingM, weights[i]);
            }
        }

        Array.Sort(sorted);
        return (Array.ConvertAll(sorted, incident => new MetricPoint(incident.EastingM, incident.NorthingM)),
            Array.ConvertAll(sorted, incident => incident.Weight));
    }
}
