using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Hotspots.Comparisons;

/// <summary>A number of incidents with its standard error.</summary>
/// <param name="Incidents">Incidents per window of the second window's length; below 0 is fewer.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Interval">Its interval.</param>
public readonly record struct IncidentDifference(double Incidents, double StandardError, ConfidenceInterval Interval)
{
    internal static IncidentDifference Of(double incidents, double standardError, double quantile) => new(
        incidents, standardError, new ConfidenceInterval(incidents - (quantile * standardError), incidents + (quantile * standardError)));
}

/// <summary>
/// Weighted displacement difference: how many incidents more (above 0) or fewer (below 0) the treated places had after than the control
/// places let expect, with the places around and their control places added.
/// </summary>
/// <param name="Local">(T1 - r T0) - (C1 - r C0) of the treated places; r is the second window's length over the first's.</param>
/// <param name="Displaced">The same of the places around and their control places; 0 when there are none.</param>
/// <param name="Total">Both together.</param>
/// <param name="Z">Total over its standard error.</param>
/// <param name="P">Two-sided p of no difference.</param>
/// <remarks>Wheeler and Ratcliffe, Crime Science 7:11 (2018). The variance is the sum of all counts, each with the square of its factor,
/// as the counts are taken as Poisson; treated and control places must be of similar level. Windows of different lengths as in
/// Wheeler's ptools::wdd (time_weights), here scaled to the second window.</remarks>
public sealed record DisplacementDifference(
    IncidentDifference Local, IncidentDifference Displaced, IncidentDifference Total, double Z, double P)
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
        var quantile = NormalQuantile.TwoSided(ConfidenceInterval.OutsideOf(level));
        IncidentDifference Difference(PlaceCounts places, PlaceCounts control) => IncidentDifference.Of(
            places.After - (factor * places.Before) - (control.After - (factor * control.Before)),
            Math.Sqrt(places.After + control.After + (factor * factor * (places.Before + control.Before))),
            quantile);
        var (local, displaced) = (Difference(treated, control), Difference(buffer, bufferControl));
        var total = IncidentDifference.Of(
            local.Incidents + displaced.Incidents, double.Hypot(local.StandardError, displaced.StandardError), quantile);
        // Without a single incident there is no difference and no error.
        var z = total.StandardError == 0 ? 0 : total.Incidents / total.StandardError;
        return new DisplacementDifference(local, displaced, total, z, NormalTail.TwoSided(z));
    }
}
