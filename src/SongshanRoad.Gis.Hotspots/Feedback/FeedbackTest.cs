using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Hotspots.Feedback;

/// <summary>What a feedback test says.</summary>
public enum FeedbackVerdict
{
    /// <summary>Incidents found by patrols follow the patrols' minutes more than those called in do: a map that counts them sends
    /// patrols to where patrols were. Use incidents called in only.</summary>
    FollowsPatrols,

    /// <summary>That is not shown; the interval says what is not excluded.</summary>
    NotShown,

    /// <summary>Too few units or incidents, or minutes that do not vary, to tell.</summary>
    CannotTell,
}

/// <summary>How a number of incidents goes with patrol minutes: incidents ~ minutes to the power of this.</summary>
/// <param name="Estimate">0: not at all; 1: in proportion; twice the minutes go with 2^estimate times the incidents.</param>
/// <param name="Interval">Its interval.</param>
public readonly record struct PatrolElasticity(double Estimate, ConfidenceInterval Interval);

/// <summary>
/// Warns of the loop in which patrols find incidents because they are there, the map turns hotter there, and more patrols are sent:
/// whether incidents found by patrols follow patrol minutes more closely than incidents called in do, at the same places and times.
/// </summary>
/// <param name="Verdict">What it says.</param>
/// <param name="Found">Elasticity of the incidents found by patrols; null when it cannot be told.</param>
/// <param name="CalledIn">Elasticity of those called in: what patrols following real trouble look like.</param>
/// <param name="Excess">Found less called in; the warning is given when its whole interval is above 0.</param>
/// <param name="P">Two-sided p of no excess; NaN when it cannot be told.</param>
/// <param name="Units">Units with incidents that took part.</param>
/// <param name="Periods">Periods.</param>
/// <param name="WithoutMinutes">Pairs of unit and period left out because no patrol was there; nothing could be found.</param>
/// <param name="FoundWithoutMinutes">Incidents found by patrols in those: minutes are missing from the records.</param>
/// <remarks>
/// The loop: Ensign, Friedler, Neville, Scheidegger and Venkatasubramanian, Runaway Feedback Loops in Predictive Policing (2017). The
/// test: two Poisson regressions on the logarithm of patrol minutes with an effect for each unit and each period. Lasting differences
/// between places and swings common to all are in those effects; a surge that draws patrols raises both kinds of incidents alike and
/// drops out of the difference. The variance of the difference is the sum of the squares of what each unit contributes to it, so that
/// neither bursts nor dependence from period to period inside a unit makes it too small; each contribution is divided by 1 - the unit's
/// share of the information h, and t has 1 / sum h² - 1 degrees of freedom (after Bell and McCaffrey, Survey Methodology 28 (2002)
/// 169-181), so that few units, or one large one, do not either. How often it warns without and with a loop: docs/decisions/003-feedback-test.md.
/// </remarks>
public sealed record FeedbackTest(
    FeedbackVerdict Verdict,
    PatrolElasticity? Found,
    PatrolElasticity? CalledIn,
    PatrolElasticity? Excess,
    double P,
    int Units,
    int Periods,
    int WithoutMinutes,
    long FoundWithoutMinutes)
{
    /// <summary>Fewest units with incidents of both kinds.</summary>
    public const int MinUnits = 8;

    /// <summary>Fewest incidents of each kind.</summary>
    public const int MinIncidents = 30;

    /// <summary>Tests.</summary>
    /// <param name="periods">What was recorded, each pair of unit and period once; those without any incident belong to it.</param>
    /// <param name="level">Share of samples in which an interval holds the true value, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">A number is negative, minutes are not finite, a pair stands there twice, or the level is not
    /// between 0 and 1.</exception>
    public static FeedbackTest Of(ReadOnlySpan<PatrolPeriod> periods, double level = ConfidenceInterval.UsualLevel)
    {
        var outside = ConfidenceInterval.OutsideOf(level);
        var sorted = Checked(periods);
        PatrolPeriod[] patrolled = [.. sorted.Where(entry => entry.PatrolMinutes > 0)];
        var unitCount = sorted.Length == 0 ? 0 : sorted.Max(entry => entry.Unit) + 1;
        var periodCount = sorted.Length == 0 ? 0 : sorted.Max(entry => entry.Period) + 1;
        var found = Fit(patrolled, entry => entry.FoundByPatrol, unitCount, periodCount);
        var calledIn = Fit(patrolled, entry => entry.CalledIn, unitCount, periodCount);
        var tested = new FeedbackTest(
            FeedbackVerdict.CannotTell, null, null, null, double.NaN,
            patrolled.Where(entry => entry.FoundByPatrol + entry.CalledIn > 0).Select(entry => entry.Unit).Distinct().Count(),
            patrolled.Select(entry => entry.Period).Distinct().Count(),
            sorted.Length - patrolled.Length,
            sorted.Where(entry => entry.PatrolMinutes == 0).Sum(entry => entry.FoundByPatrol));
        if (found is null || calledIn is null)
        {
            return tested;
        }

        double[] difference = [.. found.ErrorByUnit.Zip(calledIn.ErrorByUnit, (a, b) => a - b)];
        var excess = found.Slope - calledIn.Slope;
        var units = Math.Min(found.UnitsThatCount, calledIn.UnitsThatCount);
        var excessElasticity = Elasticity(excess, difference, units, outside);
        return tested with
        {
            Verdict = excessElasticity.Interval.Low > 0 ? FeedbackVerdict.FollowsPatrols : FeedbackVerdict.NotShown,
            Found = Elasticity(found.Slope, found.ErrorByUnit, found.UnitsThatCount, outside),
            CalledIn = Elasticity(calledIn.Slope, calledIn.ErrorByUnit, calledIn.UnitsThatCount, outside),
            Excess = excessElasticity,
            P = StudentT.TwoSided(excess / StandardError(difference), DegreesOf(units)),
        };
    }

    private static TwoWayPoisson? Fit(PatrolPeriod[] patrolled, Func<PatrolPeriod, long> count, int unitCount, int periodCount)
    {
        if (patrolled.Sum(count) < MinIncidents || patrolled.Where(entry => count(entry) > 0).Select(entry => entry.Unit).Distinct().Count() < MinUnits)
        {
            return null;
        }

        (int Unit, int Period, double X, double Count)[] cells =
            [.. patrolled.Select(entry => (entry.Unit, entry.Period, Math.Log(entry.PatrolMinutes), (double)count(entry)))];
        return TwoWayPoisson.Fit(cells, unitCount, periodCount);
    }

    private static PatrolElasticity Elasticity(double estimate, double[] errorByUnit, double units, double outside)
    {
        var margin = StudentT.TwoSidedQuantile(outside, DegreesOf(units)) * StandardError(errorByUnit);
        return new PatrolElasticity(estimate, new ConfidenceInterval(estimate - margin, estimate + margin));
    }

    private static double StandardError(double[] errorByUnit) => Math.Sqrt(errorByUnit.Sum(error => error * error));

    private static double DegreesOf(double units) => Math.Max(1, units - 1);

    private static PatrolPeriod[] Checked(ReadOnlySpan<PatrolPeriod> periods)
    {
        var sorted = periods.ToArray();
        Array.Sort(sorted, static (a, b) => a.Unit != b.Unit ? a.Unit.CompareTo(b.Unit) : a.Period.CompareTo(b.Period));
        for (var i = 0; i < sorted.Length; i++)
        {
            var entry = sorted[i];
            if (entry.Unit < 0 || entry.Period < 0 || entry.CalledIn < 0 || entry.FoundByPatrol < 0
                || !(entry.PatrolMinutes >= 0 && double.IsFinite(entry.PatrolMinutes)))
            {
                throw new ArgumentException($"{entry} has a number below 0 or minutes that are not finite.", nameof(periods));
            }

            if (i > 0 && sorted[i - 1].Unit == entry.Unit && sorted[i - 1].Period == entry.Period)
            {
                throw new ArgumentException($"Unit {entry.Unit} and period {entry.Period} stand there twice; add them up.", nameof(periods));
            }
        }

        return sorted;
    }
}
