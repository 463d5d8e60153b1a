using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>The hidden Markov model: hypotheses about each used fix, and for each the cheapest story that leads to it (Viterbi).
/// Fixes are added one by one, so the same code serves a finished track and one that is still being walked.</summary>
/// <remarks>Emission and transition after P. Newson and J. Krumm, "Hidden Markov map matching through noise and sparseness", ACM GIS
/// 2009; what differs is in docs/matching.md. Its buffers are used again after <see cref="Clear"/>; it serves one thread.</remarks>
internal sealed class Lattice
{
    /// <summary>How many hypotheses may disbelieve one fix.</summary>
    private const int MostAside = 6;

    private readonly MatchNetwork _network;
    private readonly TravelProfile _profile;
    private readonly CandidateSearch _search;
    private readonly RouteTrees _trees;
    private LatticeState[] _states = new LatticeState[4096];
    private int[] _layers = new int[256];
    private TrackFix[] _fixes = new TrackFix[256];
    private int _count;

    /// <summary>Makes an empty lattice.</summary>
    public Lattice(MatchNetwork network, TravelProfile profile)
    {
        (_network, _profile) = (network, profile);
        var graph = new TurnGraph(network, profile);
        _search = new CandidateSearch(network, graph);
        _trees = new RouteTrees(graph, network.Ways);
    }

    /// <summary>How many fixes it holds.</summary>
    public int Fixes { get; private set; }

    /// <summary>No route is driven or walked faster than this, metres per second.</summary>
    public double SpeedLimitMps { get; set; }

    /// <summary>Finds streets near a point with the lattice's own buffers.</summary>
    public CandidateSearch Search => _search;

    /// <summary>A fix it holds.</summary>
    public ref readonly TrackFix Fix(int number) => ref _fixes[number];

    /// <summary>A hypothesis.</summary>
    public ref readonly LatticeState State(int number) => ref _states[number];

    /// <summary>The hypotheses about a fix, by their numbers.</summary>
    public (int First, int End) Layer(int fix) => (_layers[fix], fix + 1 < Fixes ? _layers[fix + 1] : _count);

    /// <summary>Forgets everything but the streets.</summary>
    public void Clear() => (Fixes, _count) = (0, 0);

    /// <summary>Adds a fix. One with no street near and nothing before it leaves no hypothesis, and is not kept.</summary>
    /// <param name="fix">The fix; not earlier than the last one.</param>
    /// <param name="sigmaM">Standard deviation of its distance from the street.</param>
    /// <param name="cut">Whether the track is cut before it.</param>
    public void Add(TrackFix fix, double sigmaM, bool cut)
    {
        var candidates = _search.Near(fix.Metric, Math.Max(_profile.RadiusM, 4 * sigmaM));
        if (Fixes == 0 && candidates.IsEmpty)
        {
            return;
        }

        if (Fixes == _fixes.Length)
        {
            Array.Resize(ref _fixes, Fixes * 2);
            Array.Resize(ref _layers, Fixes * 2);
        }

        var now = Fixes;
        var (first, end) = now == 0 ? (0, 0) : Layer(now - 1);
        var best = Best(first, end);
        _fixes[now] = fix;
        _layers[now] = _count;
        Fixes++;
        var start = best < 0 ? 0 : _states[best].Cost;
        if (best < 0 || (cut && !candidates.IsEmpty))
        {
            foreach (ref readonly var candidate in candidates)
            {
                Push(new LatticeState(candidate.Way, (float)candidate.AlongM, start + Emission(candidate.OffM, sigmaM), best, now, StepKind.Start));
            }

            return;
        }

        foreach (ref readonly var candidate in candidates)
        {
            Push(new LatticeState(candidate.Way, (float)candidate.AlongM, start + _profile.LeaveNats, best, now, StepKind.Leave));
        }

        // Errors of fixes close in time are alike: ten of them are not ten witnesses.
        var weight = Math.Clamp((fix.TimeS - _fixes[now - 1].TimeS) / _profile.IndependentAfterS, _profile.MinWeight, 1);
        var own = _layers[now];
        Connect(first, end, own, start, 1);
        if (_profile.LeaveNats > FarNats && CheapestFrom(own, _count) >= start + FarNats)
        {
            Connect(first, end, own, start, 4);
        }

        for (var i = 0; i < candidates.Length; i++)
        {
            ref var state = ref _states[own + i];
            state = state with { Cost = state.Cost + (weight * Emission(candidates[i].OffM, sigmaM)) };
        }

        AddAside(first, end, start, weight);
    }

    /// <summary>The cheapest hypothesis about the last fix, or -1.</summary>
    public int BestLast()
    {
        if (Fixes == 0)
        {
            return -1;
        }

        var (first, end) = Layer(Fixes - 1);
        return Best(first, end);
    }

