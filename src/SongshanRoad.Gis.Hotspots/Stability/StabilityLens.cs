using System.Buffers;
using SongshanRoad.Gis.Hotspots.Density;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Stability;

/// <summary>Tells which cells are hot.</summary>
/// <param name="cells">The cells.</param>
/// <param name="sums">Events in each, weighted; the memory is used again afterwards.</param>
/// <returns>Whether each cell is hot, or null when there are too few events to test.</returns>
public delegate bool[]? HotTest(WindowCells cells, ReadOnlySpan<double> sums);

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
    public static StabilityMap Of(ReadOnlyMemory<MetricPoint> events, ReadOnlyMemory<double> weights, PolygonWindow window, CellGrid stored, HotTest isHot)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(isHot);
        var grids = GridsBeside(stored).Select(grid => WindowCells.Clip(grid, window)).ToArray();
        var own = grids[0];
        var centres = own.All().Select(own.Grid.CentreOf).ToArray();
        var (ownHot, tooFew, hits, gate) = (Array.Empty<bool>(), 0, new int[centres.Length], new Lock());
        // What is kept of a grid is which places it calls hot: the cells of 27 grids of a city would be hundreds of megabytes.
        Parallel.For(0, grids.Length, ParallelChunks.OnePerCore, () => new int[centres.Length], (number, _, tally) =>
        {
            var answer = Answer(isHot, grids[number], events.Span, weights.Span);
            if (answer is not null && answer.Length != grids[number].Count)
            {
                throw new ArgumentException($"The test answers for {answer.Length} of {grids[number].Count} cells.", nameof(isHot));
            }

            if (answer is null)
            {
                Interlocked.Increment(ref tooFew);
                return tally;
            }

            if (number == 0)
            {
                ownHot = answer;
            }

            for (var cell = 0; cell < centres.Length; cell++)
            {
                tally[cell] += grids[number].IndexOf(centres[cell]) is >= 0 and var at && answer[at] ? 1 : 0;
            }

            return tally;
        }, tally =>
        {
            lock (gate)
            {
                for (var cell = 0; cell < hits.Length; cell++)
                {
                    hits[cell] += tally[cell];
                }
            }
        });

        var (states, shares) = (new StabilityState[centres.Length], new double[centres.Length]);
        for (var cell = 0; cell < centres.Length; cell++)
        {
            shares[cell] = (double)hits[cell] / grids.Length;
            states[cell] = ownHot.Length == 0 ? StabilityState.TooFewEvents
                : !ownHot[cell] ? StabilityState.NotHot
                : shares[cell] < LeastHotShare ? StabilityState.DependsOnTheGrid
                : StabilityState.Hot;
        }

        return new StabilityMap(own, states, shares, grids.Length, tooFew);
    }

    private static bool[]? Answer(HotTest isHot, WindowCells cells, ReadOnlySpan<MetricPoint> places, ReadOnlySpan<double> weights)
    {
        var sums = ArrayPool<double>.Shared.Rent((int)cells.Count);
        try
        {
            var own = sums.AsSpan(0, (int)cells.Count);
            own.Clear();
            cells.Sum(places, weights, own);
            return isHot(cells, own);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(sums);
        }
    }
}
