using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>
/// Getis-Ord Gi* with binary weights, the unit itself included: how far the sum of a unit and its neighbours is from what it
/// would be if the values were spread at random over all n units.
/// </summary>
/// <remarks>
/// z_i = (sum_j w_ij x_j - W_i mean) / (s sqrt((n W_i - W_i²) / (n - 1))), with s² the variance over all n (divided by n) and
/// W_i the number of neighbours plus one. Getis and Ord, Geographical Analysis 24 (1992) 189-206; Ord and Getis 27 (1995) 286-306.
/// Where that is 0/0 (all values equal, or a unit neighbours all others) z is 0, p is 1 and the unit is named as undefined.
/// </remarks>
public static class GetisOrd
{
    /// <summary>Gi* on a grid with queen neighbours (up to eight), by 3 x 3 sums in one pass, without a neighbour list.</summary>
    /// <param name="grid">The cells tested; cells outside it are nobody's neighbours.</param>
    /// <param name="values">One finite value per cell, in the order of <see cref="WindowGrid.Cells"/>.</param>
    /// <exception cref="ArgumentException">Not one finite value per cell.</exception>
    public static GiStar StarOnGrid(WindowGrid grid, ReadOnlySpan<double> values)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var spread = Spread.Of(values, grid.Cells.Count);
        // One empty cell all round, so that the sums need no border cases.
        var width = grid.Columns + 2;
        var sums = new double[width * (grid.Rows + 2)];
        var members = new int[sums.Length];
        var indexInBox = grid.IndexInBox;
        for (var box = 0; box < indexInBox.Length; box++)
        {
            if (indexInBox[box] is var index and >= 0)
            {
                var at = ((box / grid.Columns) + 1) * width + (box % grid.Columns) + 1;
                sums[at] = values[index];
                members[at] = 1;
            }
        }

        var result = new GiStarBuilder(spread, values.Length);
        for (var box = 0; box < indexInBox.Length; box++)
        {
            if (indexInBox[box] is var index and >= 0)
            {
                var at = ((box / grid.Columns) + 1) * width + (box % grid.Columns) + 1;
                var (sum, count) = (0.0, 0);
                for (var row = at - width; row <= at + width; row += width)
                {
                    sum += sums[row - 1] + sums[row] + sums[row + 1];
                    count += members[row - 1] + members[row] + members[row + 1];
                }

                result.Set(index, sum, count);
            }
        }

        return result.Build();
    }

    /// <summary>Gi* on any neighbourhood; each unit is added to its own neighbours.</summary>
    /// <param name="neighbours">Neighbours of each unit.</param>
    /// <param name="values">One finite value per unit.</param>
    /// <exception cref="ArgumentException">Not one finite value per unit.</exception>
    public static GiStar Star(NeighbourList neighbours, ReadOnlySpan<double> values)
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        var result = new GiStarBuilder(Spread.Of(values, neighbours.Count), values.Length);
        for (var unit = 0; unit < values.Length; unit++)
        {
            var sum = values[unit];
            foreach (var neighbour in neighbours.Of(unit))
            {
                sum += values[neighbour];
            }

            result.Set(unit, sum, neighbours.Of(unit).Length + 1);
        }

        return result.Build();
    }

    private readonly record struct Spread(double Mean, double Deviation)
    {
        public static Spread Of(ReadOnlySpan<double> values, int expectedCount)
        {
            if (values.Length != expectedCount)
            {
                throw new ArgumentException($"{values.Length} values for {expectedCount} units; each unit needs one.", nameof(values));
            }

            var (sum, least, most) = (0.0, double.PositiveInfinity, double.NegativeInfinity);
            foreach (var value in values)
            {
                if (!double.IsFinite(value))
                {
                    throw new ArgumentException($"The value {value} is not finite.", nameof(values));
                }

                sum += value;
                (least, most) = (Math.Min(least, value), Math.Max(most, value));
            }

            // Equal values have no deviation; the sum of squares would leave a rounding residue to divide by.
            if (!(least < most))
            {
                return new Spread(least, 0);
            }

            var mean = sum / values.Length;
            var squares = 0.0;
            foreach (var value in values)
            {
                squares += (value - mean) * (value - mean);
            }

            return new Spread(mean, Math.Sqrt(squares / values.Length));
        }
    }

    private sealed class GiStarBuilder(Spread spread, int count)
    {
        private readonly double[] _z = new double[count];
        private readonly double[] _p = new double[count];
        private readonly List<int> _undefined = [];

        public void Set(int unit, double sum, int weight)
        {
            double n = count;
            var scale = spread.Deviation * Math.Sqrt(((n * weight) - ((double)weight * weight)) / (n - 1));
            if (scale > 0)
            {
                _z[unit] = (sum - (weight * spread.Mean)) / scale;
                _p[unit] = NormalTail.TwoSided(_z[unit]);
            }
            else
            {
                _p[unit] = 1;
                _undefined.Add(unit);
            }
        }

        public GiStar Build() => new(_z, _p, _undefined);
    }
}
