using SongshanRoad.Gis.Hotspots.Density;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Forecasts.SelfExciting;

/// <summary>The background of a fit: kernel densities of the events, weighted by their background probability, with a narrow, a middle
/// and a wide quartic kernel, and an even part. The shares of the four are found by expectation maximisation with the rest of the
/// model, each event left out at its own place: with one width given in advance a background that is more or less clumped than that
/// would pass for triggering.</summary>
internal sealed class BackgroundMixture
{
    /// <summary>Least share of the even part: somewhere an event must be able to happen for the first time.</summary>
    private const double LeastEven = 0.01;

    /// <summary>Least share of a kernel inside the study area that is made up for in full.</summary>
    private const double LeastInside = 0.01;

    private readonly MetricPoint[] _places;
    private readonly double _areaM2;
    private readonly double[] _deviationsM;
    private readonly double[] _shares;
    private readonly double[][] _perInside;
    private double[][] _parts = [];

    public BackgroundMixture(MetricPoint[] places, StudyShape shape, SelfExcitingOptions options)
    {
        (_places, _areaM2) = (places, shape.AreaM2);
        _deviationsM = [options.DistanceM.Least, Math.Sqrt(options.DistanceM.Least * options.BackgroundDeviationM), options.BackgroundDeviationM];
        // What a kernel spreads beyond the study area is given back to it inside (Diggle), or the rim would look set off by its inner side.
        _perInside = Array.ConvertAll(_deviationsM, deviation => Array.ConvertAll(places, place => 1 / Math.Max(LeastInside, shape.ShareOf(place, deviation))));
        _shares = [.. Enumerable.Repeat((1 - LeastEven) / _deviationsM.Length, _deviationsM.Length), LeastEven];
    }

    /// <summary>The kernels with their shares; what is missing from 1 is the even part.</summary>
    public IReadOnlyList<BackgroundKernel> Kernels => [.. _deviationsM.Zip(_shares, (deviation, share) => new BackgroundKernel(deviation, share))];

    /// <summary>Starts from the shares of an earlier fit with the same kernels.</summary>
    public void Resume(IReadOnlyList<BackgroundKernel> kernels)
    {
        for (var part = 0; part < kernels.Count; part++)
        {
            _shares[part] = kernels[part].Share;
        }

        _shares[^1] = 1 - kernels.Sum(kernel => kernel.Share);
    }

    /// <summary>Density at each event, per square metre.</summary>
    /// <param name="background">Background probability of each event.</param>
    public double[] At(double[] background)
    {
        var even = background.Sum() / _areaM2;
        _parts = [.. _deviationsM.Select((deviation, part) => Smoothed(deviation, [.. background.Zip(_perInside[part], (weight, per) => weight * per)])), [.. Enumerable.Repeat(even, _places.Length)]];
        var density = new double[_places.Length];
        for (var i = 0; i < density.Length; i++)
        {
            for (var part = 0; part < _parts.Length; part++)
            {
                density[i] += _shares[part] * _parts[part][i];
            }
        }

        return density;
    }

    /// <summary>Finds the shares anew.</summary>
    /// <param name="background">Background probability of each event.</param>
    /// <param name="density">What <see cref="At"/> gave.</param>
    public void Reshare(double[] background, double[] density)
    {
        var sums = new double[_shares.Length];
        for (var i = 0; i < density.Length; i++)
        {
            for (var part = 0; part < sums.Length; part++)
            {
                sums[part] += background[i] * _shares[part] * _parts[part][i] / density[i];
            }
        }

        var all = sums.Sum();
        if (all > 0)
        {
            var even = Math.Max(sums[^1] / all, LeastEven);
            // With the events of an instant at one place the kernels have nothing.
            var scale = all > sums[^1] ? (1 - even) / (all - sums[^1]) : 0;
            for (var part = 0; part < sums.Length - 1; part++)
            {
                _shares[part] = scale * sums[part];
            }

            _shares[^1] = even;
        }
    }

    private double[] Smoothed(double deviationM, double[] weights)
    {
        var shape = new KernelShape(Kernel.Quartic, KernelBandwidth.OfStandardDeviation(Kernel.Quartic, deviationM));
        var sums = new KernelSums(new KernelSources(_places, weights, KernelSums.BlockM(shape)), shape).At(_places);
        for (var i = 0; i < sums.Length; i++)
        {
            // Without itself; rounding must not leave less than nothing.
            sums[i] = Math.Max(0, sums[i] - (weights[i] * shape.PeakPerM2));
        }

        return sums;
    }
}

/// <summary>One kernel of a background.</summary>
/// <param name="DeviationM">Its standard deviation per axis, metres.</param>
/// <param name="Share">Share of the background that it spreads, 0 to 1.</param>
public readonly record struct BackgroundKernel(double DeviationM, double Share);
