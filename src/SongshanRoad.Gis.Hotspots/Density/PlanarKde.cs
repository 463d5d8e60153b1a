using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>
/// Planar kernel density: lambda(u) = sum_i w_i k(u - x_i) / e, with e the kernel's mass inside the window round x_i under Diggle's
/// correction, round u under the uniform one, and 1 without. Nothing is binned or interpolated. Equal input in
/// any order gives bit-identical output on any number of cores, because positions are put in a fixed order first.
/// </summary>
public sealed class PlanarKde
{
    private const double LeastMass = 0.01;
    private const double FewMass = 0.2;
    private const double MinBandwidthM = 1e-6;
    private const double MaxBandwidthM = 1e6;
    private const double M2PerKm2 = 1e6;
    private const int Chunk = 256;

    /// <summary>On a grid exp(-5.5²/2) = 2.7e-7 of a Gaussian's mass may be taken for inside that is not.</summary>
    private const double GridGaussianReach = 5.5;

    private readonly KernelShape _shape;
    private readonly EdgeCorrection _correction;
    private readonly PolygonWindow? _window;
    private readonly Lazy<WindowMass> _mass;
    private readonly WindowRim? _rim;

    /// <summary>Prepares an estimator.</summary>
    /// <param name="kernel">Shape of the kernel.</param>
    /// <param name="bandwidthM">Radius of the quartic or Epanechnikov, or standard deviation of the Gaussian, metres, 0.000001 to
    /// 1,000,000.</param>
    /// <param name="correction">What is done at the window's rim.</param>
    /// <param name="window">The study window; needed for a correction.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bandwidth is out of its range.</exception>
    /// <exception cref="ArgumentNullException">A correction without a window.</exception>
    public PlanarKde(Kernel kernel, double bandwidthM, EdgeCorrection correction, PolygonWindow? window)
    {
        if (bandwidthM is not (>= MinBandwidthM and <= MaxBandwidthM))
        {
            throw new ArgumentOutOfRangeException(nameof(bandwidthM), bandwidthM, "The bandwidth must be above 0 m (at least 0.000001) and at most 1,000,000 m.");
        }

        _shape = new KernelShape(kernel, bandwidthM);
        (_correction, _window) = (correction, window);
        _mass = new Lazy<WindowMass>(() => new WindowMass(window!, _shape));
        if (correction != EdgeCorrection.None)
        {
            ArgumentNullException.ThrowIfNull(window);
            _rim = new WindowRim(window);
        }
    }

    /// <summary>Density at any places, such as the centres of hexagons or street segments; time grows with the incidents within
    /// reach of each place.</summary>
    /// <param name="incidents">Positions, metres; all are used, those outside the window too.</param>
    /// <param name="weights">One weight per incident, finite and not negative; empty means 1 each.</param>
    /// <param name="at">Where the density is wanted.</param>
    /// <exception cref="ArgumentException">A position or weight is not usable, or their numbers differ.</exception>
    public DensityField At(ReadOnlySpan<MetricPoint> incidents, ReadOnlySpan<double> weights, ReadOnlySpan<MetricPoint> at)
    {
        var sources = Sources(incidents, weights, KernelSums.BlockM(_shape), _mass, out var floored);
        var places = at.ToArray();
        return Corrected(new KernelSums(sources, _shape).At(places), i => places[i], _mass, floored);
    }

    /// <summary>Density at the centres of a grid's cells; time grows with the cells within reach of the incidents.</summary>
    /// <param name="incidents">Positions, metres; all are used, those outside the window too.</param>
    /// <param name="weights">One weight per incident, finite and not negative; empty means 1 each.</param>
    /// <param name="grid">The cells.</param>
    /// <returns>One value per cell, in the order of <see cref="WindowGrid.Cells"/>. A Gaussian is cut after five
    /// standard deviations, beyond which 3.7e-6 of it lies.</returns>
    /// <exception cref="ArgumentException">A position or weight is not usable, or their numbers differ.</exception>
    public DensityField OnGrid(ReadOnlySpan<MetricPoint> incidents, ReadOnlySpan<double> weights, WindowGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var mass = _shape.IsCompact || _window is null ? _mass : new Lazy<WindowMass>(() => new WindowMass(_window, _shape, GridGaussianReach));
        var sources = Sources(incidents, weights, grid.Grid.CellM, mass, out var floored);
        var raster = new KernelRaster(grid, _shape);
        raster.Add(sources);
        return Corrected(raster.TakeValues(), i => grid.Grid.CentreOf(grid.Cells[i]), mass, floored);
    }

