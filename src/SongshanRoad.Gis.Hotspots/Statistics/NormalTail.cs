namespace SongshanRoad.Gis.Hotspots.Statistics;

/// <summary>Tail probabilities of the standard normal distribution with full relative precision far into the tail, which a
/// difference from 1 would lose.</summary>
public static class NormalTail
{
    private const double RootOfInversePi = 0.56418958354775628695;

    /// <summary>Probability that |Z| of a standard normal Z is at least |z|: 2 Phi(-|z|).</summary>
    /// <param name="z">Any number; NaN gives NaN.</param>
    public static double TwoSided(double z) => ErrorFunctionComplement(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>Probability that a standard normal Z is at most z: Phi(z).</summary>
    /// <param name="z">Any number; NaN gives NaN.</param>
    public static double Below(double z) => z < 0 ? 0.5 * TwoSided(z) : 1 - (0.5 * TwoSided(z));

    /// <summary>erfc(x) for x >= 0, relative error below 1e-14 as long as the result is a normal double.</summary>
    /// <remarks>Rational approximations of W. J. Cody, Math. Comp. 23 (1969) 631-637.</remarks>
    internal static double ErrorFunctionComplement(double x)
    {
        if (x <= 0.46875)
        {
            return 1 - (x * Near(x * x));
        }

        // exp(-28²) is 0 in double precision; NaN is not above 28 and comes out as NaN.
        if (x > 28)
        {
            return 0;
        }

        var square = x * x;
        // exp(-x²) with the rounding of x² put back; at x = 20 it would cost 400 units in the last place.
        var bell = Math.Exp(-square) * (1 - Math.FusedMultiplyAdd(x, x, -square));
        if (x <= 4)
        {
            return bell * Middle(x);
        }

        var inverse = 1 / square;
        return bell * (RootOfInversePi - (inverse * Far(inverse))) / x;
    }

    private static double Near(double y) =>
        ((((((((1.85777706184603153e-1 * y) + 3.16112374387056560) * y) + 1.13864154151050156e2) * y) + 3.77485237685302021e2) * y) + 3.20937758913846947e3)
        / ((((((((y + 2.36012909523441209e1) * y) + 2.44024637934444173e2) * y) + 1.28261652607737228e3) * y) + 2.84423683343917062e3));

    private static double Middle(double x) =>
        ((((((((((((((((2.15311535474403846e-8 * x) + 5.64188496988670089e-1) * x) + 8.88314979438837594) * x) + 6.61191906371416295e1) * x)
            + 2.98635138197400131e2) * x) + 8.81952221241769090e2) * x) + 1.71204761263407058e3) * x) + 2.05107837782607147e3) * x) + 1.23033935479799725e3)
        / ((((((((((((((((x + 1.57449261107098347e1) * x) + 1.17693950891312499e2) * x) + 5.37181101862009858e2) * x)
            + 1.62138957456669019e3) * x) + 3.29079923573345963e3) * x) + 4.36261909014324716e3) * x) + 3.43936767414372164e3) * x) + 1.23033935480374942e3));

    private static double Far(double y) =>
        ((((((((((1.63153871373020978e-2 * y) + 3.05326634961232344e-1) * y) + 3.60344899949804439e-1) * y) + 1.25781726111229246e-1) * y)
            + 1.60837851487422766e-2) * y) + 6.58749161529837803e-4)
        / ((((((((((y + 2.56852019228982242) * y) + 1.87295284992346725) * y) + 5.27905102951428412e-1) * y) + 6.05183413124413191e-2) * y) + 2.33520497626869185e-3));
}
