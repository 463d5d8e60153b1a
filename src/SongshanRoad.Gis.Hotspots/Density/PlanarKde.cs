using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>
/// Planar kernel density: lambda(u) = sum_i w_i k(u - x_i) / e(x_i), with e the kernel's mass inside the window under Diggle's
/// correction and 1 without. Every sum is exact: nothing is binned or interpolated. Equal input in any order gives bit-identical
/// output, because positions are put in a fixed order first.
/// </summary>
public sealed class PlanarKde
{
    private const double LeastMass = 0.01;
    private const double MaxBandwidthM = 1e6;
    private const double M2PerKm2 = 1e6;

    private readonly KernelShape _shape;
    private readonly WindowMass? _mass;

    /// <summary>Prepares an estimator.</summary>
    /// <param name="kernel">Shape of the kernel.</param>
    /// <param name="bandwidthM">Radius of the quartic, or standard deviation of the Gaussian, metres, above 0 and at most 1,000,000.</param>
    /// <param name="correction">What is done at the window's rim.</param>
    /// <param name="window">The study window; needed for <see cref="EdgeCorrection.Diggle"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bandwidth is out of its range.</exception>
    /// <exception cref="ArgumentNullException">Diggle's correction without a window.</exception>
    public PlanarKde(Kernel kernel, double bandwidthM, EdgeCorrection correction, PolygonWindow? window)
    {
        if (bandwidthM is not (> 0 and <= MaxBandwidthM))
        {
            throw new ArgumentOutOfRangeException(nameof(bandwidthM), bandwidthM, "The bandwidth must be above 0 m and at most 1,000,000 m.");
        }

        _shape = new KernelShape(kernel, bandwidthM);
        if (correction == EdgeCorrection.Diggle)
        {
            ArgumentNullException.ThrowIfNull(window);
            _mass = new WindowMass(window, _shape);
        }
    }

    /// <summary>Density at any places, kernel by kernel; time grows with incidents x places.</summary>
    /// <param name="incidents">Positions, metres; all are used, those outside the window too.</param>
    /// <param name="weights">One weight per incident, finite and not negative; empty means 1 each.</param>
    /// <param name="at">Where the density is wanted.</param>
    /// <exception cref="ArgumentException">A position or weight is not usable, or their numbers differ.</exception>
    public DensityField At(ReadOnlySpan<MetricPoint> incidents, ReadOnlySpan<double> weights, ReadOnlySpan<MetricPoint> at)
    {
        var sources = Sources(incidents, weights, out var floored);
        var perKm2 = new double[at.Length];
        for (var i = 0; i < at.Length; i++)
        {
            var sum = 0.0;
            foreach (var source in sources)
            {
                var east = at[i].EastingM - source.Centre.EastingM;
                var north = at[i].NorthingM - source.Centre.NorthingM;
                sum += source.Weight * _shape.PerM2((east * east) + (north * north));
            }

            perKm2[i] = sum * M2PerKm2;
        }

        return new DensityField(perKm2, floored);
    }

    /// <summary>Density at the centres of a grid's cells; time grows with the cells within reach of the incidents.</summary>
    /// <param name="incidents">Positions, metres; all are used, those outside the window too.</param>
    /// <param name="weights">One weight per incident, finite and not negative; empty means 1 each.</param>
    /// <param name="grid">The cells.</param>
    /// <returns>One value per cell, in the order of <see cref="WindowGrid.Cells"/>. A Gaussian is dropped beyond nine standard
    /// deviations, where it is below 2.6e-18 of its peak.</returns>
    /// <exception cref="ArgumentException">A position or weight is not usable, or their numbers differ.</exception>
    public DensityField OnGrid(ReadOnlySpan<MetricPoint> incidents, ReadOnlySpan<double> weights, WindowGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var raster = new KernelRaster(grid, _shape);
        var sources = Sources(incidents, weights, out var floored);
        foreach (var source in sources)
        {
            raster.Add(source.Centre, source.Weight);
        }

        var perKm2 = raster.Values();
        for (var i = 0; i < perKm2.Length; i++)
        {
            perKm2[i] *= M2PerKm2;
        }

        return new DensityField(perKm2, floored);
    }

    /// <summary>The incidents in a fixed order, equal positions merged, each weight divided by the mass inside the window.</summary>
    private Span<KernelSource> Sources(ReadOnlySpan<MetricPoint> incidents, ReadOnlySpan<double> weights, out int floored)
    {
        var sources = KernelSource.Ordered(incidents, weights);
        floored = 0;
        if (_mass is null)
        {
            return sources;
        }

        foreach (ref var source in sources)
        {
            var mass = _mass.At(source.Centre);
            if (mass < LeastMass)
            {
                mass = LeastMass;
                floored++;
            }

            source = source with { Weight = source.Weight / mass };
        }

        return sources;
    }
}
