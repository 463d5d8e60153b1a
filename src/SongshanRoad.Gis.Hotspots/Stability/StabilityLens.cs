using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Stability;

/// <summary>Tells which cells are hot.</summary>
/// <param name="cells">The cells.</param>
/// <param name="sums">Events in each, weighted.</param>
/// <param name="spare">As many numbers, which the test may use as it likes.</param>
/// <param name="isHot">Set for each cell, if there are enough events.</param>
/// <returns>Whether there are enough events to test.</returns>
public delegate bool HotTest(WindowCells cells, ReadOnlySpan<double> sums, Span<double> spare, Span<bool> isHot);

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
    /// <param name="test">The test; called for several grids at once, so it must only depend on what it is given.</param>
    /// <exception cref="ArgumentException">A grid has too many cells, or the weights are not as many as the events.</exception>
    public static StabilityMap Of(ReadOnlyMemory<MetricPoint> events, ReadOnlyMemory<double> weights, PolygonWindow window, CellGrid stored, HotTest test)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(test);
        var grids = GridsBeside(stored).Select(grid => WindowCells.Clip(grid, window)).ToArray();
        if (grids.Select(grid => grid.TooManyToHold).FirstOrDefault(why => why is not null) is { } why)
        {
            throw new ArgumentException(why, nameof(stored));
        }

        var own = grids[0];
        var centres = own.All().Select(own.Grid.CentreOf).ToArray();
        var most = (int)grids.Max(grid => grid.Count);
        var (ownHot, tooFew) = (Array.Empty<bool>(), 0);
        // Every worker uses the same memory for all its grids: their figures would be hundreds of megabytes for a city.
        var desks = ParallelChunks.RunWithOwn(grids.Length, () => new Desk(most, centres.Length), (number, desk) =>
        {
            var grid = grids[number];
            var sums = desk.Sums.AsSpan(0, (int)grid.Count);
            var isHot = desk.IsHot.AsSpan(0, sums.Length);
            sums.Clear();
            grid.Sum(events.Span, weights.Span, sums);
            if (!test(grid, sums, desk.Spare.AsSpan(0, sums.Length), isHot))
            {
                Interlocked.Increment(ref tooFew);
                return;
            }

            if (number == 0)
            {
                ownHot = isHot.ToArray();
            }

            for (var cell = 0; cell < centres.Length; cell++)
            {
                desk.Hits[cell] += grid.IndexOf(centres[cell]) is >= 0 and var at && isHot[(int)at] ? 1 : 0;
            }
        });

        var (states, shares) = (new StabilityState[centres.Length], new double[centres.Length]);
        for (var cell = 0; cell < centres.Length; cell++)
        {
            shares[cell] = (double)desks.Sum(desk => desk.Hits[cell]) / grids.Length;
            states[cell] = ownHot.Length == 0 ? StabilityState.TooFewEvents
                : !ownHot[cell] ? StabilityState.NotHot
                : shares[cell] < LeastHotShare ? StabilityState.DependsOnTheGrid
                : StabilityState.Hot;
        }

        return new StabilityMap(own, states, shares, grids.Length, tooFew);
    }

    /// <summary>What one worker writes on.</summary>
    private sealed class Desk(int mostCells, int storedCells)
    {
        public double[] Sums { get; } = new double[mostCells];

        public double[] Spare { get; } = new double[mostCells];

        public bool[] IsHot { get; } = new bool[mostCells];

        /// <summary>In how many of the worker's grids the place of each stored cell is hot.</summary>
        public int[] Hits { get; } = new int[storedCells];
    }
}
