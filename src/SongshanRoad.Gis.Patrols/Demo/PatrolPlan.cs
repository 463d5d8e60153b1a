using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Streets;

namespace SongshanRoad.Gis.Patrols.Demo;

/// <summary>Where a simulated unit goes next: walkers to alleys of their community that nobody of it walked tonight, guards round
/// their compound, cars along streets and to hotspots.</summary>
internal sealed class PatrolPlan
{
    private const int Attempts = 8;
    private const int NearestChoices = 5;
    private const double HotspotShare = 0.4;

    private readonly StreetNetwork _network;
    private readonly TravelMode _mode;
    private readonly HashSet<int> _walked;
    private readonly Random _random;
    private readonly List<StreetEdge> _round;
    private readonly List<int> _stops;
    private readonly bool _loops;
    private int _nextStop;

    public PatrolPlan(SimulationSetup setup, SimulatedUnit unit, HashSet<int> walked, Random random)
    {
        _network = setup.Network;
        _mode = unit.Kind == UnitKind.PatrolCar ? TravelMode.Car : TravelMode.Foot;
        _walked = walked;
        _random = random;
        var components = _network.Components(_mode);
        var usable = _network.Edges.Where(edge => edge.Allows(_mode, true) && components[edge.FromNode] == 0).ToList();
        if (usable.Count == 0)
        {
            throw new ArgumentException($"The network of {_network.Edges.Count} edges has none a {unit.Kind} may travel.", nameof(setup));
        }

        var nodes = usable.Select(edge => edge.FromNode).Concat(usable.Select(edge => edge.ToNode)).Distinct().ToList();
        StartNode = Closest(nodes, unit.HomeMetric);
        _round = RoundOf(usable, unit);
        _loops = unit.Kind == UnitKind.PropertyGuard;
        _stops = unit.Kind switch
        {
            UnitKind.PatrolCar => [.. setup.HotspotsMetric.Select(hotspot => Closest(nodes, hotspot)).Distinct()],
            UnitKind.PropertyGuard => [.. Corners(unit.HomeMetric).Select(corner => Closest(nodes, corner)).Distinct()],
            _ => [],
        };
    }

    /// <summary>The node nearest to the unit's home.</summary>
    public int StartNode { get; }

    /// <summary>The steps of the next leg; none when no way was found this time.</summary>
    public IReadOnlyList<StreetStep> Next(int node)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var steps = _stops.Count > 1 && (_loops || _random.NextDouble() < HotspotShare) ? ToStop(node) : ToEdge(node);
            if (steps.Count > 0)
            {
                return steps;
            }
        }

        return [];
    }

    private IReadOnlyList<StreetStep> ToStop(int node)
    {
        _nextStop = _loops ? (_nextStop + 1) % _stops.Count : _random.Next(_stops.Count);
        return _network.ShortestPath(node, _stops[_nextStop], _mode)?.Steps ?? [];
    }

    private IReadOnlyList<StreetStep> ToEdge(int node)
    {
        var edge = _mode == TravelMode.Car ? _round[_random.Next(_round.Count)] : Unwalked(node);
        var here = _network.Nodes[node];
        var forward = edge.Street.IsOneWayForCars || here.DistanceM(edge.At(0)) <= here.DistanceM(edge.At(edge.LengthM));
        var last = new StreetStep(edge, forward);
        return _network.ShortestPath(node, last.StartNode, _mode) is { } path ? [.. path.Steps, last] : [];
    }

    private StreetEdge Unwalked(int node)
    {
        if (_round.TrueForAll(edge => _walked.Contains(edge.EdgeIndex)))
        {
            _walked.ExceptWith(_round.Select(edge => edge.EdgeIndex));
        }

        var here = _network.Nodes[node];
        var near = _round.Where(edge => !_walked.Contains(edge.EdgeIndex))
            .OrderBy(edge => here.DistanceM(edge.At(edge.LengthM / 2))).Take(NearestChoices).ToList();
        var chosen = near[_random.Next(near.Count)];
        _walked.Add(chosen.EdgeIndex);
        return chosen;
    }

    /// <summary>The edges a unit looks after: alleys within its reach, for cars the streets; whatever there is when there are none.</summary>
    private static List<StreetEdge> RoundOf(List<StreetEdge> usable, SimulatedUnit unit)
    {
        var reachM = UnitPace.Of(unit.Kind).ReachM;
        var wantsAlleys = unit.Kind != UnitKind.PatrolCar;
        var near = usable.Where(edge => unit.HomeMetric.DistanceM(edge.At(edge.LengthM / 2)) <= reachM).ToList();
        var wanted = near.Where(edge => edge.Street.AlleyId is not null == wantsAlleys).ToList();
        return wanted.Count > 0 ? wanted : near.Count > 0 ? near : usable;
    }

    private static IEnumerable<MetricPoint> Corners(MetricPoint home) =>
        new[] { (1, 1), (1, -1), (-1, -1), (-1, 1) }
            .Select(sign => new MetricPoint(home.EastingM + (80 * sign.Item1), home.NorthingM + (80 * sign.Item2)));

    private int Closest(List<int> nodes, MetricPoint metric) => nodes.MinBy(node => _network.Nodes[node].DistanceM(metric));
}
