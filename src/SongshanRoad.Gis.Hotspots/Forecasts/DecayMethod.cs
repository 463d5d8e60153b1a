using System.Globalization;

namespace SongshanRoad.Gis.Hotspots.Forecasts;

/// <summary>What happened, fading with time: partly counted in the unit itself, partly spread by a kernel, in the plane or along the
/// streets. With nothing spread it is a fading count, and when that does not fade the plain count map.</summary>
internal sealed class DecayMethod : ForecastMethod
{
    private readonly SurfaceKey _own;
    private readonly SurfaceKey? _spread;
    private readonly double _share;

    private DecayMethod(string name, string parameters, MethodStep step, SurfaceKey own, SurfaceKey? spread, double share)
        : base(name, parameters, step) => (_own, _spread, _share) = (own, spread, share);

    /// <summary>The plain count map.</summary>
    public static DecayMethod PlainCount(int halfLife) => Count("count", double.PositiveInfinity, halfLife);

    /// <summary>Ranking by a count in which an event weighs half after a half-life.</summary>
    public static DecayMethod FadingCount(double halfLifeDays, int halfLife) => Count("fading-count", halfLifeDays, halfLife);

    /// <summary>Kernel density in the plane.</summary>
    public static DecayMethod Kde(GaussianSmoothing smoothing, int width, double halfLifeDays, int halfLife, double share, int shareNumber) => new(
        "kde", string.Create(CultureInfo.InvariantCulture, $"Gaussian of {smoothing.DeviationM:F0} m for {share:P0} of the weight, {Fading(halfLifeDays)}"),
        new MethodStep("plane", width, halfLife, shareNumber), new SurfaceKey(NoSmoothing.Instance, halfLifeDays), new SurfaceKey(smoothing, halfLifeDays), share);

    /// <summary>Kernel density along the streets.</summary>
    public static DecayMethod Nkde(NetworkSmoothing smoothing, int width, double halfLifeDays, int halfLife, double share, int shareNumber) => new(
        "nkde", string.Create(CultureInfo.InvariantCulture, $"quartic of {smoothing.BandwidthM:F0} m along streets for {share:P0} of the weight, {Fading(halfLifeDays)}"),
        new MethodStep("streets", width, halfLife, shareNumber), new SurfaceKey(NoSmoothing.Instance, halfLifeDays), new SurfaceKey(smoothing, halfLifeDays), share);

    /// <inheritdoc/>
    internal override IReadOnlyList<SurfaceKey> Surfaces => _spread is null ? [_own] : [_own, _spread];

    /// <inheritdoc/>
    internal override double[] Expected(ForecastMoment moment)
    {
        var own = moment.Surface(_own);
        var spread = _spread is null ? own : moment.Surface(_spread);
        var scale = moment.SpanDays > 0 ? moment.Days / _own.DaysWeighing(moment.SpanDays) : 0;
        var expected = new double[own.Length];
        for (var unit = 0; unit < expected.Length; unit++)
        {
            expected[unit] = scale * (((1 - _share) * own[unit]) + (_share * spread[unit]));
        }

        return expected;
    }

    private static DecayMethod Count(string name, double halfLifeDays, int halfLife) => new(
        name, Fading(halfLifeDays), new MethodStep("plane", -1, halfLife, 0), new SurfaceKey(NoSmoothing.Instance, halfLifeDays), null, 0);

    private static string Fading(double halfLifeDays) => double.IsInfinity(halfLifeDays)
        ? "all events alike"
        : string.Create(CultureInfo.InvariantCulture, $"half-life {halfLifeDays:F0} days");
}
