using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Streets;

namespace SongshanRoad.Gis.Hotspots.Streets;

/// <summary>
/// Street segments as the units of hotspot work: the default for alleys, where a grid cell would mix the alley with the main street behind
/// it. Events are snapped to the nearest segment; segments that share a node are neighbours. Immutable.
/// </summary>
public sealed class StreetSegments
{
    /// <summary>Further from any street than this an event belongs to none, unless another distance is given; metres.</summary>
    public const double UsualSnapM = 30;

    // A piece is entered into every square of the snapping distance that it passes.
    private const int MostStepsPerSnap = 100_000;

    private readonly SegmentIndex _index;

    /// <summary>Makes units of segments.</summary>
    /// <param name="segments">The segments, numbered in this order.</param>
    /// <param name="snapM">Greatest distance of an event from its segment, metres, above 0.</param>
    /// <exception cref="ArgumentException">A segment has fewer than two corners, a corner is not finite, or a node is negative.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The distance is not finite and above 0.</exception>
    public StreetSegments(IReadOnlyList<StreetSegment> segments, double snapM = UsualSnapM)
    {
        ArgumentNullException.ThrowIfNull(segments);
        if (!double.IsFinite(snapM) || snapM <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(snapM), snapM, "The snapping distance must be above 0 m.");
        }

        for (var s = 0; s < segments.Count; s++)
        {
            if (segments[s].Corners.Count < 2 || segments[s].Corners.Any(corner => !double.IsFinite(corner.EastingM + corner.NorthingM)))
            {
                throw new ArgumentException($"Segment {s} needs two or more corners with finite coordinates.", nameof(segments));
            }

            if (LongestStepM(segments[s].Corners) > MostStepsPerSnap * snapM)
            {
                throw new ArgumentException(
                    $"Segment {s} has a straight piece of {LongestStepM(segments[s].Corners):R} m, more than {MostStepsPerSnap:N0} times the snapping distance; are its coordinates in metres?",
                    nameof(segments));
            }

            if (segments[s].FromNode < 0 || segments[s].ToNode < 0)
            {
                throw new ArgumentException($"Segment {s} joins nodes {segments[s].FromNode} and {segments[s].ToNode}; nodes are numbered from 0.", nameof(segments));
            }
        }

        Segments = [.. segments];
        SnapM = snapM;
        _index = new SegmentIndex(Segments, snapM);
        Neighbours = FindNeighbours();
    }

    /// <summary>The segments; a segment's number is its index here.</summary>
    public IReadOnlyList<StreetSegment> Segments { get; }

    /// <summary>Greatest distance of an event from its segment, metres.</summary>
    public double SnapM { get; }

    /// <summary>Which segments share a node.</summary>
    public NeighbourList Neighbours { get; }

    /// <summary>Makes the edges of a street network the units, in their order.</summary>
    /// <param name="network">The network.</param>
    /// <param name="snapM">Greatest distance of an event from its segment, metres, above 0.</param>
    public static StreetSegments From(StreetNetwork network, double snapM = UsualSnapM)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new StreetSegments([.. network.Edges.Select(edge => new StreetSegment(edge.FromNode, edge.ToNode, edge.Corners))], snapM);
    }

    /// <summary>The segment nearest to a point, or -1 when none is within <see cref="SnapM"/> or the point is not finite. Of equally near
    /// ones (at a junction) the one with the lowest number.</summary>
    public int Nearest(MetricPoint point) => _index.Nearest(point);

    /// <summary>Counts events per segment.</summary>
    /// <param name="events">Events, metres.</param>
    public SegmentCounts Count(ReadOnlySpan<MetricPoint> events)
    {
        var counts = new int[Segments.Count];
        var unsnapped = new List<int>();
        for (var i = 0; i < events.Length; i++)
        {
            var segment = Nearest(events[i]);
            if (segment < 0)
            {
                unsnapped.Add(i);
            }
            else
            {
                counts[segment]++;
            }
        }

        return new SegmentCounts(counts, unsnapped);
    }

    private static double LongestStepM(IReadOnlyList<MetricPoint> corners) =>
        Enumerable.Range(1, corners.Count - 1).Max(i => corners[i - 1].DistanceM(corners[i]));

    private NeighbourList FindNeighbours()
    {
        var atNode = new Dictionary<int, List<int>>();
        for (var s = 0; s < Segments.Count; s++)
        {
            foreach (var node in (int[])[Segments[s].FromNode, Segments[s].ToNode])
            {
                if (!atNode.TryGetValue(node, out var members))
                {
                    atNode.Add(node, members = []);
                }

                members.Add(s);
            }
        }

        return NeighbourList.FromPairs(Segments.Count,
            from members in atNode.Values from a in members from b in members select (a, b));
    }
}

/// <summary>Events counted per segment. The counts and the number of <paramref name="Unsnapped"/> add up to the events given.</summary>
/// <param name="Counts">Events per segment, in the order of the segments.</param>
/// <param name="Unsnapped">Numbers of the events further from any segment than the snapping distance.</param>
public sealed record SegmentCounts(IReadOnlyList<int> Counts, IReadOnlyList<int> Unsnapped);
