namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>Turns a story of a lattice into pieces of arcs with times.</summary>
internal sealed class StoryWriter(MatchNetwork network, TravelProfile profile, Lattice lattice)
{
    private readonly List<int> _story = [];
    private readonly List<int> _path = [];
    private readonly List<MatchedPiece> _pieces = [];
    private readonly List<TrackBreak> _breaks = [];

    /// <summary>How far along its way the last hypothesis is: a step back that is noise moves nothing.</summary>
    private double _alongM;

    /// <summary>What was written since the last <see cref="Clear"/>.</summary>
    public IReadOnlyList<MatchedPiece> Pieces => _pieces;

    /// <summary>Where nothing is claimed.</summary>
    public IReadOnlyList<TrackBreak> Breaks => _breaks;

    /// <summary>Number of fixes that the story disbelieves, or places off the streets.</summary>
    public int Disbelieved { get; private set; }

    /// <summary>Forgets what was written.</summary>
    public void Clear()
    {
        _pieces.Clear();
        _breaks.Clear();
        Disbelieved = 0;
    }

    /// <summary>Writes a part of a story.</summary>
    /// <param name="after">The hypothesis up to which it is written already, or -1 for nothing yet.</param>
    /// <param name="last">The hypothesis it ends in.</param>
    /// <param name="certainty">How probable each hypothesis' street is, by its number; empty when not asked.</param>
    public void Write(int after, int last, ReadOnlySpan<float> certainty)
    {
        _story.Clear();
        for (var at = last; at > after; at = lattice.State(at).Back)
        {
            if (lattice.State(at).Kind == StepKind.Aside)
            {
                Disbelieved++;
            }
            else
            {
                _story.Add(at);
            }
        }

        if (after >= 0)
        {
            _story.Add(Believed(after));
        }

        _story.Reverse();
        if (after < 0 && _story.Count > 0)
        {
            _alongM = lattice.State(_story[0]).AlongM;
        }

        for (var i = 1; i < _story.Count; i++)
        {
            var sure = certainty.IsEmpty ? null : (double?)Math.Min(certainty[_story[i - 1]], certainty[_story[i]]);
            Step(lattice.State(_story[i - 1]), lattice.State(_story[i]), sure);
        }
    }

    /// <summary>The hypothesis itself, or the one whose place it kept while fixes were disbelieved.</summary>
    private int Believed(int state)
    {
        while (lattice.State(state).Kind == StepKind.Aside)
        {
            state = lattice.State(state).Back;
        }

        return state;
    }

    private void Step(in LatticeState from, in LatticeState to, double? sure)
    {
        var (left, arrived) = (lattice.Fix(from.Seen), lattice.Fix(to.Seen));
        var aside = to.Seen - from.Seen > 1;
        if (to.Kind != StepKind.Route)
        {
            var reason = to.Kind == StepKind.Start ? BreakReason.Silence
                : !aside ? BreakReason.NoWay
                : NoStreetBetween(from.Seen, to.Seen) ? BreakReason.NoStreet
                : BreakReason.OffStreet;
            _alongM = to.AlongM;
            _breaks.Add(new TrackBreak(left.TimeS, arrived.TimeS, reason, _pieces.Count));
            return;
        }

        var inferred = aside || arrived.TimeS - left.TimeS > profile.InferredAfterS;
        var times = 1;
        var reachM = lattice.Routes.Between(left, arrived, lattice.SpeedLimitMps, times).ReachM;
        double lengthM;
        double turnM;
        while (!lattice.Routes.TryFind(from, to, reachM, out lengthM, out turnM))
        {
            times *= 2;
            reachM = lattice.Routes.Between(left, arrived, lattice.SpeedLimitMps, times).ReachM;
        }

        var clock = new Clock(left.TimeS, arrived.TimeS, lengthM);
        var here = network.Ways[from.Way];
        if (to.Way == from.Way && to.AlongM >= from.AlongM - lattice.Routes.BackM)
        {
            Pass(from.Way, _alongM, to.AlongM, ref clock, inferred, sure);
            _alongM = Math.Max(_alongM, to.AlongM);
            return;
        }

        var fromM = _alongM;
        _alongM = to.AlongM;
        if (to.Way == here.Reverse && turnM == profile.UTurnM && lengthM == RouteSearch.TurnedM(here, from.AlongM, to.AlongM))
        {
            var turnAtM = Math.Max(fromM, here.LengthM - to.AlongM);
            Pass(from.Way, fromM, turnAtM, ref clock, inferred, sure);
            Pass(to.Way, here.LengthM - turnAtM, to.AlongM, ref clock, inferred, sure);
            return;
        }

        _path.Clear();
        lattice.Routes.AddPath(from, to.Way, reachM, _path);
        Pass(from.Way, fromM, here.LengthM, ref clock, inferred, sure);
        foreach (var way in _path)
        {
            Pass(way, 0, network.Ways[way].LengthM, ref clock, inferred, sure);
        }

        Pass(to.Way, 0, to.AlongM, ref clock, inferred, sure);
    }

    private bool NoStreetBetween(int first, int last)
    {
        for (var fix = first + 1; fix < last; fix++)
        {
            // Hypotheses on streets come first in a layer.
            if (lattice.State(lattice.Layer(fix).First).Kind != StepKind.Aside)
            {
                return false;
            }
        }

        return true;
    }

    private void Pass(int number, double fromM, double toM, ref Clock clock, bool inferred, double? sure)
    {
        var way = network.Ways[number];
        if (toM <= fromM && way.LengthM > 0)
        {
            return;
        }

        var (enter, leave) = clock.Pass(toM - fromM);
        _pieces.Add(way.Against
            ? new MatchedPiece(way.ArcNumber, true, way.LengthM - fromM, way.LengthM - toM, enter, leave, inferred, sure)
            : new MatchedPiece(way.ArcNumber, false, fromM, toM, enter, leave, inferred, sure));
    }

    /// <summary>Shares the time between two fixes out by length.</summary>
    private struct Clock(double fromS, double toS, double lengthM)
    {
        private double _doneM;

        public (double EnterS, double LeaveS) Pass(double passM)
        {
            var enter = At(_doneM);
            _doneM += passM;
            return (enter, At(_doneM));
        }

        private readonly double At(double doneM) => lengthM <= 0 ? toS : fromS + ((toS - fromS) * Math.Min(doneM / lengthM, 1));
    }
}
