using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>Which way may follow which under one profile, and what the turn between them costs.</summary>
internal sealed class TurnGraph
{
    private readonly int[] _first;
    private readonly int[] _next;
    private readonly float[] _turnM;

    /// <summary>Builds it.</summary>
    public TurnGraph(MatchNetwork network, TravelProfile profile)
    {
        var ways = network.Ways;
        var open = Array.ConvertAll(ways, way => profile.OnFoot ? way.AllowsFoot : way.AllowsCars);
        var outgoing = Enumerable.Range(0, ways.Length).Where(i => open[i]).ToLookup(i => ways[i].FromNode);
        _first = new int[ways.Length + 1];
        var next = new List<int>();
        var turnM = new List<float>();
        for (var i = 0; i < ways.Length; i++)
        {
            _first[i] = next.Count;
            if (!open[i])
            {
                continue;
            }

            var following = outgoing[ways[i].ToNode].ToList();
            var deadEnd = following.All(one => one == ways[i].Reverse);
            foreach (var one in following)
            {
                next.Add(one);
                turnM.Add((float)(one == ways[i].Reverse
                    ? deadEnd ? profile.DeadEndTurnM : profile.UTurnM
                    : following.Count(other => other != ways[i].Reverse) == 1 ? 0
                    : profile.TurnM * TurnShare(network.Nodes, ways[i], ways[one])));
            }
        }

        _first[^1] = next.Count;
        (_next, _turnM) = ([.. next], [.. turnM]);
        Open = open;
    }

    /// <summary>For each way whether it may be used.</summary>
    public bool[] Open { get; }

    /// <summary>What may follow a way.</summary>
    public ReadOnlySpan<int> After(int way) => _next.AsSpan(_first[way], _first[way + 1] - _first[way]);

    /// <summary>What each of <see cref="After"/> costs, metres.</summary>
    public ReadOnlySpan<float> TurnsM(int way) => _turnM.AsSpan(_first[way], _first[way + 1] - _first[way]);

    /// <summary>0 straight on, 1 at a right angle, 4 straight back.</summary>
    private static double TurnShare(MetricPoint[] nodes, Way way, Way next)
    {
        if (way.LengthM == 0 || next.LengthM == 0)
        {
            return 0;
        }

        var (a, b, c) = (nodes[way.FromNode], nodes[way.ToNode], nodes[next.ToNode]);
        var dot = ((b.EastingM - a.EastingM) * (c.EastingM - b.EastingM)) + ((b.NorthingM - a.NorthingM) * (c.NorthingM - b.NorthingM));
        var angle = Math.Acos(Math.Clamp(dot / (way.LengthM * next.LengthM), -1, 1));
        return Math.Pow(angle / (Math.PI / 2), 2);
    }
}
