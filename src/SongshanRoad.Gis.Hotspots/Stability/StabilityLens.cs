using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Stability;

/// <summary>Tells which cells are hot.</summary>
/// <param name="cells">The cells.</param>
/// <param name="sums">Events in each, weighted.</param>
/// <returns>Whether each cell is hot, or null when there are too few events to test.</returns>
public delegate bool[]? HotTest(WindowCells cells, double[] sums);

/// <summary>Recomputes a hotspot map on grids moved by thirds of a cell and with narrower and wider cells: 9 offsets times 3 sizes. What
/// is hot only for one way to draw the lines is not a hot spot but a property of the grid (the modifiable areal unit problem).</summary>
public static class StabilityLens
{
    /// <summary>Cells hot in less than this share of the recomputations depend on the grid.</summary>
    public const double LeastHotShare = 0.6;

    private const int OffsetsPerAxis = 3;

    /// <summary>Widths of the cells against those of the stored grid: half and one and a half times the area, and the same.</summary>
    private static readonly double[] Widths = [1, Math.Sqrt(0.5), Math.Sqrt(1.5)];

    /// <summary>The grids, the stored one first.</summary>
    public static IReadOnlyList<CellGrid> GridsBeside(CellGrid stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var grids = new List<CellGrid>(Widths.Length * OffsetsPerAxis * OffsetsPerAxis);
        foreach (var widths in Widths)
        {
            for (var north = 0; north < OffsetsPerAxis; north++)
            {
                for (var east = 0; east < OffsetsPerAxis; east++)
                {
                    grids.Add(stored.Redrawn(widths, (double)east / OffsetsPerAxis, (double)north / OffsetsPerAxis));
                }
            }
        }

        return grids;
    }

    /// <summary>Recomputes a map.</summary>
    /// <param name="events">Positions, metres; equal weights make the order irrelevant.</param>
    /// <param name="weights">One weight per event; empty means 1 each.</param>
    /// <param name="window">The district.</param>
    /// <param name="stored">The grid of the map.</param>
    /// <param name="isHot">The test; called for several grids at once, so it must only depend on what it is given.</param>
    /// <exception cref="ArgumentException">A grid has too many cells, the weights are not as many as the events, or the test answers for
    /// another number of cells.</exception>
    public static StabilityMap Of(ReadOnlySpan<MetricPoint> events, ReadOnlySpan<double> weights, PolygonWindow window, CellGrid stored, HotTest isHot)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(isHot);
        var grids = GridsBeside(stored).Select(grid => WindowCells.Clip(grid, window)).ToArray();
        var (places, weighing) = (events.ToArray(), weights.ToArray());
        var hot = new bool[grids.Length][];
        Parallel.For(0, grids.Length, number =>
        {
            var answer = isHot(grids[number], grids[number].SumAll(places, weighing));
            if (answer is not null && answer.Length != grids[number].Count)
            {
                throw new ArgumentException($"The test answers for {answer.Length} of {grids[number].Count} cells.", nameof(isHot));
            }

            hot[number] = answer ?? [];
        });

        var own = grids[0];
        var isTested = hot[0].Length > 0;
        var (states, shares) = (new StabilityState[own.Count], new double[own.Count]);
        var cell = 0;
        foreach (var member in own.All())
        {
            var centre = own.Grid.CentreOf(member);
            var hits = 0;
            for (var number = 0; number < grids.Length; number++)
            {
                hits += hot[number].Length > 0 && grids[number].IndexOf(centre) is >= 0 and var at && hot[number][at] ? 1 : 0;
            }

            shares[cell] = (double)hits / grids.Length;
            states[cell] = !isTested ? StabilityState.TooFewEvents
                : !hot[0][cell] ? StabilityState.NotHot
                : shares[cell] < LeastHotShare ? StabilityState.DependsOnTheGrid
                : StabilityState.Hot;
            cell++;
        }

        return new StabilityMap(own, states, shares, grids.Length, hot.Count(answer => answer.Length == 0));
    }
}
