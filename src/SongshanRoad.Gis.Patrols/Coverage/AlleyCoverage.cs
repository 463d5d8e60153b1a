using NetTopologySuite.Geometries;

namespace SongshanRoad.Gis.Patrols.Coverage;

/// <summary>An alley whose coverage is counted.</summary>
/// <param name="PlaceId">The alley.</param>
/// <param name="CentreLineMetric">Its centre line in the deployment's metric CRS: a LineString, or a MultiLineString whose pieces are
/// counted through in order.</param>
public sealed record AlleyLine(long PlaceId, Geometry CentreLineMetric);

/// <summary>Coverage of one alley.</summary>
/// <param name="PlaceId">The alley.</param>
/// <param name="LengthM">Length of its centre line, metres.</param>
/// <param name="Intervals">The covered pieces, in order, disjoint.</param>
public sealed record AlleyCoverage(long PlaceId, double LengthM, IReadOnlyList<CoveredInterval> Intervals)
{
    /// <summary>Covered metres.</summary>
    public double CoveredM => Intervals.Sum(interval => interval.LengthM);

    /// <summary>Time of the first pass, UTC, or null when never.</summary>
    public DateTimeOffset? FirstAt => Intervals.Count == 0 ? null : Intervals.Min(interval => interval.FirstAt);

    /// <summary>Time of the latest pass, UTC, or null when never.</summary>
    public DateTimeOffset? LastAt => Intervals.Count == 0 ? null : Intervals.Max(interval => interval.LastAt);
}
