using System.Runtime.InteropServices;
using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>Adds up the neighbourhoods of the cells near events, line by line, and looks at no others.</summary>
internal sealed class SparseSums
{
    private readonly SparseCells _counts;
    private readonly Contiguity _contiguity;
    private readonly int[] _places;
    private readonly int[] _start;

    public SparseSums(SparseCells counts, Contiguity contiguity)
    {
        (_counts, _contiguity) = (counts, contiguity);
        _places = new int[counts.Indexes.Length];
        _start = new int[counts.Cells.LineCount + 1];
        var at = 0;
        for (var line = 0; line < counts.Cells.LineCount; line++)
        {
            foreach (var run in counts.Cells.RunsOn(line))
            {
                for (; at < _places.Length && counts.Indexes[at] <= run.First + run.To - run.From; at++)
                {
                    _places[at] = (int)(run.From + counts.Indexes[at] - run.First);
                }
            }

            _start[line + 1] = at;
        }
    }

    /// <summary>The cells whose sum, the cell itself included, is not 0, in order, with the number of neighbours plus one.</summary>
    public IEnumerable<(int Line, int Place, double Sum, int Weight)> All()
    {
        var cells = _counts.Cells;
        var lines = new LineSums(cells.PlaceCount);
        var (near, sums) = (new List<int>(), new List<double>());
        LoadLine(0, lines);
        for (var line = 0; line < cells.LineCount; line++)
        {
            LoadLine(line + 1, lines);
            FindNear(line, near);
            var reach = cells.Grid.ReachOf(_contiguity, cells.FirstLine + line);
            SumNear(lines, reach, near, sums);
            var full = cells.FullOn(line);
            for (var i = 0; i < near.Count; i++)
            {
                if (sums[i] != 0)
                {
                    var place = near[i];
                    var neighbours = place >= full.From && place <= full.To ? reach.Neighbours : cells.NeighboursOf(reach, line, place);
                    yield return (line, place, sums[i], neighbours + 1);
                }
            }
        }
    }

    private ReadOnlySpan<int> PlacesOn(int line) =>
        line < 0 || line >= _counts.Cells.LineCount ? [] : _places.AsSpan(_start[line].._start[line + 1]);

    private void LoadLine(int line, LineSums lines)
    {
        var first = _counts.Cells.FirstPlace;
        var values = lines.NextAsItWas();
        foreach (var place in PlacesOn(line - LineSums.Lines))
        {
            values[place - first] = 0;
        }

        var at = line < _start.Length ? _start[line] : 0;
        foreach (var place in PlacesOn(line))
        {
            values[place - first] = _counts.Values[at++];
        }
    }

    /// <summary>The places of a line beside, before or after a place that holds something.</summary>
    private void FindNear(int line, List<int> near)
    {
        near.Clear();
        for (var other = line - 1; other <= line + 1; other++)
        {
            foreach (var place in PlacesOn(other))
            {
                near.AddRange([place - 1, place, place + 1]);
            }
        }

        near.Sort();
        var runs = _counts.Cells.RunsOn(line);
        var (kept, at) = (0, 0);
        for (var i = 0; i < near.Count; i++)
        {
            while (at < runs.Length && runs[at].To < near[i])
            {
                at++;
            }

            if (at < runs.Length && runs[at].From <= near[i] && (kept == 0 || near[kept - 1] != near[i]))
            {
                near[kept++] = near[i];
            }
        }

        near.RemoveRange(kept, near.Count - kept);
    }

    private void SumNear(LineSums lines, LineReach reach, List<int> near, List<double> sums)
    {
        CollectionsMarshal.SetCount(sums, near.Count);
        var target = CollectionsMarshal.AsSpan(sums);
        for (var from = 0; from < near.Count;)
        {
            var to = from + 1;
            while (to < near.Count && near[to] == near[to - 1] + 1)
            {
                to++;
            }

            lines.Sum(reach, near[from] - _counts.Cells.FirstPlace, target[from..to]);
            from = to;
        }

        for (var i = 0; i < near.Count; i++)
        {
            target[i] = lines.Own(near[i] - _counts.Cells.FirstPlace) + target[i];
        }
    }
}
