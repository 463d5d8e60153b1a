using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Hotspots.Comparisons;

/// <summary>A number of incidents with its standard error.</summary>
/// <param name="Incidents">Incidents per window of the second window's length; below 0 is fewer.</param>
/// <param name="StandardError">Its standard error.</param>
public readonly record struct IncidentDifference(double Incidents, double StandardError);

/// <summary>
/// Weighted displacement difference: how many incidents more (above 0) or fewer (below 0) the treated places had after than the control
/// places let expect, with the places around and their control places added.
/// </summary>
/// <param name="Local">(T1 - r T0) - (C1 - r C0) of the treated places; r is the second window's length over the first's.</param>
/// <param name="Displaced">The same of the places around and their control places; 0 when there are none.</param>
/// <param name="Total">Both together.</param>
/// <param name="Interval">Interval of the total.</param>
/// <param name="Z">Total over its standard error.</param>
/// <param name="P">Two-sided p of no difference.</param>
/// <remarks>Wheeler and Ratcliffe, Crime Science 7:11 (2018). The variance is the sum of all counts, each with the square of its factor,
/// as the counts are taken as Poisson; treated and control places must be of similar level. Windows of different lengths as in
/// Wheeler's ptools::wdd (time_weights), here scaled to the second window.</remarks>
public sealed record DisplacementDifference(
    IncidentDifference Local, IncidentDifference Displaced, IncidentDifference Total, ConfidenceInterval Interval, double Z, double P)
{
    /// <summary>Computes.</summary>
    /// <param name="treated">Sums over the treated places.</param>
    /// <param name="control">Sums over their control places.</param>
    /// <param name="buffer">Sums over the places around; 0 and 0 when there are none.</param>
    /// <param name="bufferControl">Sums over the control places of those.</param>
    /// <param name="windows">Lengths of the windows.</param>
    /// <param name="level">Share of samples in which the interval holds the true difference, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">A count is negative, or the level not between 0 and 1.</exception>
    public static DisplacementDifference Of(
        PlaceCounts treated, PlaceCounts control, PlaceCounts buffer, PlaceCounts bufferControl, WindowLengths windows,
        double level = ConfidenceInterval.UsualLevel)
    {
        ArgumentNullException.ThrowIfNull(windows);
        PlaceCounts.SumOf([treated, control, buffer, bufferControl]);
        var factor = windows.AfterDays / windows.BeforeDays;
        var (local, displaced) = (Difference(treated, control, factor), Difference(buffer, bufferControl, factor));
        var total = new IncidentDifference(local.Incidents + displaced.Incidents, double.Hypot(local.StandardError, displaced.StandardError));
        var margin = NormalQuantile.TwoSided(ConfidenceInterval.OutsideOf(level)) * total.StandardError;
        // Without a single incident there is no difference and no error.
        var z = total.StandardError == 0 ? 0 : total.Incidents / total.StandardError;
        return new DisplacementDifference(local, displaced, total,
            new ConfidenceInterval(total.Incidents - margin, total.Incidents + margin), z, NormalTail.TwoSided(z));
    }

    private static IncidentDifference Difference(PlaceCounts places, PlaceCounts control, double factor) => new(
        places.After - (factor * places.Before) - (control.After - (factor * control.Before)),
        Math.Sqrt(places.After + control.After + (factor * factor * (places.Before + control.Before))));
}
