using SongshanRoad.Gis.Hotspots.Forecasts.SelfExciting;

namespace SongshanRoad.Gis.Hotspots.Forecasts;

/// <summary>The methods among which a backtest chooses.</summary>
public static class MethodTable
{
    private static readonly double[] HalfLivesDays = [120, 240, 480, 960, double.PositiveInfinity];
    private static readonly double[] Shares = [0.25, 0.5, 0.75, 1];

    /// <summary>Widths of the kernel against the unit's.</summary>
    private static readonly double[] Widths = [0.5, 1, 1.5, 2.5];

    /// <summary>Half-widths along streets, metres.</summary>
    private static readonly double[] StreetBandwidthsM = [150, 300];

    /// <summary>The plain count map: all events alike, each counted in its own unit.</summary>
    public static ForecastMethod PlainCount { get; } = DecayMethod.PlainCount(HalfLivesDays.Length - 1);

    /// <summary>All methods, the plain count map first.</summary>
    /// <param name="units">The units.</param>
    /// <param name="unitWidthM">Side of a cell or usual length of a segment, metres: the scale of the kernels in the plane.</param>
    /// <param name="streets">The streets for the density along them; null to leave that out.</param>
    public static IReadOnlyList<ForecastMethod> All(ForecastUnits units, double unitWidthM, ForecastStreets? streets)
    {
        ArgumentNullException.ThrowIfNull(units);
        if (!double.IsFinite(unitWidthM) || unitWidthM <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(unitWidthM), unitWidthM, "The unit's width must be above 0 m.");
        }

        return [PlainCount, .. FadingCounts(), .. Planar(unitWidthM), .. streets is null ? [] : AlongStreets(units, streets), .. SelfExciting(unitWidthM)];
    }

    private static IEnumerable<ForecastMethod> FadingCounts() =>
        HalfLivesDays.Index().Take(HalfLivesDays.Length - 1).Select(halfLife => DecayMethod.FadingCount(halfLife.Item, halfLife.Index));

    private static IEnumerable<ForecastMethod> Planar(double unitWidthM)
    {
        foreach (var (width, times) in Widths.Index())
        {
            var smoothing = new GaussianSmoothing(times * unitWidthM);
            foreach (var (number, halfLife) in HalfLivesDays.Index())
            {
                foreach (var (shareNumber, share) in Shares.Index())
                {
                    yield return DecayMethod.Kde(smoothing, width, halfLife, number, share, shareNumber + 1);
                }
            }
        }
    }

    private static IEnumerable<ForecastMethod> AlongStreets(ForecastUnits units, ForecastStreets streets)
    {
        foreach (var (width, bandwidthM) in StreetBandwidthsM.Index())
        {
            var smoothing = new NetworkSmoothing(streets, units, bandwidthM);
            foreach (var (number, halfLife) in HalfLivesDays.Index().Skip(2))
            {
                foreach (var (shareNumber, share) in Shares.Index())
                {
                    yield return DecayMethod.Nkde(smoothing, width, halfLife, number, share, shareNumber + 1);
                }
            }
        }
    }

    private static IEnumerable<ForecastMethod> SelfExciting(double unitWidthM)
    {
        foreach (var (number, halfLife) in HalfLivesDays.Index().Skip(2))
        {
            yield return new SelfExcitingMethod(TriggeringIn(unitWidthM, TriggerShape.Gaussian), 0, halfLife, number);
        }
    }

    /// <summary>Bounds of the triggering for units of a width.</summary>
    internal static SelfExcitingOptions TriggeringIn(double unitWidthM, TriggerShape shape) => new()
    {
        Shape = shape,
        BackgroundDeviationM = 1.5 * unitWidthM,
        DistanceM = (Math.Min(25, unitWidthM / 4), Math.Max(250, 1.5 * unitWidthM)),
    };
}
