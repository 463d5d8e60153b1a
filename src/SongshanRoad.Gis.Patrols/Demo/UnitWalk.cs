using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Streets;

namespace SongshanRoad.Gis.Patrols.Demo;

/// <summary>Moves one simulated unit along its plan, second by second.</summary>
internal sealed class UnitWalk
{
    private const double DwellShare = 0.2;
    private const int ShortestDwellS = 20;
    private const int LongestDwellS = 90;

    private readonly PatrolPlan _plan;
    private readonly UnitPace _pace;
    private readonly Random _random;
    private readonly double _usualShare;
    private readonly Queue<StreetStep> _ahead = [];
    private StreetStep? _step;
    private double _alongM;
    private int _node;
    private int _dwellS;

    public UnitWalk(StreetNetwork network, PatrolPlan plan, UnitPace pace, Random random)
    {
        (_plan, _pace, _random) = (plan, pace, random);
        _usualShare = random.NextDouble();
        _node = plan.StartNode;
        Metric = network.Nodes[_node];
    }

    /// <summary>Where the unit truly is.</summary>
    public MetricPoint Metric { get; private set; }

    /// <summary>Its pace in m/s; 0 while it dwells.</summary>
    public double SpeedMps { get; private set; }

    /// <summary>Direction in degrees clockwise from grid north, or null while it dwells.</summary>
    public double? HeadingDeg { get; private set; }

    /// <summary>Lets a second pass.</summary>
    public void Tick()
    {
        if (_dwellS > 0 || !TryStep())
        {
            _dwellS = Math.Max(_dwellS - 1, 0);
            (SpeedMps, HeadingDeg) = (0, null);
            return;
        }

        SpeedMps = Pace(_step!.Value.Edge);
        _alongM += SpeedMps;
        while (_step is { } step && _alongM >= step.Edge.LengthM)
        {
            _alongM -= step.Edge.LengthM;
            _node = step.EndNode;
            Show(step, step.Edge.LengthM);
            _step = null;
            if (_ahead.Count == 0 && _random.NextDouble() < DwellShare)
            {
                _dwellS = _random.Next(ShortestDwellS, LongestDwellS);
            }

            if (_dwellS > 0 || !TryStep())
            {
                _alongM = 0;
                return;
            }
        }

        Show(_step!.Value, _alongM);
    }

    private bool TryStep()
    {
        if (_step is not null)
        {
            return true;
        }

        if (_ahead.Count == 0)
        {
            foreach (var step in _plan.Next(_node))
            {
                _ahead.Enqueue(step);
            }
        }

        _step = _ahead.TryDequeue(out var next) ? next : null;
        return _step is not null;
    }

    // Everybody has a usual pace and keeps it, give or take a tenth of the range.
    private double Pace(StreetEdge edge)
    {
        var (min, max) = edge.Street.AlleyId is null ? (_pace.MinMps, _pace.MaxMps) : (_pace.AlleyMinMps, _pace.AlleyMaxMps);
        var share = Math.Clamp(_usualShare + (0.2 * (_random.NextDouble() - 0.5)), 0, 1);
        return min + (share * (max - min));
    }

    private void Show(StreetStep step, double alongM)
    {
        var fromStartM = step.Forward ? alongM : step.Edge.LengthM - alongM;
        Metric = step.Edge.At(fromStartM);
        var (behind, before) = (step.Edge.At(fromStartM - 1), step.Edge.At(fromStartM + 1));
        var (from, to) = step.Forward ? (behind, before) : (before, behind);
        var headingDeg = Math.Atan2(to.EastingM - from.EastingM, to.NorthingM - from.NorthingM) * 180 / Math.PI;
        HeadingDeg = (headingDeg + 360) % 360;
    }
}
