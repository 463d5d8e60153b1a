using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>Finds the places on the streets near a fix. Its buffers are used again, so it serves one thread.</summary>
internal sealed class CandidateSearch
{
    private const int Most = 64;

    private readonly MatchNetwork _network;
    private readonly TurnGraph _graph;
    private readonly int[] _seen;
    private readonly Candidate[] _found = new Candidate[Most];
    private int _round;
    private int _count;

    /// <summary>Makes the search.</summary>
    public CandidateSearch(MatchNetwork network, TurnGraph graph)
    {
        (_network, _graph) = (network, graph);
        _seen = new int[network.Ways.Length];
    }

    /// <summary>The nearest place on each way within a distance, the nearest <see cref="Most"/> of them; good until the next call. Where
    /// the nearest place of a way is its very start the ways before it stand for it.</summary>
    public ReadOnlySpan<Candidate> Near(MetricPoint at, double withinM)
    {
        (_count, _round) = (0, _round + 1);
        var (west, south, east, north) = WayGrid.Box(at, withinM);
        for (var column = west; column <= east; column++)
        {
            for (var row = south; row <= north; row++)
            {
                foreach (var way in _network.Grid.In(column, row))
                {
                    if (_seen[way] != _round)
                    {
                        _seen[way] = _round;
                        Look(way, at, withinM);
                    }
                }
            }
        }

        return _found.AsSpan(0, _count);
    }

    /// <summary>Distance to the nearest street in metres, or infinity when there is none within a distance.</summary>
    public double NearestM(MetricPoint at, double withinM)
    {
        var nearestM = double.PositiveInfinity;
        foreach (var candidate in Near(at, withinM))
        {
            nearestM = Math.Min(nearestM, candidate.OffM);
        }

        return nearestM;
    }

    private void Look(int number, MetricPoint at, double withinM)
    {
        ref readonly var way = ref _network.Ways[number];
        var (a, b) = (_network.Nodes[way.FromNode], _network.Nodes[way.ToNode]);
        var (east, north) = (b.EastingM - a.EastingM, b.NorthingM - a.NorthingM);
        var (toEast, toNorth) = (at.EastingM - a.EastingM, at.NorthingM - a.NorthingM);
        var share = Math.Clamp(((toEast * east) + (toNorth * north)) / (way.LengthM * way.LengthM), 0, 1);
        var (offEast, offNorth) = (toEast - (share * east), toNorth - (share * north));
        var squared = (offEast * offEast) + (offNorth * offNorth);
        if (squared > withinM * withinM)
        {
            return;
        }

        var offM = Math.Sqrt(squared);
        if (_graph.Open[number] && share > 0)
        {
            Add(new Candidate(number, share * way.LengthM, offM));
        }

        if (_graph.Open[way.Reverse] && share < 1)
        {
            Add(new Candidate(way.Reverse, (1 - share) * way.LengthM, offM));
        }
    }

    private void Add(Candidate candidate)
    {
        if (_count < Most)
        {
            _found[_count++] = candidate;
            return;
        }

        var farthest = 0;
        for (var i = 1; i < Most; i++)
        {
            farthest = _found[i].OffM > _found[farthest].OffM ? i : farthest;
        }

        if (candidate.OffM < _found[farthest].OffM)
        {
            _found[farthest] = candidate;
        }
    }
}
