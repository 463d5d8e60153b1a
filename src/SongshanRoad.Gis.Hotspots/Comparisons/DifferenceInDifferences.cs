using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Hotspots.Comparisons;

/// <summary>
/// Whether incidents at treated places changed by another factor than at control places: difference in differences of log counts.
/// Lengths of the windows cancel out, as they are the same for both groups.
/// </summary>
/// <param name="Treated">Sums over the treated places.</param>
/// <param name="Control">Sums over the control places.</param>
/// <param name="Effect">(T1 / T0) / (C1 / C0): 0.8 means a fifth fewer than the control places let expect.</param>
/// <param name="ByChance">Interval of the effect if incidents were independent (Poisson).</param>
/// <param name="P">Two-sided p of no effect on that assumption.</param>
/// <param name="ByPlace">Interval of the effect from how much the places of a group differ among themselves; it holds also where
/// incidents come in bursts. Null with fewer than two places with incidents in a group. To be preferred where there is one.</param>
/// <param name="PByPlace">Two-sided p of no effect to go with it.</param>
/// <param name="Dispersion">How much more the places differ than by chance, 1 = by chance; null as above.</param>
/// <param name="ZeroCorrected">Whether 1/2 was added to the four sums because one of them is 0.</param>
/// <remarks>
/// The effect and its first interval are those of Farrington, Gill, Waples and Argomaniz, J. Experimental Criminology 3 (2007) 21-38:
/// the variance of the log effect is 1/T0 + 1/T1 + 1/C0 + 1/C1. The effect is at the same time the estimate of the Poisson regression
/// with an effect for each place and each window; the second interval is that regression's with the variance clustered by place
/// (sandwich of Liang and Zeger, Biometrika 73 (1986) 13-22, times m / (m - 1) in each group, and Student's t). With p the share of
/// incidents after in a group and n_i the incidents of its place i, its part of the variance is
/// m/(m-1) sum (after_i - n_i p)² / (n p (1 - p))². 1/2 for sums of 0: Haldane, Ann. Hum. Genet. 20 (1956) 309-311.
/// </remarks>
public sealed record DifferenceInDifferences(
    PlaceCounts Treated,
    PlaceCounts Control,
    double Effect,
    ConfidenceInterval ByChance,
    double P,
    ConfidenceInterval? ByPlace,
    double? PByPlace,
    double? Dispersion,
    bool ZeroCorrected)
{
    /// <summary>Computes.</summary>
    /// <param name="treated">The treated places.</param>
    /// <param name="control">The control places.</param>
    /// <param name="level">Share of samples in which an interval holds the true effect, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">A count is negative, a group has no incident at all, or the level is not between 0 and 1.</exception>
    public static DifferenceInDifferences Of(
        ReadOnlySpan<PlaceCounts> treated, ReadOnlySpan<PlaceCounts> control, double level = ConfidenceInterval.UsualLevel)
    {
        var outside = ConfidenceInterval.OutsideOf(level);
        var (t, c) = (PlaceCounts.SumOf(treated), PlaceCounts.SumOf(control));
        if (t.Both == 0 || c.Both == 0)
        {
            throw new ArgumentException("The treated or the control places had no incident in either window; there is nothing to compare.",
                t.Both == 0 ? nameof(treated) : nameof(control));
        }

        var zero = t.Before == 0 || t.After == 0 || c.Before == 0 || c.After == 0;
        var added = zero ? 0.5 : 0;
        var logEffect = Math.Log((t.After + added) / (t.Before + added)) - Math.Log((c.After + added) / (c.Before + added));
        var error = Math.Sqrt((1 / (t.Before + added)) + (1 / (t.After + added)) + (1 / (c.Before + added)) + (1 / (c.After + added)));
        var byPlace = zero ? null : Spread.Of(treated, t, control, c);
        return new DifferenceInDifferences(
            t, c, Math.Exp(logEffect),
            Around(logEffect, NormalQuantile.TwoSided(outside) * error), NormalTail.TwoSided(logEffect / error),
            byPlace is null ? null : Around(logEffect, StudentT.TwoSidedQuantile(outside, byPlace.Degrees) * byPlace.Error),
            byPlace is null ? null : StudentT.TwoSided(logEffect / byPlace.Error, byPlace.Degrees),
            byPlace?.Dispersion, zero);
    }

    private static ConfidenceInterval Around(double log, double margin) => new(Math.Exp(log - margin), Math.Exp(log + margin));

    private sealed record Spread(double Error, double Dispersion, int Degrees)
    {
        public static Spread? Of(ReadOnlySpan<PlaceCounts> treated, PlaceCounts t, ReadOnlySpan<PlaceCounts> control, PlaceCounts c)
        {
            var (places, square, relative) = Of(treated, t);
            var (controlPlaces, controlSquare, controlRelative) = Of(control, c);
            var degrees = places + controlPlaces - 2;
            return places < 2 || controlPlaces < 2
                ? null
                : new Spread(
                    Math.Sqrt(Variance(places, square, t) + Variance(controlPlaces, controlSquare, c)), (relative + controlRelative) / degrees, degrees);
        }

        private static double Variance(int places, double square, PlaceCounts sum)
        {
            var information = (double)sum.Before * sum.After / sum.Both;
            return places / (places - 1.0) * square / (information * information);
        }

        private static (int Places, double Square, double Relative) Of(ReadOnlySpan<PlaceCounts> places, PlaceCounts sum)
        {
            var share = (double)sum.After / sum.Both;
            var (count, square, relative) = (0, 0.0, 0.0);
            foreach (var place in places)
            {
                if (place.Both > 0)
                {
                    var gap = place.After - (place.Both * share);
                    count++;
                    square += gap * gap;
                    relative += gap * gap / (place.Both * share * (1 - share));
                }
            }

            return (count, square, relative);
        }
    }
}
