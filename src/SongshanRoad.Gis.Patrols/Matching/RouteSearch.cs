namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>Finds how one gets along the streets from one hypothesis to another, and what believing it costs.</summary>
internal sealed class RouteSearch
{
    /// <summary>A way that costs more than this for its length alone is not looked for.</summary>
    private const double SlackNats = 12;

    private readonly MatchNetwork _network;
    private readonly TravelProfile _profile;
    private readonly RouteTrees _trees;

    /// <summary>Makes the search.</summary>
    public RouteSearch(MatchNetwork network, TravelProfile profile, TurnGraph graph)
    {
        (_network, _profile) = (network, profile);
        _trees = new RouteTrees(graph, network.Ways);
    }

    /// <summary>A step back on the same way up to this is noise of the fixes, metres.</summary>
    public double BackM => 2 * _profile.DefaultSigmaM;

    /// <summary>From a place on a way to one on its opposite sense, by turning round at the farther of the two.</summary>
    public static double TurnedM(in Way way, double fromM, double reverseAlongM) => Math.Abs(way.LengthM - reverseAlongM - fromM);

    /// <summary>What holds for every way between two fixes.</summary>
    /// <param name="from">The earlier fix.</param>
    /// <param name="to">The later one.</param>
    /// <param name="speedLimitMps">No way is faster.</param>
    /// <param name="times">How many times as far as usual to look.</param>
    public FixPair Between(in TrackFix from, in TrackFix to, double speedLimitMps, int times)
    {
        var straightM = from.Metric.DistanceM(to.Metric);
        var seconds = to.TimeS - from.TimeS;
        var betaM = _profile.BetaM + (_profile.BetaPerSecondM * Math.Clamp(seconds, 0, 120));
        return new FixPair(
            straightM,
            betaM,
            straightM + (times * Math.Max(_profile.SlackM, SlackNats * betaM)),
            (speedLimitMps * seconds) + (2 * _profile.SpacingM) + 20);
    }

    /// <summary>What it costs to believe that somebody went from one hypothesis to another; infinite when there is no such way.</summary>
    public double Nats(in LatticeState from, in LatticeState to, in FixPair pair)
    {
        if (!TryFind(from, to, pair.ReachM, out var lengthM, out var turnM) || lengthM > pair.MostM)
        {
            return double.PositiveInfinity;
        }

        // Exponential near nothing (Newson and Krumm), a power beyond the knee: a real detour is rare, not impossible.
        var nats = Math.Abs(lengthM - pair.StraightM) / pair.BetaM;
        return (nats <= _profile.DetourKneeNats ? nats : _profile.DetourKneeNats * (1 + Math.Log(nats / _profile.DetourKneeNats)))
            + (turnM / _profile.TurnScaleM);
    }

    /// <summary>The way between two hypotheses: metres, and what its turns cost in metres.</summary>
    public bool TryFind(in LatticeState from, in LatticeState to, double withinM, out double lengthM, out double turnM)
    {
        (lengthM, turnM) = (0, 0);
        if (to.Way == from.Way && to.AlongM >= from.AlongM - BackM)
        {
            lengthM = Math.Max(to.AlongM - from.AlongM, 0);
            return true;
        }

        ref readonly var here = ref _network.Ways[from.Way];
        var turns = to.Way == here.Reverse;
        if (turns)
        {
            (lengthM, turnM) = (TurnedM(here, from.AlongM, to.AlongM), _profile.UTurnM);
        }

        var restM = here.LengthM - from.AlongM;
        if (withinM >= restM
            && _trees.After(from.Way, withinM - restM).TryFind(to.Way, out var betweenM, out var costM)
            && (!turns || restM + costM + to.AlongM < lengthM + turnM))
        {
            (lengthM, turnM) = (restM + betweenM + to.AlongM, costM - betweenM);
            return true;
        }

        return turns;
    }

    /// <summary>Adds the ways strictly between two hypotheses that <see cref="TryFind"/> joined through junctions.</summary>
    public void AddPath(in LatticeState from, int way, double withinM, List<int> path)
    {
        var restM = _network.Ways[from.Way].LengthM - from.AlongM;
        _trees.After(from.Way, Math.Max(withinM - restM, 0)).AddPath(way, path);
    }
}
