namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>Matches a track while it is being walked: the newest street with every fix, and a part that no longer changes.</summary>
/// <remarks>The same hidden Markov model as <see cref="TrackMatcher"/>. A piece is final when every hypothesis agrees on it, at the latest
/// when it is older than the lag. Noise is not estimated but taken from the reported accuracy or the profile, and a late fix waits for
/// <see cref="Finish"/>, which matches everything anew: its answer is that of <see cref="TrackMatcher.Match"/>, and replaces what was
/// final before.</remarks>
public sealed class OnlineMatcher
{
    /// <summary>Older than this nothing stays open, s (research 4.3).</summary>
    private const double LagS = 60;

    private readonly MatchNetwork _network;
    private readonly TravelProfile _profile;
    private readonly Lattice _lattice;
    private readonly StoryWriter _writer;
    private readonly List<TrackFix> _all = [];

    /// <summary>Whether the lattice's last fix is too near to the one before to stay.</summary>
    private bool _lastIsPassing;

    private int _committed = -1;

    /// <summary>Begins a track.</summary>
    /// <param name="network">The streets.</param>
    /// <param name="profile">How somebody moves.</param>
    public OnlineMatcher(MatchNetwork network, TravelProfile profile)
    {
        (_network, _profile) = (network, profile);
        _lattice = new Lattice(network, profile);
        _writer = new StoryWriter(network, profile, _lattice);
    }

    /// <summary>Where somebody seems to be now: the arc of the cheapest hypothesis, or null when that disbelieves the newest fix or no
    /// street is near. May be taken back.</summary>
    public int? NewestArc { get; private set; }

    /// <summary>The pieces that no longer change before <see cref="Finish"/>, in order.</summary>
    public IReadOnlyList<MatchedPiece> Final => _writer.Pieces;

    /// <summary>The breaks among them.</summary>
    public IReadOnlyList<TrackBreak> FinalBreaks => _writer.Breaks;

    /// <summary>Takes a fix.</summary>
    /// <returns>Whether it was in order of time; a late one counts in <see cref="Finish"/> only.</returns>
    public bool Add(TrackFix fix)
    {
        var late = _all.Count > 0 && fix.TimeS <= _all[^1].TimeS;
        if (late)
        {
            // Kept where it belongs, so that the next fix is still compared with the newest.
            _all.Insert(_all.FindIndex(one => one.TimeS >= fix.TimeS), fix);
            return false;
        }

        var silent = _all.Count > 0 && fix.TimeS - _all[^1].TimeS > _profile.SplitAfterS;
        _all.Add(fix);
        if (_lastIsPassing)
        {
            _lattice.DropLast();
        }

        var first = _lattice.Fixes == 0;
        var passing = !first && !silent && _lattice.Fix(_lattice.Fixes - 1).Metric.DistanceM(fix.Metric) < _profile.SpacingM;
        var before = _lattice.Fixes;
        _lattice.Add(fix, Noise.SigmaM(fix, _profile, _profile.DefaultSigmaM), silent);
        _lastIsPassing = passing && _lattice.Fixes > before;
        var best = _lattice.BestLast();
        NewestArc = best >= 0 && _lattice.State(best).Kind != StepKind.Aside ? _network.Ways[_lattice.State(best).Way].ArcNumber : null;
        if (best >= 0)
        {
            CommitOld(best, fix.TimeS);
        }

        return true;
    }

    /// <summary>Matches everything that came, late fixes at their place: the answer of <see cref="TrackMatcher.Match"/>.</summary>
    public MatchedTrack Finish() => new TrackMatcher(_network, _profile).Match(_all);

    private void CommitOld(int best, double nowS)
    {
        // A passing fix will be dropped again, so nothing may rest on it.
        var at = best;
        while (at > _committed && (_lattice.State(at).Kind == StepKind.Aside || nowS - _lattice.Fix(_lattice.State(at).Seen).TimeS < LagS))
        {
            at = _lattice.State(at).Back;
        }

        if (at <= _committed)
        {
            return;
        }

        _lattice.Commit(at);
        _writer.Write(_committed, at, []);
        _committed = at;
    }
}
