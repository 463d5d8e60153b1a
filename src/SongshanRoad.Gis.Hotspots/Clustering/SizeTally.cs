using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>How many cells of a window have how many neighbours, without looking at each: away from the ends of the runs it is the same
/// all along a line.</summary>
internal static class SizeTally
{
    private const int MostMembers = 9;

    // Places so near an end of a run may have another number of neighbours than the next.
    private const int Reach = 2;

    /// <summary>Number of cells by their number of neighbours plus one.</summary>
    public static long[] Of(WindowCells cells, Contiguity contiguity)
    {
        var tally = new long[MostMembers + 1];
        var ends = new List<int>();
        for (var line = 0; line < cells.LineCount; line++)
        {
            var reach = cells.Grid.ReachOf(contiguity, cells.FirstLine + line);
            FindEnds(cells, line, ends);
            var next = 0;
            foreach (var run in cells.RunsOn(line))
            {
                for (var place = run.From; place <= run.To;)
                {
                    while (next < ends.Count && ends[next] < place - Reach)
                    {
                        next++;
                    }

                    var isNearEnd = next < ends.Count && ends[next] <= place + Reach;
                    var last = isNearEnd ? place : Math.Min(run.To, next < ends.Count ? ends[next] - Reach - 1 : run.To);
                    tally[cells.NeighboursOf(reach, line, place) + 1] += last - place + 1;
                    place = last + 1;
                }
            }
        }

        return tally;
    }

    private static void FindEnds(WindowCells cells, int line, List<int> ends)
    {
        ends.Clear();
        for (var near = line - 1; near <= line + 1; near++)
        {
            foreach (var run in cells.RunsOn(near))
            {
                ends.Add(run.From);
                ends.Add(run.To);
            }
        }

        ends.Sort();
    }
}
