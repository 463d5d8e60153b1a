using System.Runtime.InteropServices;

namespace SongshanRoad.Gis.Hotspots.Times;

/// <summary>Incidents by cell and time step, those with an interval spread over the steps in proportion to its minutes: the bins of a
/// space-time cube. Counts become fractions, which is right for sums and densities and not for tests of whole counts.</summary>
/// <param name="Weights">By cell, then step: that of cell c and step s is at c x steps + s.</param>
/// <param name="Steps">The steps.</param>
/// <param name="OutsideSteps">Weight before the first or after the last step.</param>
/// <param name="OutsideCells">Incidents in no cell.</param>
public sealed record CubeWeights(double[] Weights, TimeSteps Steps, double OutsideSteps, int OutsideCells)
{
    private const long MostBins = 200_000_000;

    /// <summary>Weight of a bin.</summary>
    public double Of(int cell, int step) => Weights[((long)cell * Steps.Count) + step];

    /// <summary>Fills the bins. The same incidents in another order give the same bits.</summary>
    /// <param name="cells">Cell of each incident, from 0; below 0 for an incident in none.</param>
    /// <param name="times">When each happened.</param>
    /// <param name="cellCount">Number of cells.</param>
    /// <param name="steps">The steps.</param>
    /// <exception cref="ArgumentException">Not one time per incident, a cell that does not exist, or more than 200,000,000 bins.</exception>
    public static CubeWeights Fill(ReadOnlySpan<int> cells, ReadOnlySpan<IncidentTime> times, int cellCount, TimeSteps steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentOutOfRangeException.ThrowIfNegative(cellCount);
        if (cells.Length != times.Length)
        {
            throw new ArgumentException($"{times.Length} times for {cells.Length} incidents; each needs one.", nameof(times));
        }

        if ((long)cellCount * steps.Count > MostBins)
        {
            throw new ArgumentException($"{cellCount} cells x {steps.Count} steps are more than {MostBins:N0} bins; take larger cells or longer steps.", nameof(cellCount));
        }

        var inCells = new List<(int Cell, IncidentTime Time)>(cells.Length);
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i] >= cellCount)
            {
                throw new ArgumentException($"Incident {i} is in cell {cells[i]}; cells are numbered 0 to {cellCount - 1}.", nameof(cells));
            }

            if (cells[i] >= 0)
            {
                inCells.Add((cells[i], times[i]));
            }
        }

        inCells.Sort(static (a, b) => a.Cell != b.Cell ? a.Cell.CompareTo(b.Cell) : IncidentTime.Compare(a.Time, b.Time));
        var weights = new double[cellCount * steps.Count];
        var outside = 0.0;
        foreach (var (cell, time) in CollectionsMarshal.AsSpan(inCells))
        {
            outside += AddTo(weights.AsSpan(cell * steps.Count, steps.Count), time, steps);
        }

        return new CubeWeights(weights, steps, outside, cells.Length - inCells.Count);
    }

    /// <returns>What does not lie in any step.</returns>
    private static double AddTo(Span<double> bins, IncidentTime time, TimeSteps steps)
    {
        var minutes = time.SpreadMinutes;
        if (minutes == 0)
        {
            var step = steps.StepOf(time.Start);
            if (step < 0 || step >= bins.Length)
            {
                return 1;
            }

            bins[(int)step]++;
            return 0;
        }

        var (from, to) = (time.StartMinute, time.StartMinute.AddMinutes(minutes));
        var last = Math.Min(bins.Length - 1, steps.StepOf(to));
        var inside = 0.0;
        for (var step = Math.Max(0, steps.StepOf(from)); step <= last; step++)
        {
            var (start, end) = (steps.StartOf(step), steps.StartOf(step + 1));
            var overlap = (end < to ? end : to) - (start > from ? start : from);
            var share = overlap.Ticks / (double)(minutes * TimeSpan.TicksPerMinute);
            bins[(int)step] += share;
            inside += share;
        }

        return Math.Max(0, 1 - inside);
    }
}
