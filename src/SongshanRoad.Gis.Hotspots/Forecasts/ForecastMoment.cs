using SongshanRoad.Gis.Hotspots.Forecasts.SelfExciting;

namespace SongshanRoad.Gis.Hotspots.Forecasts;

/// <summary>What a method may look at: the units, the events before one instant, and what was worked out from them.</summary>
internal sealed class ForecastMoment
{
    private readonly DecayedSurfaces _surfaces;
    private readonly Func<SelfExcitingOptions, SelfExcitingModel> _models;

    public ForecastMoment(
        ForecastUnits units, EventHistory history, double days, DecayedSurfaces surfaces, Func<SelfExcitingOptions, SelfExcitingModel> models)
    {
        (Units, History, Days, _surfaces, _models) = (units, history, days, surfaces, models);
    }

    /// <summary>The units.</summary>
    public ForecastUnits Units { get; }

    /// <summary>Events before the instant.</summary>
    public EventHistory History { get; }

    /// <summary>Length of the window that follows, days.</summary>
    public double Days { get; }

    /// <summary>Days from the first event to the instant.</summary>
    public double SpanDays => History.UntilDay - History.FirstDay;

    /// <summary>A surface the method asked for; not to be changed.</summary>
    public double[] Surface(SurfaceKey key) => _surfaces.Of(key);

    /// <summary>A self-exciting model fitted on the events before the instant.</summary>
    public SelfExcitingModel Model(SelfExcitingOptions options) => _models(options);
}
