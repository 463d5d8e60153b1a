using CsCheck;
using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Hotspots.Tests.Statistics;

public class QuantileTests
{
    private const double Precision = 1e-12;

    // qgamma of R 4.2.2.
    [Theory]
    [InlineData(1, 0.025, 0.02531780798428988, 3.688879454113934)]
    [InlineData(1, 0.5, 0.6931471805599453, 0.6931471805599453)]
    [InlineData(1, 1e-06, 1.000000500000333e-06, 13.81551055796427)]
    [InlineData(2, 0.025, 0.2422092785439649, 5.571643390938899)]
    [InlineData(2, 0.5, 1.678346990016661, 1.678346990016661)]
    [InlineData(10, 0.025, 4.795388696132433, 17.08480345141917)]
    [InlineData(10, 1e-06, 1.276818787864408, 32.71034051752392)]
    [InlineData(37.5, 0.025, 26.47096988526642, 50.4196692009067)]
    [InlineData(37.5, 1e-06, 15.19320262408341, 74.09333076521455)]
    [InlineData(1000, 0.025, 938.9730184076952, 1062.921151224888)]
    [InlineData(1000, 0.5, 999.6666864269652, 999.6666864269652)]
    [InlineData(1000, 1e-06, 856.8146512793919, 1157.577911008926)]
    public void Gamma_quantiles_agree_with_R(double a, double p, double lower, double upper)
    {
        CloseTo.Relative(lower, GammaQuantile.OfLower(a, p), Precision);
        CloseTo.Relative(upper, GammaQuantile.OfUpper(a, p), Precision);
    }

    // qbeta of R 4.2.2.
    [Theory]
    [InlineData(1, 10, 0.025, 0.002528578544461784, 0.3084971078187608)]
    [InlineData(1, 10, 0.5, 0.06696700846319253, 0.06696700846319253)]
    [InlineData(1, 10, 1e-06, 1.000000450000284e-07, 0.748811356849042)]
    [InlineData(4, 8, 0.025, 0.1092634438190981, 0.6097425595724213)]
    [InlineData(4, 8, 1e-06, 0.007497916522538731, 0.9028356282638568)]
    [InlineData(0.5, 5, 0.025, 0.0001032282100117173, 0.4095671902026883)]
    [InlineData(0.5, 5, 1e-06, 1.651196775007029e-13, 0.9170788958165395)]
    [InlineData(30, 2, 0.025, 0.8329788837697722, 0.9920890165381453)]
    [InlineData(30, 2, 1e-06, 0.5783111131145662, 0.9999536053087087)]
    [InlineData(400, 601, 0.025, 0.3694689875489124, 0.4301118241313489)]
    [InlineData(400, 601, 1e-06, 0.3278353079441393, 0.4742367589765145)]
    public void Beta_quantiles_agree_with_R(double a, double b, double p, double lower, double upper)
    {
        CloseTo.Relative(lower, BetaQuantile.OfLower(a, b, p), Precision);
        CloseTo.Relative(upper, BetaQuantile.OfUpper(a, b, p), Precision);
    }

    // qt of R 4.2.2; those of 10 and 30 degrees also in any printed table.
    [Theory]
    [InlineData(1, 0.05, 12.70620473617469)]
    [InlineData(1, 0.01, 63.65674116287153)]
    [InlineData(2, 0.3, 1.386206560167344)]
    [InlineData(10, 0.05, 2.228138851986274)]
    [InlineData(10, 0.01, 3.16927267261695)]
    [InlineData(30, 0.05, 2.042272456301238)]
    [InlineData(200, 0.05, 1.971896223633908)]
    [InlineData(200, 0.3, 1.039127610159023)]
    public void Students_quantiles_agree_with_R_and_give_their_p_back(double degrees, double p, double t)
    {
        CloseTo.Relative(t, StudentT.TwoSidedQuantile(p, degrees), Precision);
        CloseTo.Relative(p, StudentT.TwoSided(t, degrees), Precision);
        CloseTo.Relative(p, StudentT.TwoSided(-t, degrees), Precision);
    }

    // qnorm of R 4.2.2; the first three are in any printed table.
    [Theory]
    [InlineData(0.05, 1.959963984540054)]
    [InlineData(0.01, 2.5758293035489)]
    [InlineData(0.5, 0.6744897501960817)]
    [InlineData(1e-12, 7.130506848171323)]
    public void Normal_quantiles_are_those_of_the_tables(double p, double z) => CloseTo.Relative(z, NormalQuantile.TwoSided(p), Precision);

    [Fact]
    public void Every_quantile_has_its_probability_beyond_it() =>
        Gen.Select(Gen.Double[0.5, 5_000], Gen.Double[0.5, 5_000], Gen.Double[-7, -0.01]).Sample((a, b, power) =>
        {
            var p = Math.Pow(10, power);
            IsBeyond(p, GammaQuantile.OfLower(a, p), x => IncompleteGamma.Lower(a, x), double.MaxValue);
            IsBeyond(p, GammaQuantile.OfUpper(a, p), x => IncompleteGamma.Upper(a, x), double.MaxValue);
            IsBeyond(p, BetaQuantile.OfLower(a, b, p), x => IncompleteBeta.Lower(a, b, x), 1);
            IsBeyond(p, BetaQuantile.OfUpper(a, b, p), x => IncompleteBeta.Upper(a, b, x), 1);
            CloseTo.Relative(p, NormalTail.TwoSided(NormalQuantile.TwoSided(p)), 1e-12);
        });

    // Near 1 the next numbers may be those of another probability: of Beta(3506, 0.55) the quantile of 1e-6 lies 4e-15 below it. So p must lie
    // between the probabilities four numbers on either side.
    private static void IsBeyond(double p, double quantile, Func<double, double> probability, double most)
    {
        var (low, high) = (quantile, quantile);
        for (var step = 0; step < 4; step++)
        {
            (low, high) = (Math.BitDecrement(low), Math.Min(most, Math.BitIncrement(high)));
        }

        var (below, above) = (probability(low), probability(high));
        Assert.InRange(p, Math.Min(below, above) * (1 - 1e-10), Math.Max(below, above) * (1 + 1e-10));
    }
}
