using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Networks;
using SongshanRoad.Gis.Hotspots.Streets;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Streets;

namespace SongshanRoad.Gis.Hotspots.Overlays;

/// <summary>
/// The street segments of a district as units: those whose middle lies in it, or outside by no more than the snapping distance, because
/// the streets along its border are its streets, too. An incident belongs to the nearest segment of all streets drawn; when that is none of
/// the district's, it is outside. Immutable.
/// </summary>
public sealed class DistrictStreets
{
    private readonly StreetSegments _all;
    private readonly StreetEdge[] _edges;
    private readonly StreetEdge[] _units;
    private readonly int[] _unitOf;

    /// <summary>Chooses the segments of a district.</summary>
    /// <param name="network">All streets drawn in and around it. A piece that is drawn twice between the same junctions, as a street and as
    /// an alley, is one; it counts as the alley.</param>
    /// <param name="window">The district.</param>
    /// <param name="snapM">Greatest distance of an incident from its segment, metres, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The distance is not finite and above 0.</exception>
    public DistrictStreets(StreetNetwork network, PolygonWindow window, double snapM = StreetSegments.UsualSnapM)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(window);
        _edges = DrawnOnce(network.Edges);
        _all = new StreetSegments([.. _edges.Select(edge => new StreetSegment(edge.FromNode, edge.ToNode, edge.Corners))], snapM);
        _unitOf = new int[_edges.Length];
        var units = new List<StreetEdge>();
        for (var i = 0; i < _edges.Length; i++)
        {
            var isUnit = DistanceM(window, _edges[i].At(_edges[i].LengthM / 2)) <= snapM;
            _unitOf[i] = isUnit ? units.Count : -1;
            if (isUnit)
            {
                units.Add(_edges[i]);
            }
        }

        _units = [.. units];
        Neighbours = NeighbourList.FromPairs(_units.Length, PairsOfUnits());
        Network = new LinearNetwork(network.Nodes.Count, [.. _units.Select(edge => new NetworkSegment(edge.FromNode, edge.ToNode, edge.LengthM))]);
    }

    /// <summary>The units; a unit's number is its index here.</summary>
    public IReadOnlyList<StreetEdge> Units => _units;

    /// <summary>Which units share a junction.</summary>
    public NeighbourList Neighbours { get; }

    /// <summary>The units as the network along which density spreads. What would leave it at the district's border is kept on it, so that
    /// the density adds up to the incidents.</summary>
    public LinearNetwork Network { get; }

    /// <summary>Greatest distance of an incident from its segment, metres.</summary>
    public double SnapM => _all.SnapM;

    /// <summary>The place on a unit that an incident belongs to, or null when no street is near enough or the nearest one is none of the
    /// district's.</summary>
    public NetworkPlace? Snap(MetricPoint incident)
    {
        var nearest = _all.Nearest(incident);
        if (nearest < 0 || _unitOf[nearest] < 0)
        {
            return null;
        }

        var edge = _edges[nearest];
        return new NetworkPlace(_unitOf[nearest], Math.Clamp(edge.Nearest(incident).AlongM / edge.LengthM, 0, 1));
    }

    private IEnumerable<(int Unit, int Neighbour)> PairsOfUnits()
    {
        for (var i = 0; i < _edges.Length; i++)
        {
            if (_unitOf[i] < 0)
            {
                continue;
            }

            foreach (var other in _all.Neighbours.Of(i).ToArray().Where(other => _unitOf[other] >= 0))
            {
                yield return (_unitOf[i], _unitOf[other]);
            }
        }
    }

    private static StreetEdge[] DrawnOnce(IReadOnlyList<StreetEdge> edges)
    {
        var kept = new List<StreetEdge>(edges.Count);
        var between = new Dictionary<(int, int), List<int>>();
        foreach (var edge in edges)
        {
            var ends = (Math.Min(edge.FromNode, edge.ToNode), Math.Max(edge.FromNode, edge.ToNode));
            if (!between.TryGetValue(ends, out var parallels))
            {
                between.Add(ends, parallels = []);
            }

            var twin = parallels.FindIndex(number => IsSameLine(kept[number], edge));
            if (twin < 0)
            {
                parallels.Add(kept.Count);
                kept.Add(edge);
            }
            else if (kept[parallels[twin]].Street.AlleyId is null && edge.Street.AlleyId is not null)
            {
                kept[parallels[twin]] = edge;
            }
        }

        return [.. kept];
    }

    private static bool IsSameLine(StreetEdge one, StreetEdge other) =>
        one.Corners.SequenceEqual(other.Corners) || one.Corners.SequenceEqual(other.Corners.Reverse());

    /// <summary>Distance of a point from the window, metres; 0 inside.</summary>
    private static double DistanceM(PolygonWindow window, MetricPoint point)
    {
        if (window.Contains(point))
        {
            return 0;
        }

        var nearest = double.PositiveInfinity;
        foreach (var edge in window.Edges)
        {
            var (east, north) = (edge.X2 - edge.X1, edge.Y2 - edge.Y1);
            var share = Math.Clamp((((point.EastingM - edge.X1) * east) + ((point.NorthingM - edge.Y1) * north)) / ((east * east) + (north * north)), 0, 1);
            nearest = Math.Min(nearest, point.DistanceM(new MetricPoint(edge.X1 + (share * east), edge.Y1 + (share * north))));
        }

        return nearest;
    }
}
