using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Hotspots.Comparisons;

/// <summary>What a displacement quotient says.</summary>
public enum DisplacementReading
{
    /// <summary>The treated places did not improve against the control places, so that there is nothing to displace.</summary>
    NoImprovement,

    /// <summary>Above 1: the places around gained more than the treated ones.</summary>
    DiffusionAboveEffect,

    /// <summary>0 to 1: the places around gained too.</summary>
    Diffusion,

    /// <summary>-1 to 0: the places around lost, but less than the treated ones gained.</summary>
    Displacement,

    /// <summary>Below -1: the places around lost more than the treated ones gained.</summary>
    DisplacementAboveEffect,
}

/// <summary>
/// Weighted displacement quotient: how the places around (buffer, B) changed for each unit by which the treated places (action, A)
/// improved, both against the control places (C): (B1/C1 - B0/C0) / (A1/C1 - A0/C0), 0 = before, 1 = after.
/// </summary>
/// <param name="Success">A1/C1 - A0/C0; below 0 the treated places improved.</param>
/// <param name="Displacement">B1/C1 - B0/C0; above 0 the places around got worse.</param>
/// <param name="Quotient">Displacement over success.</param>
/// <param name="Interval">Its interval; from minus to plus infinity where the success could be 0 by chance, as then no quotient can be
/// excluded.</param>
/// <param name="Reading">What it says.</param>
/// <remarks>Bowers and Johnson, J. Quantitative Criminology 19 (2003) 275-301; formulas as in Guerette, Analyzing Crime Displacement and
/// Diffusion, POP Guide 10 (2009), appendix B. The interval is E. Fieller's (J. R. Stat. Soc. B 16 (1954) 175-185) with the delta-method
/// covariance of the two differences of Poisson counts: it is the set of quotients t for which displacement - t success is not
/// significant, and, unlike a delta-method interval of the quotient itself, it keeps its level when the success is small.</remarks>
public sealed record DisplacementQuotient(double Success, double Displacement, double Quotient, ConfidenceInterval Interval, DisplacementReading Reading)
{
    /// <summary>Computes.</summary>
    /// <param name="action">Sums over the treated places.</param>
    /// <param name="buffer">Sums over the places around them.</param>
    /// <param name="control">Sums over the control places.</param>
    /// <param name="level">Share of samples in which the interval holds the true quotient, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">A count is negative, the control places had no incident in one of the windows, or the level is
    /// not between 0 and 1.</exception>
    public static DisplacementQuotient Of(PlaceCounts action, PlaceCounts buffer, PlaceCounts control, double level = ConfidenceInterval.UsualLevel)
    {
        PlaceCounts.SumOf([action, buffer, control]);
        if (control.Before == 0 || control.After == 0)
        {
            throw new ArgumentException(
                $"The control places had {control.Before} incidents before and {control.After} after; the quotient needs some in each window.", nameof(control));
        }

        var (success, displacement) = (Change(action, control), Change(buffer, control));
        var quotient = displacement / success;
        return new DisplacementQuotient(success, displacement, quotient,
            Fieller(action, buffer, control, NormalQuantile.TwoSided(ConfidenceInterval.OutsideOf(level))), Read(success, quotient));

        static double Change(PlaceCounts places, PlaceCounts control) =>
            ((double)places.After / control.After) - ((double)places.Before / control.Before);
    }

    private static DisplacementReading Read(double success, double quotient) => (success, quotient) switch
    {
        ( >= 0, _) => DisplacementReading.NoImprovement,
        (_, > 1) => DisplacementReading.DiffusionAboveEffect,
        (_, >= 0) => DisplacementReading.Diffusion,
        (_, >= -1) => DisplacementReading.Displacement,
        _ => DisplacementReading.DisplacementAboveEffect,
    };

    private static ConfidenceInterval Fieller(PlaceCounts a, PlaceCounts b, PlaceCounts c, double z)
    {
        var (success, successVariance) = DifferenceOf(a.Before, a.After);
        var (displacement, displacementVariance) = DifferenceOf(b.Before, b.After);
        // Both share the counts of the control places.
        var covariance = ((double)a.Before * b.Before / Cube(c.Before)) + ((double)a.After * b.After / Cube(c.After));

        // The quotients t with (displacement - t success)² <= z² variance(displacement - t success): a quadratic in t.
        var square = (success * success) - (z * z * successVariance);
        var middle = (displacement * success) - (z * z * covariance);
        var rest = (displacement * displacement) - (z * z * displacementVariance);
        if (!(square > 0))
        {
            return new ConfidenceInterval(double.NegativeInfinity, double.PositiveInfinity);
        }

        var half = Math.Sqrt(Math.Max(0, (middle * middle) - (square * rest)));
        return new ConfidenceInterval((middle - half) / square, (middle + half) / square);

        (double Difference, double Variance) DifferenceOf(double before, double after) =>
            ((after / c.After) - (before / c.Before), VarianceOf(before, c.Before) + VarianceOf(after, c.After));

        // Of a ratio x / c of two Poisson counts: (x/c)² (1/x + 1/c).
        static double VarianceOf(double x, double c) => (x / (c * c)) + (x * x / Cube(c));

        static double Cube(double x) => x * x * x;
    }
}
