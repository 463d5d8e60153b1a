using SongshanRoad.Gis.Hotspots.Clustering;

namespace SongshanRoad.Gis.Hotspots.SpaceTime;

/// <summary>Gi* in space and time: a bin is summed with its neighbours in space and with the same units in the steps just before, and compared
/// with what it would be if the counts were spread at random over all bins of the cube.</summary>
public static class SpaceTimeGiStar
{
    /// <summary>Computes Gi* of every bin.</summary>
    /// <param name="neighbours">Neighbours of each unit in space.</param>
    /// <param name="cube">The counts.</param>
    /// <param name="previousSteps">How many steps before a bin's own belong to its neighbourhood, 0 or more; the first bins have fewer.</param>
    /// <returns>z and p by bin, as the cube orders them.</returns>
    /// <exception cref="ArgumentException">Neighbourhood and cube have different numbers of units.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of steps is negative.</exception>
    public static GiStar Compute(INeighbourhood neighbours, SpaceTimeCube cube, int previousSteps = 1)
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        ArgumentNullException.ThrowIfNull(cube);
        ArgumentOutOfRangeException.ThrowIfNegative(previousSteps);
        if (neighbours.Count != cube.UnitCount)
        {
            throw new ArgumentException($"Neighbours of {neighbours.Count} units for a cube of {cube.UnitCount}.", nameof(neighbours));
        }

        var scale = GiStarScale.Of(ExactMoments.Of(cube.Values, cube.Values.Length));
        var (z, p) = (new double[cube.Values.Length], new double[cube.Values.Length]);
        var undefined = new List<int>();
        var inSpace = SumInSpace(neighbours, cube);
        for (var step = 0; step < cube.Steps.Count; step++)
        {
            var first = Math.Max(0, step - previousSteps);
            var (weight, deviation) = (0L, 0.0);
            for (var unit = 0; unit < cube.UnitCount; unit++)
            {
                var sum = 0.0;
                for (var earlier = first; earlier <= step; earlier++)
                {
                    sum += inSpace[(earlier * cube.UnitCount) + unit];
                }

                if ((neighbours.SizeOf(unit) + 1L) * (step - first + 1) is var own && own != weight)
                {
                    (weight, deviation) = (own, scale.DeviationOf(own));
                }

                var bin = (step * cube.UnitCount) + unit;
                if (!scale.TryScore(sum, weight, deviation, out z[bin], out p[bin]))
                {
                    undefined.Add(bin);
                }
            }
        }

        return new GiStar(z, p, undefined);
    }

    private static double[] SumInSpace(INeighbourhood neighbours, SpaceTimeCube cube)
    {
        var sums = new double[cube.Values.Length];
        for (var step = 0; step < cube.Steps.Count; step++)
        {
            var own = cube.ValuesAt(step);
            var target = sums.AsSpan(step * cube.UnitCount, cube.UnitCount);
            neighbours.Sum(own, target);
            for (var unit = 0; unit < target.Length; unit++)
            {
                target[unit] = own[unit] + target[unit];
            }
        }

        return sums;
    }
}