    /// <summary>How one gets from one hypothesis to another along the streets: metres, and what its turns cost in metres.</summary>
    /// <param name="from">Where from.</param>
    /// <param name="way">Way of the other.</param>
    /// <param name="alongM">Its place on it.</param>
    /// <param name="withinM">How far to look.</param>
    /// <param name="backM">A step back on the same way up to this is noise of the fixes.</param>
    /// <param name="lengthM">The length.</param>
    /// <param name="turnM">The turns.</param>
    public bool TryRoute(in LatticeState from, int way, double alongM, double withinM, double backM, out double lengthM, out double turnM)
    {
        turnM = 0;
        lengthM = 0;
        var here = _network.Ways[from.Way];
        if (way == from.Way && alongM >= from.AlongM - backM)
        {
            lengthM = Math.Max(alongM - from.AlongM, 0);
            return true;
        }

        if (way == here.Reverse)
        {
            // Turning round in the middle: as far as the farther of the two places.
            lengthM = Math.Abs(here.LengthM - alongM - from.AlongM);
            turnM = _profile.UTurnM;
        }

        var restM = here.LengthM - from.AlongM;
        if (withinM < restM)
        {
            return turnM > 0;
        }

        var tree = _trees.After(from.Way, withinM - restM);
        if (tree.TryFind(way, out var betweenM, out var costM)
            && (turnM == 0 || restM + costM + alongM < lengthM + turnM))
        {
            lengthM = restM + betweenM + alongM;
            turnM = costM - betweenM;
            return true;
        }

        return turnM > 0;
    }

    /// <summary>Adds the ways strictly between two hypotheses that <see cref="TryRoute"/> joined by a route through junctions.</summary>
    public void AddPath(in LatticeState from, int way, double withinM, List<int> path)
    {
        var restM = _network.Ways[from.Way].LengthM - from.AlongM;
        _trees.After(from.Way, Math.Max(withinM - restM, 0)).AddPath(way, path);
    }

    /// <summary>How far a way between two fixes is looked for.</summary>
    public double ReachM(in TrackFix from, in TrackFix to, int times) =>
        from.Metric.DistanceM(to.Metric) + (times * Math.Max(_profile.SlackM, SlackNats * Beta(to.TimeS - from.TimeS)));

    /// <summary>A hypothesis so much worse than one that may exist is worth another look farther away.</summary>
    private const double FarNats = 25;

    private const double SlackNats = 12;

    private double Beta(double seconds) => _profile.BetaM + (_profile.BetaPerSecondM * Math.Clamp(seconds, 0, 120));

    private double Emission(double offM, double sigmaM)
    {
        var z = offM / sigmaM;
        var k = _profile.HuberSigmas;
        return z <= k ? z * z / 2 : k * (z - (k / 2));
    }

    /// <summary>Exponential near nothing, a power beyond the knee: a real detour is rare, not impossible.</summary>
    private double Detour(double nats) => nats <= _profile.DetourKneeNats
        ? nats
        : _profile.DetourKneeNats * (1 + Math.Log(nats / _profile.DetourKneeNats));

    private void Connect(int first, int end, int own, double start, int times)
    {
        var now = Fixes - 1;
        ref readonly var to = ref _fixes[now];
        for (var i = first; i < end; i++)
        {
            var from = _states[i];
            if (from.Cost > start + _profile.BeamNats)
            {
                continue;
            }

            ref readonly var seen = ref _fixes[from.Seen];
            var straightM = seen.Metric.DistanceM(to.Metric);
            var seconds = to.TimeS - seen.TimeS;
            var beta = Beta(seconds);
            var reachM = ReachM(seen, to, times);
            var mostM = (SpeedLimitMps * seconds) + (2 * _profile.SpacingM) + 20;
            for (var j = own; j < _count; j++)
            {
                var worst = _states[j].Cost;
                if (from.Cost >= worst
                    || !TryRoute(from, _states[j].Way, _states[j].AlongM, reachM, BackM, out var lengthM, out var turnM)
                    || lengthM > mostM)
                {
                    continue;
                }

                var cost = from.Cost + Detour(Math.Abs(lengthM - straightM) / beta) + (turnM / _profile.TurnScaleM);
                if (cost < worst)
                {
                    _states[j] = _states[j] with { Cost = cost, Back = i, Kind = StepKind.Route };
                }
            }
        }
    }

    /// <summary>A step back up to this is noise.</summary>
    public double BackM => 2 * _profile.DefaultSigmaM;

    private double CheapestFrom(int first, int end)
    {
        var cheapest = double.PositiveInfinity;
        for (var i = first; i < end; i++)
        {
            cheapest = Math.Min(cheapest, _states[i].Cost);
        }

        return cheapest;
    }

    /// <summary>The cheapest hypotheses stay where they are and disbelieve the fix.</summary>
    private void AddAside(int first, int end, double start, double weight)
    {
        Span<int> cheapest = stackalloc int[MostAside];
        var kept = 0;
        for (var i = first; i < end; i++)
        {
            if (_states[i].Cost > start + _profile.BeamNats)
            {
                continue;
            }

            var at = kept < MostAside ? kept++ : _states[i].Cost < _states[cheapest[^1]].Cost ? kept - 1 : -1;
            if (at < 0)
            {
                continue;
            }

            for (; at > 0 && _states[cheapest[at - 1]].Cost > _states[i].Cost; at--)
            {
                cheapest[at] = cheapest[at - 1];
            }

            cheapest[at] = i;
        }

        for (var k = 0; k < kept; k++)
        {
            var origin = _states[cheapest[k]];
            var price = weight * (origin.Kind == StepKind.Aside ? _profile.NextJunkNats : _profile.JunkNats);
            Push(origin with { Cost = origin.Cost + price, Back = cheapest[k], Kind = StepKind.Aside });
        }
    }

    private int Best(int first, int end)
    {
        var best = -1;
        for (var i = first; i < end; i++)
        {
            best = best < 0 || _states[i].Cost < _states[best].Cost ? i : best;
        }

        return best;
    }

    private void Push(LatticeState state)
    {
        if (_count == _states.Length)
        {
            Array.Resize(ref _states, _count * 2);
        }

        _states[_count++] = state;
    }
}
