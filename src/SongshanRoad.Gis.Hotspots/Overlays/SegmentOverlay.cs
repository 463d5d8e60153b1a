using System.Runtime.InteropServices;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Networks;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Overlays;

/// <summary>A hotspot overlay on street segments: counts, network kernel density and Gi* with Benjamini-Hochberg. The order of the incidents
/// makes no difference to any bit of it.</summary>
/// <param name="Outcome">Whether significance may be coloured; if not, every class is 0.</param>
/// <param name="Segments">All segments of the district, by number.</param>
/// <param name="Provenance">How it came about.</param>
/// <remarks>There is no stability lens here: it asks what of a map is owed to where the lines of a grid happen to lie and how wide its cells
/// happen to be, and segments end where streets meet.</remarks>
public sealed record SegmentOverlay(HotspotOutcome Outcome, IReadOnlyList<HotspotSegment> Segments, SegmentProvenance Provenance)
{
    /// <summary>Segments hot at 99, 95 and 90 %, each its own class.</summary>
    public IReadOnlyList<int> Hot => [OfClass(3), OfClass(2), OfClass(1)];

    /// <summary>Segments cold at 99, 95 and 90 %, each its own class.</summary>
    public IReadOnlyList<int> Cold => [OfClass(-3), OfClass(-2), OfClass(-1)];

    /// <summary>Computes an overlay.</summary>
    /// <param name="incidents">Positions in the metric CRS of the streets.</param>
    /// <param name="weights">How much of each incident counts, 0 to 1, e.g. its share in the hours looked at; empty means 1 each. Those
    /// of weight 0 are as if they were not given.</param>
    /// <param name="streets">The segments.</param>
    /// <param name="parameters">Kernel, what it does at junctions, and thresholds.</param>
    /// <exception cref="ArgumentException">The district has no street; the weights are not as many as the incidents, or one is negative or
    /// not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bandwidth is not above 0 and at most 1,000,000 m.</exception>
    public static SegmentOverlay Compute(
        ReadOnlySpan<MetricPoint> incidents, ReadOnlySpan<double> weights, DistrictStreets streets, SegmentParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(streets);
        ArgumentNullException.ThrowIfNull(parameters);
        if (streets.Units.Count == 0)
        {
            throw new ArgumentException("The district has no street; import streets or alleys first.", nameof(streets));
        }

        var events = Snapped(incidents, weights, streets, out var onSegments, out var outside);
        var counts = new double[streets.Units.Count];
        foreach (var (place, weight) in events)
        {
            counts[place.Segment] += weight;
        }

        var kde = new NetworkKde(streets.Network, parameters.Kernel, parameters.BandwidthM, parameters.Rule);
        var (perKm, isExact) = new SegmentPieces(streets.Network).DensityOf(kde, events);
        var gi = GetisOrd.Star(streets.Neighbours, counts);
        var q = MultipleTesting.BenjaminiHochberg(gi.P);
        var outcome = GiStarTest.OutcomeOf(counts, parameters.MinIncidents, parameters.MinSegmentsWithIncidents);
        var segments = new HotspotSegment[counts.Length];
        for (var i = 0; i < segments.Length; i++)
        {
            segments[i] = new HotspotSegment(i, streets.Units[i], counts[i], perKm[i].Average(), perKm[i], gi.Z[i], gi.P[i], q[i],
                outcome == HotspotOutcome.Ok ? SignificanceClass.Of(gi.Z[i], q[i]) : 0);
        }

        return new SegmentOverlay(outcome, segments, new SegmentProvenance(
            $"nkde {parameters.Kernel} {parameters.Rule}; gi* junction self binary; bh".ToLowerInvariant(),
            parameters.Kernel, parameters.BandwidthM, parameters.Rule, isExact, streets.SnapM, streets.Network.LengthM,
            onSegments, outside, counts.Sum(), segments.Length, counts.Count(count => count > 0), gi.Undefined.Count,
            parameters.MinIncidents, parameters.MinSegmentsWithIncidents));
    }

    /// <summary>The incidents on their segments, those of one place merged, in an order of their own.</summary>
    private static List<NetworkEvent> Snapped(
        ReadOnlySpan<MetricPoint> incidents, ReadOnlySpan<double> weights, DistrictStreets streets, out int onSegments, out int outside)
    {
        if (weights.Length != 0 && weights.Length != incidents.Length)
        {
            throw new ArgumentException($"There are {weights.Length} weights for {incidents.Length} incidents.", nameof(weights));
        }

        var events = new List<NetworkEvent>(incidents.Length);
        outside = 0;
        for (var i = 0; i < incidents.Length; i++)
        {
            var weight = weights.Length == 0 ? 1 : weights[i];
            if (weight == 0)
            {
                continue;
            }

            if (streets.Snap(incidents[i]) is { } place)
            {
                events.Add(new NetworkEvent(place, weight));
            }
            else
            {
                outside++;
            }
        }

        onSegments = events.Count;
        return NetworkEvents.Ordered(streets.Network, CollectionsMarshal.AsSpan(events));
    }

    private int OfClass(int wanted) => Segments.Count(segment => segment.Class == wanted);
}
