using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>
/// Chooses the bandwidth of a planar density by how well incidents are foretold by the others. Every kernel is judged as the Gaussian
/// of the same standard deviation: a kernel that ends foretells 0 where an incident stands alone, whose logarithm says nothing.
/// Incidents at one position are left out together, or a pile at one address would ask for a bandwidth of 0.
/// </summary>
public sealed class CrossValidation
{
    /// <summary>Fewest distinct positions that are cross-validated.</summary>
    public const int LeastPlaces = 10;

    private const int Candidates = 25;
    private const int Refinements = 12;
    private const double Span = 40;
    private const double MostPairs = 2e9;
    private const double MostCells = 5e5;
    private const double M2PerKm2 = 1e6;

    /// <summary>Cells per standard deviation when lambda² is integrated over the window: the midpoint rule is exact to 1e-9 there, but
    /// for the cells that the rim cuts.</summary>
    private const double CellsPerDeviation = 1.5;

    private readonly MetricPoint[] _incidents;
    private readonly double[] _weights;
    private readonly EdgeCorrection _correction;
    private readonly PolygonWindow? _window;
    private readonly BandwidthRule _rule;
    private readonly SortedDictionary<double, double> _tried = [];
    private int _places;
    private int _leftOut;

    private CrossValidation(
        ReadOnlySpan<MetricPoint> incidents, ReadOnlySpan<double> weights, EdgeCorrection correction, PolygonWindow? window, BandwidthRule rule)
    {
        (_incidents, _weights) = (incidents.ToArray(), weights.ToArray());
        (_correction, _window, _rule) = (correction, window, rule);
    }

    /// <summary>Chooses a bandwidth.</summary>
    /// <param name="incidents">Positions, metres.</param>
    /// <param name="weights">One weight per incident, finite and not negative; empty means 1 each.</param>
    /// <param name="kernel">The kernel the bandwidth is for.</param>
    /// <param name="correction">What the density will do at the window's rim.</param>
    /// <param name="window">The study window; needed for a correction.</param>
    /// <param name="rule">What decides.</param>
    /// <param name="largestRadiusM">Largest radius allowed, metres, of a quartic of the same standard deviation: oversmoothing is the
    /// common loss, so a search ends there. Above 0.</param>
    /// <exception cref="ArgumentException">A position or weight is not usable, or their numbers differ, or there is no incident.</exception>
    public static BandwidthChoice Choose(
        ReadOnlySpan<MetricPoint> incidents,
        ReadOnlySpan<double> weights,
        Kernel kernel,
        EdgeCorrection correction,
        PolygonWindow? window,
        BandwidthRule rule = BandwidthRule.Likelihood,
        double largestRadiusM = 300)
    {
        if (!double.IsFinite(largestRadiusM) || largestRadiusM <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(largestRadiusM), largestRadiusM, "The largest radius must be above 0 m.");
        }

        if (incidents.IsEmpty)
        {
            throw new ArgumentException("There is no incident; a bandwidth cannot be chosen.", nameof(incidents));
        }

        var largest = KernelBandwidth.StandardDeviationOf(Kernel.Quartic, largestRadiusM);
        var smallest = largest / Span;
        if (window is not null)
        {
            smallest = Math.Min(Math.Max(smallest, CellsPerDeviation * Math.Sqrt(window.AreaM2 / MostCells)), largest);
        }

