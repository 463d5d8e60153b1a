using System.Runtime.Intrinsics;

namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>Gauss-Legendre quadrature on panels, of order 16, or of 8 where a millionth is near enough.</summary>
internal static class GaussLegendre
{
    private const int Order = 16;

    private static readonly (double[] Nodes, double[] Weights) Fine = Rule(Order);
    private static readonly (double[] Nodes, double[] Weights) Coarse = Rule(Order / 2);

    /// <summary>Integral of exp(-(offset + t²) rate) / (offset + t²) by t, with panels no wider than <paramref name="panel"/>.</summary>
    public static double IntegrateBell(double from, double to, double offset, double rate, double panel, bool isCoarse) =>
        Integrate(new Bell(Vector256.Create(offset), Vector256.Create(rate)), from, to, panel, isCoarse);

    /// <summary>Integral of exp(-half cosh² u) / cosh u by u, with panels no wider than 1.</summary>
    public static double IntegrateCosh(double from, double to, double half, bool isCoarse) =>
        Integrate(new Cosh(Vector256.Create(half)), from, to, 1, isCoarse);

    /// <summary>Four nodes at a time.</summary>
    private static double Integrate<TFunction>(TFunction function, double from, double to, double panel, bool isCoarse)
        where TFunction : struct, IFunction
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
                sum += Vector256.Create(weights, n) * function.At(middle + (half * Vector256.Create(nodes, n)));
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

    /// <summary>A smooth function, known at compile time so that calls of it cost nothing.</summary>
    private interface IFunction
    {
        Vector256<double> At(Vector256<double> t);
    }

    private readonly struct Bell(Vector256<double> offset, Vector256<double> rate) : IFunction
    {
        public Vector256<double> At(Vector256<double> t)
        {
            var square = (t * t) + offset;
            return Vector256.Exp(-rate * square) / square;
        }
    }

    private readonly struct Cosh(Vector256<double> half) : IFunction
    {
        public Vector256<double> At(Vector256<double> t)
        {
            var rising = Vector256.Exp(t);
            var cosh = 0.5 * (rising + (Vector256<double>.One / rising));
            return Vector256.Exp(-half * cosh * cosh) / cosh;
        }
    }
}
