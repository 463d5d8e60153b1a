using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Forecasts;

/// <summary>An incident as a forecast sees it.</summary>
/// <param name="Place">Where, metres.</param>
/// <param name="Day">When, in days since any midnight that is the same for all; hours are fractions.</param>
public readonly record struct ForecastEvent(MetricPoint Place, double Day);
