using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>One fix of a track to be matched.</summary>
/// <param name="TimeS">When, seconds from any fixed instant.</param>
/// <param name="Metric">Where, in the network's metric CRS.</param>
/// <param name="AccuracyM">Reported accuracy (68 % radius) in metres, or null.</param>
public readonly record struct TrackFix(double TimeS, MetricPoint Metric, double? AccuracyM = null);
