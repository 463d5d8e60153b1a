namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>The hidden Markov model: hypotheses about each used fix, and for each the cheapest story that leads to it (Viterbi).
/// Fixes are added one by one, so the same code serves a finished track and one that is still being walked.</summary>
/// <remarks>Emission and transition after P. Newson and J. Krumm, "Hidden Markov map matching through noise and sparseness", ACM GIS
/// 2009; what differs is in docs/matching.md. Its buffers are used again after <see cref="Clear"/>; it serves one thread.</remarks>
internal sealed class Lattice
{
    /// <summary>How many hypotheses may disbelieve one fix.</summary>
    private const int MostAside = 6;

    /// <summary>When every hypothesis is so much worse than the best one before, ways are looked for farther away.</summary>
    private const double FarNats = 25;

    private readonly MatchNetwork _network;
    private readonly TravelProfile _profile;
    private LatticeState[] _states = new LatticeState[4096];
    private int[] _layers = new int[256];
    private TrackFix[] _fixes = new TrackFix[256];
    private int _count;

    /// <summary>Makes an empty lattice.</summary>
    public Lattice(MatchNetwork network, TravelProfile profile)
    {
        (_network, _profile) = (network, profile);
        var graph = new TurnGraph(network, profile);
        Search = new CandidateSearch(network, graph);
        Routes = new RouteSearch(network, profile, graph);
        SpeedLimitMps = profile.MaxSpeedMps;
    }

    /// <summary>How many fixes it holds.</summary>
    public int Fixes { get; private set; }

    /// <summary>No route is driven or walked faster than this, metres per second.</summary>
    public double SpeedLimitMps { get; set; }

    /// <summary>Finds streets near a point.</summary>
    public CandidateSearch Search { get; }

    /// <summary>Finds ways between hypotheses.</summary>
    public RouteSearch Routes { get; }

    /// <summary>A fix it holds.</summary>
    public ref readonly TrackFix Fix(int number) => ref _fixes[number];

    /// <summary>A hypothesis.</summary>
    public ref readonly LatticeState State(int number) => ref _states[number];

    /// <summary>The hypotheses about a fix, by their numbers.</summary>
    public (int First, int End) Layer(int fix) => (_layers[fix], fix + 1 < Fixes ? _layers[fix + 1] : _count);

    /// <summary>Forgets everything but the streets.</summary>
    public void Clear() => (Fixes, _count, SpeedLimitMps) = (0, 0, _profile.MaxSpeedMps);

    /// <summary>Forgets the last fix.</summary>
    public void DropLast() => _count = _layers[--Fixes];

    /// <summary>Adds a fix. One with no street near and nothing before it leaves no hypothesis, and is not kept.</summary>
    /// <param name="fix">The fix; not earlier than the last one.</param>
    /// <param name="sigmaM">Standard deviation of its distance from the street.</param>
    /// <param name="cut">Whether the track is cut before it.</param>
    /// <returns>Whether a street is near it.</returns>
    public bool Add(TrackFix fix, double sigmaM, bool cut)
    {
        var candidates = Search.Near(fix.Metric, Math.Max(_profile.RadiusM, 4 * sigmaM));
        if (Fixes == 0 && candidates.IsEmpty)
        {
            return false;
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
        var own = _count;
        var startNats = best < 0 ? 0 : _states[best].Cost;
        var cuts = best < 0 || (cut && !candidates.IsEmpty);
        var weight = cuts ? 1 : Weight(now);
        foreach (ref readonly var candidate in candidates)
        {
            Push(new LatticeState(candidate.Way, (float)candidate.AlongM, startNats + (cuts ? 0 : _profile.LeaveNats),
                (float)(weight * Emission(candidate.OffM / sigmaM)), best, now, cuts ? StepKind.Start : StepKind.Leave));
        }

        if (!cuts)
        {
            Connect(first, end, own, startNats, 1);
            if (_profile.LeaveNats > FarNats && CheapestFrom(own) >= startNats + FarNats)
            {
                Connect(first, end, own, startNats, 4);
            }
        }

        for (var i = own; i < _count; i++)
        {
            _states[i] = _states[i] with { Cost = _states[i].Cost + _states[i].OwnNats };
        }

        if (!cuts)
        {
            AddAside(first, end, startNats, weight);
        }

        return !candidates.IsEmpty;
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

    /// <summary>From now on only stories that pass through a hypothesis count.</summary>
    public void Commit(int state)
    {
        var (first, end) = Layer(Fixes - 1);
        for (var i = first; i < end; i++)
        {
            var ancestor = i;
            while (ancestor > state)
            {
                ancestor = _states[ancestor].Back;
            }

            if (ancestor != state)
            {
                _states[i] = _states[i] with { Cost = double.PositiveInfinity };
            }
        }
    }

    /// <summary>Whether a hypothesis is near enough to the best one to be followed.</summary>
    public bool Alive(in LatticeState state, double bestNats) => state.Cost <= bestNats + _profile.BeamNats;

    /// <summary>Errors of fixes close in time are alike: ten of them are not ten witnesses.</summary>
    private double Weight(int fix) =>
        Math.Clamp((_fixes[fix].TimeS - _fixes[fix - 1].TimeS) / _profile.IndependentAfterS, _profile.MinWeight, 1);

    /// <summary>Gaussian near the street, linear far from it (P. Huber, 1964): an outlier must not outweigh everything else.</summary>
    private double Emission(double sigmas)
    {
        var k = _profile.HuberSigmas;
        return sigmas <= k ? sigmas * sigmas / 2 : k * (sigmas - (k / 2));
    }

    private void Connect(int first, int end, int own, double bestNats, int times)
    {
        ref readonly var to = ref _fixes[Fixes - 1];
        for (var i = first; i < end; i++)
        {
            if (!Alive(_states[i], bestNats))
            {
                continue;
            }

            var from = _states[i];
            var step = Routes.Between(_fixes[from.Seen], to, SpeedLimitMps, times);
            for (var j = own; j < _count; j++)
            {
                if (from.Cost >= _states[j].Cost)
                {
                    continue;
                }

                var cost = from.Cost + Routes.Nats(from, _states[j], step);
                if (cost < _states[j].Cost)
                {
                    _states[j] = _states[j] with { Cost = cost, Back = i, Kind = StepKind.Route };
                }
            }
        }
    }

    private double CheapestFrom(int first)
    {
        var cheapest = double.PositiveInfinity;
        for (var i = first; i < _count; i++)
        {
            cheapest = Math.Min(cheapest, _states[i].Cost);
        }

        return cheapest;
    }

    /// <summary>The cheapest hypotheses stay where they are and disbelieve the fix.</summary>
    private void AddAside(int first, int end, double bestNats, double weight)
    {
        Span<int> cheapest = stackalloc int[MostAside];
        var kept = 0;
        for (var i = first; i < end; i++)
        {
            if (!Alive(_states[i], bestNats))
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
            Push(origin with { Cost = origin.Cost + price, OwnNats = (float)price, Back = cheapest[k], Kind = StepKind.Aside });
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
