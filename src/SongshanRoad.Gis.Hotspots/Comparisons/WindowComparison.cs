using System.Runtime.InteropServices;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Hotspots.Comparisons;

/// <summary>Two windows of time compared unit by unit: cells, street segments or communities.</summary>
/// <param name="Changes">The change of each unit, in the order given.</param>
/// <param name="Q">p of each unit after Benjamini-Hochberg over the units tested; NaN for the others.</param>
/// <param name="Overall">The change of all units together.</param>
public sealed record WindowComparison(IReadOnlyList<RateChange> Changes, IReadOnlyList<double> Q, RateChange Overall)
{
    /// <summary>Units with an incident in either window. Only they are tested: the others say nothing about a change.</summary>
    public int UnitsTested => Changes.Count(change => change.IsTested);

    /// <summary>Units without an incident in either window.</summary>
    public int UnitsEmpty => Changes.Count - UnitsTested;

    /// <summary>Compares.</summary>
    /// <param name="before">Incidents of each unit in the first window.</param>
    /// <param name="after">Incidents of each unit in the second window.</param>
    /// <param name="windows">Lengths of the windows.</param>
    /// <param name="level">Share of samples in which an interval holds the true ratio, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">Not two counts of 0 or above per unit, or the level not between 0 and 1.</exception>
    public static WindowComparison Of(ReadOnlySpan<long> before, ReadOnlySpan<long> after, WindowLengths windows, double level = ConfidenceInterval.UsualLevel)
    {
        if (before.Length != after.Length)
        {
            throw new ArgumentException($"{before.Length} counts before and {after.Length} after; each unit needs one of each.", nameof(after));
        }

        // Most units of a large map share a few pairs of counts.
        var known = new Dictionary<(long Before, long After), RateChange>();
        var changes = new RateChange[before.Length];
        for (var unit = 0; unit < changes.Length; unit++)
        {
            ref var change = ref CollectionsMarshal.GetValueRefOrAddDefault(known, (before[unit], after[unit]), out var exists);
            if (!exists)
            {
                change = RateChange.Of(before[unit], after[unit], windows, level);
            }

            changes[unit] = change;
        }

        var q = new double[changes.Length];
        Array.Fill(q, double.NaN);
        int[] tested = [.. Enumerable.Range(0, changes.Length).Where(unit => changes[unit].IsTested)];
        var adjusted = MultipleTesting.BenjaminiHochberg([.. tested.Select(unit => changes[unit].P)]);
        for (var i = 0; i < tested.Length; i++)
        {
            q[tested[i]] = adjusted[i];
        }

        return new WindowComparison(changes, q,
            RateChange.Of(changes.Sum(change => change.Before), changes.Sum(change => change.After), windows, level));
    }
}
