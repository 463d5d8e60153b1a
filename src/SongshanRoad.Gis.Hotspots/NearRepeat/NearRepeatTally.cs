namespace SongshanRoad.Gis.Hotspots.NearRepeat;

/// <summary>Makes the table of all bands out of the pairs that are close: the last row and column are what is left of the sums, which
/// no permutation changes.</summary>
internal sealed class NearRepeatTally
{
    private readonly int _events;
    private readonly NearRepeatBands _space;
    private readonly NearRepeatBands _time;
    private readonly long[] _pairsInSpace;
    private readonly long[] _pairsInTime;
    private readonly long _pairs;

    /// <param name="events">Number of events.</param>
    /// <param name="space">Bands of distance.</param>
    /// <param name="time">Bands of time.</param>
    /// <param name="windows">Which times are close.</param>
    /// <param name="closeInSpace">Pairs by band of distance, without the last.</param>
    public NearRepeatTally(int events, NearRepeatBands space, NearRepeatBands time, TimeWindows windows, ReadOnlySpan<long> closeInSpace)
    {
        (_events, _space, _time) = (events, space, time);
        _pairs = (long)events * (events - 1) / 2;
        _pairsInSpace = [.. closeInSpace, 0];
        _pairsInSpace[^1] = _pairs - _pairsInSpace.Sum();
        _pairsInTime = new long[time.Count];
        var before = 0L;
        for (var band = 0; band < time.Count; band++)
        {
            var within = band < windows.EdgeCount ? windows.PairsWithin(band) : _pairs;
            (_pairsInTime[band], before) = (within - before, within);
        }
    }

    /// <summary>The table.</summary>
    /// <param name="within">Close pairs by space band and time edge, as observed and then of each permutation.</param>
    /// <param name="permutations">Number of permutations.</param>
    /// <param name="seed">Their seed.</param>
    public NearRepeatTable Table(ReadOnlySpan<long> within, int permutations, int seed)
    {
        var sums = within.Length / (permutations + 1);
        var observedPairs = Filled(within[..sums]);
        var atLeast = new int[_space.Count, _time.Count];
        for (var permutation = 1; permutation <= permutations; permutation++)
        {
            var cells = Filled(within.Slice(permutation * sums, sums));
            for (var space = 0; space < _space.Count; space++)
            {
                for (var time = 0; time < _time.Count; time++)
                {
                    atLeast[space, time] += cells[space][time] >= observedPairs[space][time] ? 1 : 0;
                }
            }
        }

        double[][] PerCell(Func<int, int, double> value) =>
            [.. Enumerable.Range(0, _space.Count).Select(space => Enumerable.Range(0, _time.Count).Select(time => value(space, time)).ToArray())];
        return new NearRepeatTable(
            _events, _space, _time, observedPairs,
            PerCell((space, time) => (double)_pairsInSpace[space] * _pairsInTime[time] / _pairs),
            PerCell((space, time) => (atLeast[space, time] + 1.0) / (permutations + 1.0)),
            permutations, seed);
    }

    private long[][] Filled(ReadOnlySpan<long> within)
    {
        var edges = _time.Count - 1;
        var left = _pairsInTime.ToArray();
        var cells = new long[_space.Count][];
        for (var space = 0; space < _space.Count - 1; space++)
        {
            var row = new long[_time.Count];
            var before = 0L;
            for (var time = 0; time < _time.Count; time++)
            {
                var upTo = time < edges ? within[(space * edges) + time] : _pairsInSpace[space];
                (row[time], before) = (upTo - before, upTo);
                left[time] -= row[time];
            }

            cells[space] = row;
        }

        cells[^1] = left;
        return cells;
    }
}
