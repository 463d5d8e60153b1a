using System.Runtime.Intrinsics;

namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>Gauss-Legendre quadrature on panels, of order 16, or of 8 where a millionth is near enough.</summary>
internal static class GaussLegendre
{
    private const int Order = 16;

    private static readonly (double[] Nodes, double[] Weights) Fine = Rule(Order);
    private static readonly (double[] Nodes, double[] Weights) Coarse = Rule(Order / 2);

    /// <summary>Integral of a smooth function, with panels no wider than <paramref name="panel"/>.</summary>
    public static double Integrate<TArgument>(Func<double, TArgument, double> function, TArgument argument, double from, double to, double panel)
    {
        var panels = Math.Max(1, (int)Math.Ceiling((to - from) / panel));
        var half = (to - from) / panels / 2;
        var sum = 0.0;
        for (var i = 0; i < panels; i++)
        {
            var middle = from + (((2 * i) + 1) * half);
            for (var n = 0; n < Order; n++)
            {
                sum += Fine.Weights[n] * function(middle + (half * Fine.Nodes[n]), argument);
            }
        }

        return sum * half;
    }

    /// <summary>Integral of exp(-(offset + t²) rate) / (offset + t²) by t, four nodes at a time.</summary>
    public static double IntegrateBell(double from, double to, double offset, double rate, double panel, bool isCoarse)
    {
        var (nodes, weights) = isCoarse ? Coarse : Fine;
        var panels = Math.Max(1, (int)Math.Ceiling((to - from) / panel));
        var half = (to - from) / panels / 2;
        var sum = Vector256<double>.Zero;
        for (var i = 0; i < panels; i++)
        {
            var middle = Vector256.Create(from + (((2 * i) + 1) * half));
            for (var n = 0; n < nodes.Length; n += Vector256<double>.Count)
            {
                var t = middle + (half * Vector256.Create(nodes, n));
                var square = (t * t) + Vector256.Create(offset);
                sum += Vector256.Create(weights, n) * Vector256.Exp(-rate * square) / square;
            }
        }

        return Vector256.Sum(sum) * half;
    }

    private static (double[] Nodes, double[] Weights) Rule(int order)
    {
        var rule = Enumerable.Range(1, order).Select(number => NodeAndWeight(number, order)).ToArray();
        return (Array.ConvertAll(rule, one => one.Node), Array.ConvertAll(rule, one => one.Weight));
    }

    /// <summary>Root of the Legendre polynomial by Newton's method from Tricomi's first guess, and its weight.</summary>
    private static (double Node, double Weight) NodeAndWeight(int number, int order)
    {
        var x = Math.Cos(Math.PI * (number - 0.25) / (order + 0.5));
        var slope = 0.0;
        for (var step = 0; step < 10; step++)
        {
            var (last, value) = (1.0, x);
            for (var degree = 2; degree <= order; degree++)
            {
                (last, value) = (value, ((((2 * degree) - 1) * x * value) - ((degree - 1) * last)) / degree);
            }

            slope = order * ((x * value) - last) / ((x * x) - 1);
            x -= value / slope;
        }

        return (x, 2 / ((1 - (x * x)) * slope * slope));
    }
}
