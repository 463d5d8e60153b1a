using SongshanRoad.Gis.Hotspots.Density;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Overlays;

/// <summary>
/// Kernel density at the centres of cells that incidents can be added to and taken from again: each incident's part of each cell is a whole
/// number of tiny units, and whole numbers add up to the same in any order, on any number of cores, and cancel out without a trace. They are
/// held in two parts, as a machine adds its own words several times faster than numbers of twice the length. What is
/// added is what <see cref="PlanarKde"/> adds; a Gaussian is cut after six standard deviations, where it is below 1.6e-8 of its peak. Not
/// safe to use from several threads at once.
/// </summary>
internal sealed class OverlayDensity
{
    private const double GaussianReach = 6;
    private const double LeastMass = 0.01;
    private const double M2PerKm2 = 1e6;
    private const int Chunk = 1024;

    // A unit is 2^-80 of the kernel's peak: sums of sixty million incidents fit, however little of their kernels is in the window, and each
    // part is rounded by less than a double's own rounding wherever it is above 1e-8 of the peak.
    private const int LowBits = 50;
    private const long LowMask = (1L << LowBits) - 1;
    private static readonly double HighPerPeak = Math.ScaleB(1, 80 - LowBits);
    private static readonly double LowPerHigh = Math.ScaleB(1, LowBits);
    private static readonly double UnitsPerPeak = Math.ScaleB(1, 80);

    private readonly WindowCells _cells;
    private readonly KernelShape _shape;
    private readonly EdgeCorrection _correction;
    private readonly WindowMass? _mass;
    private readonly double _reachM;
    private readonly double[] _eastingM;
    private readonly double[] _northingM;
    private readonly Sums _sums;

    /// <summary>Begins with no incident.</summary>
    public OverlayDensity(WindowCells cells, PolygonWindow window, HotspotParameters parameters)
    {
        (_cells, _shape, _correction) = (cells, new KernelShape(parameters.Kernel, parameters.BandwidthM), parameters.EdgeCorrection);
        _mass = _correction == EdgeCorrection.None ? null : new WindowMass(window, _shape);
        _reachM = _shape.ReachM(GaussianReach);
        _eastingM = new double[cells.Count];
        _northingM = new double[cells.Count];
        _sums = new Sums((int)cells.Count);
        foreach (var (number, cell) in cells.All().Index())
        {
            (_eastingM[number], _northingM[number]) = cells.Grid.CentreOf(cell);
        }
    }

    /// <summary>How many of the incidents have so little of their kernel in the window that its correction is held at its limit.</summary>
    public int Floored { get; private set; }

    /// <summary>Adds many incidents.</summary>
    /// <param name="places">Positions, metres.</param>
    /// <param name="weights">One weight per place; empty means 1 each.</param>
    public void Add(MetricPoint[] places, double[] weights)
    {
        var parts = ParallelChunks.RunWithOwn((places.Length + Chunk - 1) / Chunk, () => new Part(_sums.Count), (number, part) =>
        {
            for (var i = number * Chunk; i < Math.Min(places.Length, (number + 1) * Chunk); i++)
            {
                part.Floored += Spread(places[i], weights.Length == 0 ? 1 : weights[i], part.Sums, 1) ? 1 : 0;
            }
        });
        foreach (var part in parts)
        {
            Floored += part.Floored;
            _sums.Add(part.Sums);
        }
    }

    /// <summary>Adds one incident of weight 1, or takes it away again.</summary>
    /// <param name="place">Its position.</param>
    /// <param name="sign">1 or -1.</param>
    public void Put(MetricPoint place, int sign) => Floored += Spread(place, 1, _sums, sign) ? sign : 0;

    /// <summary>Density at each cell's centre, incidents per square kilometre.</summary>
    public double[] PerKm2()
    {
        var perUnit = _shape.PeakPerM2 * M2PerKm2 / UnitsPerPeak;
        var perKm2 = new double[_sums.Count];
        for (var cell = 0; cell < perKm2.Length; cell++)
        {
            perKm2[cell] = (double)_sums.At(cell) * perUnit;
            if (_correction == EdgeCorrection.Uniform)
            {
                perKm2[cell] /= Math.Max(LeastMass, _mass!.At(new MetricPoint(_eastingM[cell], _northingM[cell])));
            }
        }

        return perKm2;
    }

    /// <summary>Puts an incident's parts on the cells within reach; true when its correction is held at its limit.</summary>
    private bool Spread(MetricPoint place, double weight, Sums sums, int sign)
    {
        var isFloored = false;
        var peak = weight;
        if (_correction == EdgeCorrection.Diggle)
        {
            var mass = _mass!.At(place);
            isFloored = mass < LeastMass;
            peak /= Math.Max(LeastMass, mass);
        }

        var grid = _cells.Grid;
        var (line, at) = grid.PlaceOf(grid.CellOf(place));
        // A cell's centre may be one step from the places in it.
        var (lines, places) = ((int)Math.Ceiling(_reachM / grid.StepAcrossM) + 1, (int)Math.Ceiling(_reachM / grid.StepAlongM) + 1);
        var perSquare = 1 / (_shape.BandwidthM * _shape.BandwidthM);
        for (var near = line - lines; near <= line + lines; near++)
        {
            foreach (var run in _cells.RunsOn(near - _cells.FirstLine))
            {
                var (from, to) = (Math.Max(run.From, at - places), Math.Min(run.To, at + places));
                var first = (int)run.First - run.From;
                for (var cell = first + from; cell <= first + to; cell++)
                {
                    var (east, north) = (_eastingM[cell] - place.EastingM, _northingM[cell] - place.NorthingM);
                    var square = ((east * east) + (north * north)) * perSquare;
                    var share = ShareOfPeak(square);
                    if (share > 0)
                    {
                        sums.Add(cell, peak * share, sign);
                    }
                }
            }
        }

        return isFloored;
    }

    /// <summary>The kernel at a squared distance in bandwidths, as a share of its peak.</summary>
    private double ShareOfPeak(double square)
    {
        if (!_shape.IsCompact)
        {
            return square > GaussianReach * GaussianReach ? 0 : Math.Exp(-0.5 * square);
        }

        var rest = 1 - square;
        return rest <= 0 ? 0 : _shape.Kernel == Kernel.Quartic ? rest * rest : rest;
    }

    /// <summary>What one worker adds up.</summary>
    private sealed class Part(int count)
    {
        public Sums Sums { get; } = new(count);

        public int Floored { get; set; }
    }

    /// <summary>One whole number of units per cell: High · 2^50 + Low, with Low below 2^50 and not negative.</summary>
    private sealed class Sums(int count)
    {
        private readonly long[] _high = new long[count];
        private readonly long[] _low = new long[count];

        public int Count => _high.Length;

        public Int128 At(int cell) => ((Int128)_high[cell] << LowBits) + _low[cell];

        /// <summary>Adds a share of the peak, cut to whole units.</summary>
        public void Add(int cell, double share, int sign)
        {
            var scaled = share * HighPerPeak;
            var high = (long)scaled;
            // What is left of a double below its whole part is exact.
            Carry(cell, sign * high, _low[cell] + (sign * (long)((scaled - high) * LowPerHigh)));
        }

        public void Add(Sums other)
        {
            for (var cell = 0; cell < _high.Length; cell++)
            {
                Carry(cell, other._high[cell], _low[cell] + other._low[cell]);
            }
        }

        private void Carry(int cell, long high, long low)
        {
            _high[cell] += high + (low >> LowBits);
            _low[cell] = low & LowMask;
        }
    }
}
