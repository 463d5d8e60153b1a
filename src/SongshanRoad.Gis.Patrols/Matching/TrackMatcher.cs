namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>Matches whole tracks to streets. Make one per thread and network and use it for many tracks: its buffers and the routes it
/// has found are used again.</summary>
public sealed class TrackMatcher
{
    /// <summary>How far a street is looked for when the noise of a track is estimated, metres.</summary>
    private const double EstimateWithinM = 80;

    private const int EstimateFrom = 400;

    private readonly TravelProfile _profile;
    private readonly TrackCleaner _cleaner;
    private readonly Lattice _lattice;
    private readonly StoryWriter _writer;
    private readonly Posterior _posterior;
    private readonly double[] _sample = new double[EstimateFrom];

    /// <summary>Makes a matcher.</summary>
    /// <param name="network">The streets.</param>
    /// <param name="profile">How somebody moves.</param>
    public TrackMatcher(MatchNetwork network, TravelProfile profile)
    {
        _profile = profile;
        _cleaner = new TrackCleaner(profile);
        _lattice = new Lattice(network, profile);
        _writer = new StoryWriter(network, profile, _lattice);
        _posterior = new Posterior(network);
    }

    /// <summary>Matches a track.</summary>
    /// <param name="fixes">Its fixes; sorted by time here, so their order does not matter.</param>
    /// <param name="withCertainty">Whether the pieces shall say how certain they are; takes about twice the time.</param>
    public MatchedTrack Match(IReadOnlyList<TrackFix> fixes, bool withCertainty = false)
    {
        var used = _cleaner.Clean(fixes);
        var sigmaM = EstimateSigmaM(used);
        _lattice.Clear();
        _lattice.SpeedLimitMps = SpeedLimitMps(used);
        var (near, last) = (0, double.NaN);
        foreach (var one in used)
        {
            var silent = one.Fix.TimeS - last > _profile.SplitAfterS;
            near += _lattice.Add(one.Fix, Noise.SigmaM(one.Fix, _profile, sigmaM), silent) ? 1 : 0;
            last = one.UntilS;
        }

        _writer.Clear();
        if (_lattice.BestLast() is >= 0 and var best)
        {
            _writer.Write(-1, best, withCertainty ? _posterior.Of(_lattice) : []);
        }

        return new MatchedTrack([.. _writer.Pieces], [.. _writer.Breaks], sigmaM, used.Count, near, _cleaner.Dropped, _writer.Disbelieved);
    }

    /// <summary>What nine in ten pieces between fixes stay below, times what the profile allows for bends.</summary>
    private double SpeedLimitMps(IReadOnlyList<UsedFix> used)
    {
        var step = Math.Max(1, (used.Count + EstimateFrom - 1) / EstimateFrom);
        var count = 0;
        for (var i = step; i < used.Count; i += step)
        {
            var (a, b) = (used[i - 1], used[i]);
            var seconds = b.Fix.TimeS - a.UntilS;
            if (seconds > 0)
            {
                _sample[count++] = a.Fix.Metric.DistanceM(b.Fix.Metric) / seconds;
            }
        }

        if (count < 10)
        {
            return _profile.MaxSpeedMps;
        }

        Array.Sort(_sample, 0, count);
        return Math.Clamp(_sample[count * 9 / 10] * _profile.SpeedFactor, _profile.MaxSpeedMps / 4, _profile.MaxSpeedMps);
    }

    /// <summary>1.4826 times the median distance to the nearest street (Newson and Krumm, section 5), within what the profile believes.</summary>
    private double EstimateSigmaM(IReadOnlyList<UsedFix> used)
    {
        var step = Math.Max(1, (used.Count + EstimateFrom - 1) / EstimateFrom);
        var count = 0;
        for (var i = 0; i < used.Count; i += step)
        {
            var offM = _lattice.Search.NearestM(used[i].Fix.Metric, EstimateWithinM);
            if (double.IsFinite(offM))
            {
                _sample[count++] = offM;
            }
        }

        if (count < 10)
        {
            return _profile.DefaultSigmaM;
        }

        Array.Sort(_sample, 0, count);
        return Math.Clamp(1.4826 * _sample[count / 2], _profile.MinSigmaM, _profile.MaxSigmaM);
    }
}