    /// <summary>Density at distinct positions of the incidents, of all incidents at other positions: what cross-validation asks.</summary>
    /// <param name="incidents">Positions, metres, all in the window when there is a correction.</param>
    /// <param name="weights">One weight per incident; empty means 1 each.</param>
    /// <param name="most">At how many positions at most; if there are more, evenly spread ones are taken.</param>
    internal LeftOutDensity LeavingOut(ReadOnlySpan<MetricPoint> incidents, ReadOnlySpan<double> weights, int most)
    {
        var sources = new KernelSources(incidents, weights, KernelSums.BlockM(_shape));
        var (totalWeight, counted) = (sources.TotalWeight, sources.Weight.AsSpan(0, sources.Count).ToArray());
        Spread(sources, _mass, out _);
        var taken = Math.Min(most, sources.Count);
        var which = Enumerable.Range(0, taken).Select(i => (int)((i + 0.5) * sources.Count / taken)).ToArray();
        var places = Array.ConvertAll(which, i => new MetricPoint(sources.EastingM[i], sources.NorthingM[i]));
        var field = Corrected(new KernelSums(sources, _shape).AtSources(which, withThemselves: false), i => places[i], _mass, 0);
        return new LeftOutDensity(which, Array.ConvertAll(which, i => counted[i]), Array.ConvertAll(field.PerKm2, value => value / M2PerKm2), totalWeight);
    }

    /// <summary>The incidents in a fixed order, equal positions merged, under Diggle's correction each weight divided by the mass
    /// inside the window.</summary>
    private KernelSources Sources(ReadOnlySpan<MetricPoint> incidents, ReadOnlySpan<double> weights, double blockM, Lazy<WindowMass> mass, out int floored)
    {
        var sources = new KernelSources(incidents, weights, blockM);
        Spread(sources, mass, out floored);
        return sources;
    }

    private void Spread(KernelSources sources, Lazy<WindowMass> mass, out int floored)
    {
        var low = 0;
        if (_correction == EdgeCorrection.Diggle)
        {
            ParallelChunks.Run(sources.Count, Chunk, (from, to) =>
            {
                for (var i = from; i < to; i++)
                {
                    sources.Weight[i] /= MassAt(mass.Value, new MetricPoint(sources.EastingM[i], sources.NorthingM[i]), ref low);
                }
            });
        }

        floored = low;
    }

    /// <summary>Divides by the mass round each place under the uniform correction, leaves out what is outside the window, and
    /// counts per square kilometre.</summary>
    private DensityField Corrected(double[] perM2, Func<int, MetricPoint> placeOf, Lazy<WindowMass> mass, int flooredIncidents)
    {
        var low = 0;
        ParallelChunks.Run(perM2.Length, Chunk, (from, to) =>
        {
            for (var i = from; i < to; i++)
            {
                perM2[i] *= M2PerKm2;
                if (_rim is null)
                {
                    continue;
                }

                var place = placeOf(i);
                if (!_rim.Holds(place))
                {
                    perM2[i] = double.NaN;
                }
                else if (_correction == EdgeCorrection.Uniform)
                {
                    perM2[i] /= MassAt(mass.Value, place, ref low);
                }
            }
        });
        return new DensityField(perM2, flooredIncidents, low);
    }

    private double MassAt(WindowMass inside, MetricPoint place, ref int floored)
    {
        var mass = inside.At(place);
        if (mass < FewMass && inside.IsCoarse)
        {
            // A division by little would blow a millionth up.
            mass = _mass.Value.At(place);
        }

        if (mass >= LeastMass)
        {
            return mass;
        }

        Interlocked.Increment(ref floored);
        return LeastMass;
    }
}

/// <summary>Densities at distinct positions, each without what lies there.</summary>
/// <param name="Which">Numbers of the positions in their fixed order.</param>
/// <param name="Weight">Weight at each.</param>
/// <param name="PerM2">Density of the others there, per square metre.</param>
/// <param name="TotalWeight">Weight of all incidents.</param>
internal sealed record LeftOutDensity(int[] Which, double[] Weight, double[] PerM2, double TotalWeight);
