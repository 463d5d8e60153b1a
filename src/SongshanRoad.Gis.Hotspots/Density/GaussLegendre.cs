namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>Gauss-Legendre quadrature of order 16 on panels.</summary>
internal static class GaussLegendre
{
    private const int Order = 16;

    private static readonly (double Node, double Weight)[] Rule = [.. Enumerable.Range(1, Order).Select(NodeAndWeight)];

    /// <summary>Integral of a smooth function, with panels no wider than <paramref name="panel"/>.</summary>
    public static double Integrate<TArgument>(Func<double, TArgument, double> function, TArgument argument, double from, double to, double panel)
    {
        var panels = Math.Max(1, (int)Math.Ceiling((to - from) / panel));
        var half = (to - from) / panels / 2;
        var sum = 0.0;
        for (var i = 0; i < panels; i++)
        {
            var middle = from + (((2 * i) + 1) * half);
            foreach (var (node, weight) in Rule)
            {
                sum += weight * function(middle + (half * node), argument);
            }
        }

        return sum * half;
    }

    /// <summary>Root of the Legendre polynomial by Newton's method from Tricomi's first guess, and its weight.</summary>
    private static (double Node, double Weight) NodeAndWeight(int number)
    {
        var x = Math.Cos(Math.PI * (number - 0.25) / (Order + 0.5));
        var slope = 0.0;
        for (var step = 0; step < 10; step++)
        {
            var (last, value) = (1.0, x);
            for (var degree = 2; degree <= Order; degree++)
            {
                (last, value) = (value, ((((2 * degree) - 1) * x * value) - ((degree - 1) * last)) / degree);
            }

            slope = Order * ((x * value) - last) / ((x * x) - 1);
            x -= value / slope;
        }

        return (x, 2 / ((1 - (x * x)) * slope * slope));
    }
}
