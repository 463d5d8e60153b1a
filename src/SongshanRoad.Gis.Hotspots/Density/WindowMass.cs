using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>
/// How much of a kernel's mass lies inside a window: e(x) = integral over the window of k(x - v) dv, exact, without a raster.
/// </summary>
/// <remarks>
/// In polar coordinates round x the integral over a polygon is the integral of M(r) dθ / 2π along its outline, with M the mass
/// within r. So e is 1 inside (0 outside) minus the integral of (1 - M(r)) dθ / 2π over the parts of the outline within reach.
/// On an edge at distance d, with t running along it, dθ = d dt / (d² + t²) and r² = d² + t²: for the quartic and the Epanechnikov a
/// polynomial and an arctangent; for the Gaussian a smooth integral done by Gauss-Legendre, close to the edge after putting t = d sinh u.
/// </remarks>
internal sealed class WindowMass
{
    /// <summary>Shares of the reach within which a point counts as lying on an edge, or on a corner.</summary>
    private const double Touching = 1e-9;
    private const double CornerTouching = 1e-7;
    private const double Nudge = 1e-6;

    /// <summary>exp(-7²/2) = 2.3e-11 of a Gaussian's mass lies beyond.</summary>
    public const double ExactGaussianReach = 7;

    /// <summary>Distance from an edge, in standard deviations, from which the Gaussian needs no substitution.</summary>
    private const double SmoothFrom = 0.5;

    private readonly PolygonWindow _window;
    private readonly KernelShape _shape;
    private readonly EdgeIndex _index;
    private readonly Ray[] _rays;
    private readonly double _reachM;

    /// <summary>Prepares a window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="shape">The kernel.</param>
    /// <param name="gaussianReach">Standard deviations from which an edge no longer counts for a Gaussian; where that is less than usual
    /// the integrals are exact to a millionth only.</param>
    public WindowMass(PolygonWindow window, KernelShape shape, double gaussianReach = ExactGaussianReach)
    {
        _window = window;
        _shape = shape;
        _reachM = shape.ReachM(gaussianReach);
        IsCoarse = gaussianReach < ExactGaussianReach;
        _index = new EdgeIndex(window, _reachM);
        _rays = [.. window.Edges.Select(Ray.Along)];
    }

    /// <summary>Whether a Gaussian's mass is exact to a millionth only.</summary>
    public bool IsCoarse { get; }

    /// <summary>Mass inside the window of a kernel centred on a point, 0 to 1.</summary>
    public double At(MetricPoint centre)
    {
        var near = _index.Near(centre.EastingM, centre.NorthingM, out var side);
        if (side is { } isInside)
        {
            return isInside ? 1 : 0;
        }

        if (TouchesCorner(centre, near))
        {
            // The mass is continuous; a millionth of the reach aside no angle is undefined.
            var aside = Nudge * _reachM;
            centre = new MetricPoint(centre.EastingM + (0.8 * aside), centre.NorthingM + (0.6 * aside));
            near = _index.Near(centre.EastingM, centre.NorthingM, out _);
        }

        var inside = _window.Contains(centre);
        var missing = 0.0;
        foreach (var e in near)
        {
            missing += MissingBeyond(_rays[e], centre, inside);
        }

        return Math.Clamp((inside ? 1 : 0) - (missing / (2 * Math.PI)), 0, 1);
    }

    private bool TouchesCorner(MetricPoint centre, ReadOnlySpan<int> near)
    {
        var closeM = CornerTouching * _reachM;
        foreach (var e in near)
        {
            ref readonly var edge = ref _rays[e];
            if (Math.Abs(edge.FromX - centre.EastingM) < closeM && Math.Abs(edge.FromY - centre.NorthingM) < closeM)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Integral of (1 - M(r)) dθ along one edge.</summary>
    private double MissingBeyond(in Ray edge, MetricPoint centre, bool inside)
    {
        var (x, y) = (edge.FromX - centre.EastingM, edge.FromY - centre.NorthingM);
        var distanceM = (x * edge.North) - (y * edge.East);
        if (Math.Abs(distanceM) >= _reachM)
        {
            return 0;
        }

        var start = (x * edge.East) + (y * edge.North);
        var chord = Math.Sqrt((_reachM * _reachM) - (distanceM * distanceM));
        var (from, to) = (Math.Max(start, -chord), Math.Min(start + edge.LengthM, chord));
        if (from >= to)
        {
            return 0;
        }

        var touching = Touching * _reachM;
        if (Math.Abs(distanceM) < touching)
        {
            // On the edge itself its side is decided by the window, so that the half turn has the sign of the winding.
            distanceM = from < 0 && to > 0 ? (inside ? touching : -touching) : Math.CopySign(touching, distanceM);
        }

        return _shape.Kernel switch
        {
            Kernel.Quartic => QuarticUpTo(to, distanceM) - QuarticUpTo(from, distanceM),
            Kernel.Epanechnikov => EpanechnikovUpTo(to, distanceM) - EpanechnikovUpTo(from, distanceM),
            _ => Math.Sign(distanceM) * GaussianAlong(from, to, Math.Abs(distanceM)),
        };
    }

    /// <summary>Antiderivative of (1 - r²/h²)² d / r² by t.</summary>
    private double EpanechnikovUpTo(double t, double d)
    {
        var h2 = _shape.BandwidthM * _shape.BandwidthM;
        return Math.Atan(t / d) + (d * t / h2 * (-2 + (((d * d) + (t * t / 3)) / h2)));
    }

    /// <summary>Antiderivative of (1 - r²/h²)³ d / r² by t.</summary>
    private double QuarticUpTo(double t, double d)
    {
        var h2 = _shape.BandwidthM * _shape.BandwidthM;
        var d2 = d * d;
        var t2 = t * t;
        var linear = (d2 + (t2 / 3)) / h2;
        var quadratic = ((d2 * d2) + (2 * d2 * t2 / 3) + (t2 * t2 / 5)) / (h2 * h2);
        return Math.Atan(t / d) + (d * t / h2 * (-3 + (3 * linear) - quadratic));
    }

    private double GaussianAlong(double from, double to, double d)
    {
        var s = _shape.BandwidthM;
        if (d >= SmoothFrom * s)
        {
            // Far enough from the edge to integrate along it directly: exp(-r² / 2s²) d / r² by t, the pole at t = i d well off the panels.
            return d * GaussLegendre.IntegrateBell(from, to, d * d, 1 / (2 * s * s), panel: Math.Min(3 * s, 2 * d), IsCoarse);
        }

        return GaussLegendre.IntegrateCosh(Math.Asinh(from / d), Math.Asinh(to / d), 0.5 * (d / s) * (d / s), IsCoarse);
    }

    /// <summary>An edge as where it starts, which way it goes (a step of length 1) and how far.</summary>
    private readonly record struct Ray(double FromX, double FromY, double East, double North, double LengthM)
    {
        public static Ray Along(WindowEdge edge)
        {
            var (east, north) = (edge.X2 - edge.X1, edge.Y2 - edge.Y1);
            var lengthM = Math.Sqrt((east * east) + (north * north));
            return new Ray(edge.X1, edge.Y1, east / lengthM, north / lengthM, lengthM);
        }
    }
}
