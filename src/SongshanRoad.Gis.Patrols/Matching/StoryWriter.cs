namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>Turns the cheapest story of a lattice into pieces of arcs with times.</summary>
internal sealed class StoryWriter(MatchNetwork network, TravelProfile profile, Lattice lattice)
{
    private readonly List<int> _story = [];
    private readonly List<int> _path = [];
    private readonly List<MatchedPiece> _pieces = [];
    private readonly List<TrackBreak> _breaks = [];

    /// <summary>Writes the story that ends in the cheapest last hypothesis.</summary>
    public MatchedTrack Write(double sigmaM, int used, int dropped)
    {
        _story.Clear();
        _pieces.Clear();
        _breaks.Clear();
        var disbelieved = 0;
        for (var at = lattice.BestLast(); at >= 0; at = lattice.State(at).Back)
        {
            if (lattice.State(at).Kind == StepKind.Aside)
            {
                disbelieved++;
            }
            else
            {
                _story.Add(at);
            }
        }

        _story.Reverse();
        for (var i = 1; i < _story.Count; i++)
        {
            Step(lattice.State(_story[i - 1]), lattice.State(_story[i]));
        }

        return new MatchedTrack([.. _pieces], [.. _breaks], sigmaM, used, dropped, disbelieved);
    }

    private void Step(in LatticeState from, in LatticeState to)
    {
        var (left, arrived) = (lattice.Fix(from.Seen), lattice.Fix(to.Seen));
        if (to.Kind != StepKind.Route)
        {
            _breaks.Add(new TrackBreak(left.TimeS, arrived.TimeS,
                to.Kind == StepKind.Start ? BreakReason.Silence : BreakReason.NoWay, _pieces.Count));
            return;
        }

        var inferred = to.Seen - from.Seen > 1 || arrived.TimeS - left.TimeS > profile.InferredAfterS;
        var times = 1;
        double lengthM;
        double turnM;
        while (!lattice.TryRoute(from, to.Way, to.AlongM, lattice.ReachM(left, arrived, times), lattice.BackM, out lengthM, out turnM))
        {
            times *= 2;
        }

        var clock = new Clock(left.TimeS, arrived.TimeS, lengthM);
        var here = network.Ways[from.Way];
        if (to.Way == from.Way && to.AlongM >= from.AlongM - lattice.BackM)
        {
            Pass(from.Way, from.AlongM, Math.Max(from.AlongM, to.AlongM), ref clock, inferred);
            return;
        }

        if (to.Way == here.Reverse && Math.Abs(Math.Abs(here.LengthM - to.AlongM - from.AlongM) - lengthM) < 0.001)
        {
            var turnAtM = Math.Max(from.AlongM, here.LengthM - to.AlongM);
            Pass(from.Way, from.AlongM, turnAtM, ref clock, inferred);
            Pass(to.Way, here.LengthM - turnAtM, to.AlongM, ref clock, inferred);
            return;
        }

        _path.Clear();
        lattice.AddPath(from, to.Way, lattice.ReachM(left, arrived, times), _path);
        Pass(from.Way, from.AlongM, here.LengthM, ref clock, inferred);
        foreach (var way in _path)
        {
            Pass(way, 0, network.Ways[way].LengthM, ref clock, inferred);
        }

        Pass(to.Way, 0, to.AlongM, ref clock, inferred);
    }

    private void Pass(int number, double fromM, double toM, ref Clock clock, bool inferred)
    {
        if (toM <= fromM)
        {
            return;
        }

        var way = network.Ways[number];
        var (enter, leave) = clock.Pass(toM - fromM);
        _pieces.Add(way.Against
            ? new MatchedPiece(way.ArcNumber, true, way.LengthM - fromM, way.LengthM - toM, enter, leave, inferred)
            : new MatchedPiece(way.ArcNumber, false, fromM, toM, enter, leave, inferred));
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
