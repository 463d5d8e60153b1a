namespace SongshanRoad.Gis.Hotspots.NearRepeat;

/// <summary>The event times as ranks among the distinct times, and for each rank the ranks that are no further away than each band's
/// upper edge. Whether two events are close in time becomes one comparison of whole numbers, with exactly the answer that the
/// difference of the times gives.</summary>
internal sealed class TimeWindows
{
    private readonly int[] _first;
    private readonly int[] _last;
    private readonly int[] _eventsUpTo;

    public TimeWindows(ReadOnlySpan<double> days, NearRepeatBands bands)
    {
        EdgeCount = bands.Count - 1;
        double[] distinct = [.. days.ToArray().Distinct().Order()];
        Ranks = new int[days.Length];
        _eventsUpTo = new int[distinct.Length + 1];
        for (var i = 0; i < days.Length; i++)
        {
            Ranks[i] = Array.BinarySearch(distinct, days[i]);
            _eventsUpTo[Ranks[i] + 1]++;
        }

        _first = new int[EdgeCount * distinct.Length];
        _last = new int[_first.Length];
        for (var edge = 0; edge < EdgeCount; edge++)
        {
            FillWindows(distinct, bands, edge);
        }

        for (var rank = 0; rank < distinct.Length; rank++)
        {
            _eventsUpTo[rank + 1] += _eventsUpTo[rank];
        }
    }

    /// <summary>Rank of each event's time, in the order of the events.</summary>
    public int[] Ranks { get; }

    /// <summary>Number of bands but the last.</summary>
    public int EdgeCount { get; }

    /// <summary>First and last rank within an edge of a rank.</summary>
    public (int First, int Last) Window(int edge, int rank)
    {
        var at = (rank * EdgeCount) + edge;
        return (_first[at], _last[at]);
    }

    /// <summary>Pairs of events in a band or one before it, over all places.</summary>
    public long PairsWithin(int edge)
    {
        var pairs = 0L;
        for (var rank = 0; rank < _eventsUpTo.Length - 1; rank++)
        {
            long here = _eventsUpTo[rank + 1] - _eventsUpTo[rank];
            long later = _eventsUpTo[Window(edge, rank).Last + 1] - _eventsUpTo[rank + 1];
            // An empty window would mean a band that not even 0 is in; edges are above 0, or 0 and included.
            pairs += (here * (here - 1) / 2) + (here * later);
        }

        return pairs;
    }

    private void FillWindows(double[] distinct, NearRepeatBands bands, int edge)
    {
        // Both ends of the window only move forward.
        var (first, last) = (0, 0);
        for (var rank = 0; rank < distinct.Length; rank++)
        {
            while (!bands.IsWithin(edge, distinct[rank] - distinct[first]))
            {
                first++;
            }

            last = Math.Max(last, rank);
            while (last + 1 < distinct.Length && bands.IsWithin(edge, distinct[last + 1] - distinct[rank]))
            {
                last++;
            }

            var at = (rank * EdgeCount) + edge;
            (_first[at], _last[at]) = (first, last);
        }
    }
}
