namespace SongshanRoad.Gis.Hotspots.Feedback;

/// <summary>
/// Poisson regression of counts on one variable with an effect for each unit and each period: count ~ exp(unit + period + slope x). It
/// asks of the counts only that their means have this form; they may be more variable than Poisson counts.
/// </summary>
/// <remarks>Pseudo maximum likelihood of Gourieroux, Monfort and Trognon, Econometrica 52 (1984) 701-720. The effects are found by
/// scaling rows and columns in turn to their sums (Deming and Stephan 1940), the slope by Newton's steps with x cleared of both
/// effects. With many units and few periods the slope is not biased (Hausman, Hall and Griliches, Econometrica 52 (1984) 909-938), as
/// that of a logistic regression would be.</remarks>
internal sealed class TwoWayPoisson
{
    private const int MostSteps = 60;
    private const int MostSweeps = 20_000;
    private const double Settled = 1e-11;
    private const double LargestStep = 1;
    private const double LargestSlope = 30;

    private const double LeastLeft = 0.05;

    // Share of the spread of x that must be left when the effects are taken off it.
    private const double LeastSpread = 1e-9;

    private readonly int[] _units;
    private readonly int[] _periods;
    private readonly double[] _x;
    private readonly double[] _counts;
    private readonly double[] _unitEffect;
    private readonly double[] _periodEffect;
    private readonly double[] _unitSum;
    private readonly double[] _periodSum;
    private readonly double[] _mean;
    private readonly double[] _clear;

    private TwoWayPoisson(ReadOnlySpan<(int Unit, int Period, double X, double Count)> cells, int unitCount, int periodCount)
    {
        (_units, _periods, _x, _counts) = (new int[cells.Length], new int[cells.Length], new double[cells.Length], new double[cells.Length]);
        (_mean, _clear) = (new double[cells.Length], new double[cells.Length]);
        (_unitEffect, _periodEffect, _unitSum, _periodSum) = (new double[unitCount], new double[periodCount], new double[unitCount], new double[periodCount]);
        for (var i = 0; i < cells.Length; i++)
        {
            (_units[i], _periods[i], _x[i], _counts[i]) = cells[i];
            _unitSum[_units[i]] += _counts[i];
            _periodSum[_periods[i]] += _counts[i];
        }

        Array.Fill(_periodEffect, 1);
    }

    /// <summary>The slope.</summary>
    public double Slope { get; private set; }

    /// <summary>What each unit contributes to the slope's error: its square, summed over the units, is the variance that is robust to
    /// any dependence inside a unit.</summary>
    public double[] ErrorByUnit { get; private set; } = [];

    /// <summary>Number of equal units that would inform about the slope as these do; near 1 when one unit decides it.</summary>
    public double UnitsThatCount { get; private set; }

    /// <summary>Fits.</summary>
    /// <param name="cells">Unit, period, variable and count, each pair of unit and period at most once.</param>
    /// <param name="unitCount">Number of units.</param>
    /// <param name="periodCount">Number of periods.</param>
    /// <returns>Null when the variable does not vary inside units and periods, or the counts let the slope run to infinity.</returns>
    public static TwoWayPoisson? Fit(ReadOnlySpan<(int Unit, int Period, double X, double Count)> cells, int unitCount, int periodCount)
    {
        var fit = new TwoWayPoisson(cells, unitCount, periodCount);
        return fit.Find() ? fit : null;
    }

    private bool Find()
    {
        for (var step = 0; step < MostSteps; step++)
        {
            Scale();
            ClearX();
            var (score, information, spread) = (0.0, 0.0, 0.0);
            for (var i = 0; i < _x.Length; i++)
            {
                score += _clear[i] * (_counts[i] - _mean[i]);
                information += _mean[i] * _clear[i] * _clear[i];
                spread += _mean[i] * _x[i] * _x[i];
            }

            if (!(information > LeastSpread * spread) || Math.Abs(Slope) > LargestSlope)
            {
                return false;
            }

            var change = Math.Clamp(score / information, -LargestStep, LargestStep);
            if (Math.Abs(change) < Settled)
            {
                FillErrors(information);
                return true;
            }

            Slope += change;
        }

        return false;
    }

    private void FillErrors(double information)
    {
        ErrorByUnit = new double[_unitSum.Length];
        var share = new double[_unitSum.Length];
        for (var i = 0; i < _x.Length; i++)
        {
            ErrorByUnit[_units[i]] += _clear[i] * (_counts[i] - _mean[i]) / information;
            share[_units[i]] += _mean[i] * _clear[i] * _clear[i] / information;
        }

        for (var unit = 0; unit < share.Length; unit++)
        {
            // A unit that decides the slope pulls the means to its own counts; without it they would lie further off.
            ErrorByUnit[unit] /= Math.Max(LeastLeft, 1 - share[unit]);
        }

        UnitsThatCount = 1 / share.Sum(part => part * part);
    }

    /// <summary>Finds the effects for the present slope, and the means.</summary>
    private void Scale()
    {
        var factor = Array.ConvertAll(_x, x => Math.Exp(Slope * x));
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            ScaleTo(_unitSum, _units, _unitEffect, _periods, _periodEffect, factor);
            if (ScaleTo(_periodSum, _periods, _periodEffect, _units, _unitEffect, factor) < Settled)
            {
                break;
            }
        }

        for (var i = 0; i < _mean.Length; i++)
        {
            _mean[i] = _unitEffect[_units[i]] * _periodEffect[_periods[i]] * factor[i];
        }
    }

    private static double ScaleTo(double[] sums, int[] groups, double[] effect, int[] otherGroups, double[] otherEffect, double[] factor)
    {
        var now = new double[sums.Length];
        for (var i = 0; i < groups.Length; i++)
        {
            now[groups[i]] += otherEffect[otherGroups[i]] * factor[i];
        }

        var change = 0.0;
        for (var group = 0; group < sums.Length; group++)
        {
            // A group without counts has the mean 0 and says nothing about the slope.
            var next = sums[group] > 0 ? sums[group] / now[group] : 0;
            change = Math.Max(change, next == effect[group] ? 0 : Math.Abs(next - effect[group]) / Math.Max(next, effect[group]));
            effect[group] = next;
        }

        return change;
    }

    /// <summary>Takes the mean of each unit and each period off x, weighted by the means of the counts.</summary>
    private void ClearX()
    {
        _x.CopyTo(_clear, 0);
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            if (TakeMeansOff(_units, _unitSum.Length) + TakeMeansOff(_periods, _periodSum.Length) < Settled)
            {
                return;
            }
        }
    }

    private double TakeMeansOff(int[] groups, int count)
    {
        var (sum, weight) = (new double[count], new double[count]);
        for (var i = 0; i < groups.Length; i++)
        {
            sum[groups[i]] += _mean[i] * _clear[i];
            weight[groups[i]] += _mean[i];
        }

        var largest = 0.0;
        for (var i = 0; i < groups.Length; i++)
        {
            if (weight[groups[i]] > 0)
            {
                var mean = sum[groups[i]] / weight[groups[i]];
                _clear[i] -= mean;
                largest = Math.Max(largest, Math.Abs(mean));
            }
        }

        return largest;
    }
}