        return new CrossValidation(incidents, weights, correction, window, rule).Choose(kernel, smallest, largest);
    }

    private BandwidthChoice Choose(Kernel kernel, double smallest, double largest)
    {
        var sources = new KernelSources(_incidents, _weights, largest);
        _places = sources.Count;
        var scott = ScottDeviationM(sources);
        if (_places < LeastPlaces || _rule == BandwidthRule.Scott)
        {
            var held = Math.Clamp(scott, smallest, largest);
            var limit = held == scott ? BandwidthBound.None : held == largest ? BandwidthBound.Largest : BandwidthBound.Smallest;
            return Answer(kernel, held, BandwidthRule.Scott, limit, scott, smallest, largest);
        }

        // Scott's rule is one of the steps, so that what it would have given can be shown.
        var start = Math.Clamp(scott, smallest, largest);
        Score(start);
        for (var i = 0; i < Candidates; i++)
        {
            Score(i == Candidates - 1 ? largest : smallest * Math.Pow(largest / smallest, i / (Candidates - 1.0)));
        }

        var best = Refine();
        var bound = best == largest ? BandwidthBound.Largest : best == smallest ? BandwidthBound.Smallest : BandwidthBound.None;
        return Answer(kernel, best, _rule, bound, scott, smallest, largest);
    }

    private BandwidthChoice Answer(
        Kernel kernel, double deviation, BandwidthRule rule, BandwidthBound bound, double scott, double smallest, double largest) => new(
            kernel, KernelBandwidth.OfStandardDeviation(kernel, deviation), deviation, rule, scott, bound, smallest, largest, _places, _leftOut,
            [.. _tried.Select(pair => new BandwidthScore(pair.Key, pair.Value))]);

    /// <summary>Golden-section search between the neighbours of the best so far, on the logarithm of the bandwidth.</summary>
    private double Refine()
    {
        var steps = _tried.Keys.ToArray();
        var at = Array.IndexOf(steps, Best());
        if (at == 0 || at == steps.Length - 1)
        {
            return steps[at];
        }

        const double Golden = 0.6180339887498949;
        var (low, high) = (Math.Log(steps[at - 1]), Math.Log(steps[at + 1]));
        for (var i = 0; i < Refinements; i++)
        {
            var (left, right) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
            if (Score(Math.Exp(left)) >= Score(Math.Exp(right)))
            {
                high = right;
            }
            else
            {
                low = left;
            }
        }

        return Best();
    }

    private double Best() => _tried.MaxBy(pair => pair.Value).Key;

    private double Score(double deviation)
    {
        if (_tried.TryGetValue(deviation, out var known))
        {
            return known;
        }

        var kde = new PlanarKde(Kernel.Gaussian, deviation, _correction, _window);
        var most = Math.Clamp(MostPairs / (Candidates + Refinements) / _incidents.Length, LeastPlaces, _places);
        var left = kde.LeavingOut(_incidents, _weights, (int)most);
        _leftOut = left.Weight.Length;
        var weight = left.Weight.Sum();
        var score = _rule == BandwidthRule.Likelihood
            ? (left.PerM2.Zip(left.Weight, (perM2, w) => w * Math.Log(Math.Max(perM2, double.Epsilon))).Sum() / weight) - (Integral(kde, deviation) / left.TotalWeight)
            : (2 * left.PerM2.Zip(left.Weight, (perM2, w) => w * perM2).Sum() / weight) - (SquaredIntegral(kde, deviation, left) / left.TotalWeight);
        return _tried[deviation] = score;
    }

    /// <summary>Integral of the density over the window, or the plane: the weight of the incidents but for the uniform correction.</summary>
    private double Integral(PlanarKde kde, double deviation)
    {
        if (_correction != EdgeCorrection.Uniform)
        {
            return _weights.Length == 0 ? _incidents.Length : _weights.Sum();
        }

        var grid = Fine(deviation);
        return kde.OnGrid(_incidents, _weights, grid).PerKm2.Sum() / M2PerKm2 * grid.Grid.CellM * grid.Grid.CellM;
    }

    private double SquaredIntegral(PlanarKde kde, double deviation, LeftOutDensity left)
    {
        if (_correction == EdgeCorrection.None)
        {
            // Over the plane two Gaussians meet as one of sqrt(2) times the deviation.
            var meeting = new KernelShape(Kernel.Gaussian, Math.Sqrt(2) * deviation);
            var sources = new KernelSources(_incidents, _weights, KernelSums.BlockM(new KernelShape(Kernel.Gaussian, deviation)));
            var sums = new KernelSums(sources, meeting).AtSources(left.Which, withThemselves: true);
            return sums.Zip(left.Weight, (sum, weight) => sum * weight).Sum() * left.TotalWeight / left.Weight.Sum();
        }

        var grid = Fine(deviation);
        var squares = kde.OnGrid(_incidents, _weights, grid).PerKm2.Sum(perKm2 => perKm2 / M2PerKm2 * (perKm2 / M2PerKm2));
        return squares * grid.Grid.CellM * grid.Grid.CellM;
    }

    private WindowGrid Fine(double deviation) =>
        WindowGrid.Clip(new SquareGrid(_window!.Envelope.MinX, _window.Envelope.MinY, deviation / CellsPerDeviation), _window);

    private static double ScottDeviationM(KernelSources sources)
    {
        var (weight, east, north) = (0.0, 0.0, 0.0);
        for (var i = 0; i < sources.Count; i++)
        {
            weight += sources.Weight[i];
            east += sources.Weight[i] * (sources.EastingM[i] - sources.WestM);
            north += sources.Weight[i] * (sources.NorthingM[i] - sources.SouthM);
        }

        (east, north) = (east / weight, north / weight);
        var squares = 0.0;
        for (var i = 0; i < sources.Count; i++)
        {
            squares += sources.Weight[i]
                * (Math.Pow(sources.EastingM[i] - sources.WestM - east, 2) + Math.Pow(sources.NorthingM[i] - sources.SouthM - north, 2));
        }

        return weight > 0 ? Math.Sqrt(squares / (2 * weight)) * Math.Pow(weight, -1.0 / 6) : 0;
    }
}
