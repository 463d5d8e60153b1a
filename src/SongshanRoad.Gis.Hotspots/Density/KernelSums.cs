using System.Runtime.Intrinsics;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>Sums of kernels at single places, over the sources near each.</summary>
internal sealed class KernelSums(KernelSources sources, KernelShape shape)
{
    private const int Chunk = 512;

    /// <summary>exp(-9²/2) = 2.6e-18 of the peak is less than the rounding of one addition.</summary>
    private const double GaussianReach = 9;

    /// <summary>Share of a sum that the sources left out may make up at most.</summary>
    private const double Negligible = 1e-11;

    /// <summary>Standard deviations from which exp(-r²/2) is 0 in double precision.</summary>
    private const double NothingLeft = 38.7;

    private static readonly Vector256<double>[] FirstLanes = [.. Enumerable.Range(0, Vector256<double>.Count).Select(count =>
        Vector256.LessThan(Vector256.Create(0L, 1L, 2L, 3L), Vector256.Create((long)count)).AsDouble())];

    private readonly double _totalWeight = sources.TotalWeight;

    /// <summary>Side of the blocks in which sources are found soonest.</summary>
    public static double BlockM(KernelShape shape) => shape.ReachM(GaussianReach) / 2;

    /// <summary>The sum of weight times kernel at each place, per square metre.</summary>
    public double[] At(ReadOnlySpan<MetricPoint> places)
    {
        var copy = places.ToArray();
        var sums = new double[copy.Length];
        ParallelChunks.Run(copy.Length, Chunk, (from, to) =>
        {
            for (var i = from; i < to; i++)
            {
                sums[i] = At(copy[i].EastingM, copy[i].NorthingM, without: -1);
            }
        });
        return sums;
    }

    /// <summary>The sums at some of the distinct sources, per square metre.</summary>
    /// <param name="which">Their numbers.</param>
    /// <param name="withThemselves">Whether each counts at its own place, or only all the others.</param>
    public double[] AtSources(int[] which, bool withThemselves)
    {
        var sums = new double[which.Length];
        ParallelChunks.Run(sums.Length, Chunk, (from, to) =>
        {
            for (var i = from; i < to; i++)
            {
                var source = which[i];
                sums[i] = At(sources.EastingM[source], sources.NorthingM[source], withThemselves ? -1 : source);
            }
        });
        return sums;
    }

    private double At(double eastingM, double northingM, int without)
    {
        for (var reachM = shape.ReachM(GaussianReach); ; reachM *= 1.5)
        {
            var sum = Within(eastingM, northingM, reachM, without);
            // A Gaussian ends nowhere: far from everything the reach grows until what it leaves out is nothing beside the sum.
            var reach = reachM / shape.BandwidthM;
            if (shape.IsCompact || reach > NothingLeft || _totalWeight * Math.Exp(-0.5 * reach * reach) <= Negligible * sum)
            {
                return sum * shape.PeakPerM2;
            }
        }
    }

    /// <summary>Sum of weight times share of the peak over all sources within reach, and perhaps some more.</summary>
    private double Within(double eastingM, double northingM, double reachM, int without)
    {
        var (x, y) = (eastingM - sources.WestM, northingM - sources.SouthM);
        var (firstColumn, lastColumn) = sources.Blocks(x - reachM, x + reachM, sources.Columns);
        var (firstRow, lastRow) = sources.Blocks(y - reachM, y + reachM, sources.Rows);
        if (firstColumn > lastColumn)
        {
            return 0;
        }

        var sum = Vector256<double>.Zero;
        for (var row = firstRow; row <= lastRow; row++)
        {
            var (from, to) = sources.InRow(row, firstColumn, lastColumn);
            if (without >= from && without < to)
            {
                sum += Over(from, without, eastingM, northingM);
                sum += Over(without + 1, to, eastingM, northingM);
            }
            else
            {
                sum += Over(from, to, eastingM, northingM);
            }
        }

        return Vector256.Sum(sum);
    }

    private Vector256<double> Over(int from, int to, double eastingM, double northingM)
    {
        var (eastings, northings, weights) = (sources.EastingM, sources.NorthingM, sources.Weight);
        var (east, north) = (Vector256.Create(eastingM), Vector256.Create(northingM));
        var perSquare = Vector256.Create(1 / (shape.BandwidthM * shape.BandwidthM));
        var sum = Vector256<double>.Zero;
        var i = from;
        for (; i <= to - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            var (dx, dy) = (Vector256.Create(eastings, i) - east, Vector256.Create(northings, i) - north);
            sum += Vector256.Create(weights, i) * shape.OfPeak(((dx * dx) + (dy * dy)) * perSquare);
        }

        if (i < to)
        {
            // The arrays go on a little: what is beyond the last source weighs nothing.
            var (dx, dy) = (Vector256.Create(eastings, i) - east, Vector256.Create(northings, i) - north);
            sum += (Vector256.Create(weights, i) & FirstLanes[to - i]) * shape.OfPeak(((dx * dx) + (dy * dy)) * perSquare);
        }

        return sum;
    }
}
