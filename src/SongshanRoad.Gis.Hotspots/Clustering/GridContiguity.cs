using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>The cells of a window as neighbours, without a list: their sums are taken line by line. Cells outside the window are nobody's
/// neighbours. Immutable.</summary>
public sealed class GridContiguity : INeighbourhood
{
    private readonly byte[] _sizes;

    /// <summary>Makes cells neighbours.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="contiguity">When two of them are neighbours.</param>
    /// <exception cref="ArgumentOutOfRangeException">Cells of this shape cannot touch in that way.</exception>
    /// <exception cref="ArgumentException">There are more cells than an array should hold.</exception>
    public GridContiguity(WindowCells cells, Contiguity contiguity)
    {
        ArgumentNullException.ThrowIfNull(cells);
        (Cells, Contiguity) = (cells, contiguity);
        _sizes = cells.TooManyToHold is { } why ? throw new ArgumentException(why, nameof(cells)) : new byte[cells.Count];
        for (var line = 0; line < cells.LineCount; line++)
        {
            var reach = cells.Grid.ReachOf(contiguity, cells.FirstLine + line);
            var full = cells.FullOn(line);
            foreach (var run in cells.RunsOn(line))
            {
                for (var place = run.From; place <= run.To; place++)
                {
                    _sizes[run.First + place - run.From] = (byte)(place >= full.From && place <= full.To ? reach.Neighbours : cells.NeighboursOf(reach, line, place));
                }
            }
        }
    }

    /// <summary>The cells.</summary>
    public WindowCells Cells { get; }

    /// <summary>When two of them are neighbours.</summary>
    public Contiguity Contiguity { get; }

    /// <inheritdoc/>
    public int Count => _sizes.Length;

    /// <inheritdoc/>
    public int SizeOf(int unit) => _sizes[unit];

    /// <inheritdoc/>
    public void Sum(ReadOnlySpan<double> values, Span<double> sums)
    {
        var lines = new LineSums(Cells.PlaceCount);
        LoadLine(0, values, lines);
        for (var line = 0; line < Cells.LineCount; line++)
        {
            LoadLine(line + 1, values, lines);
            var reach = Cells.Grid.ReachOf(Contiguity, Cells.FirstLine + line);
            foreach (var run in Cells.RunsOn(line))
            {
                lines.Sum(reach, run.From - Cells.FirstPlace, sums.Slice((int)run.First, run.To - run.From + 1));
            }
        }
    }

    /// <summary>The same neighbourhood, written out unit by unit.</summary>
    public NeighbourList ToList()
    {
        var start = new int[Count + 1];
        for (var unit = 0; unit < Count; unit++)
        {
            start[unit + 1] = start[unit] + _sizes[unit];
        }

        var neighbours = new int[start[^1]];
        var at = 0;
        for (var line = 0; line < Cells.LineCount; line++)
        {
            var reach = Cells.Grid.ReachOf(Contiguity, Cells.FirstLine + line);
            foreach (var run in Cells.RunsOn(line))
            {
                for (var place = run.From; place <= run.To; place++)
                {
                    // In rising order, as the line before comes first.
                    at = AddMembers(line - 1, place + reach.From, place + reach.To, neighbours, at);
                    at = AddMembers(line, place - 1, place - 1, neighbours, at);
                    at = AddMembers(line, place + 1, place + 1, neighbours, at);
                    at = AddMembers(line + 1, place + reach.From, place + reach.To, neighbours, at);
                }
            }
        }

        return new NeighbourList(start, neighbours);
    }

    private int AddMembers(int line, int fromPlace, int toPlace, int[] neighbours, int at)
    {
        foreach (var run in Cells.RunsOn(line))
        {
            for (var place = Math.Max(fromPlace, run.From); place <= Math.Min(toPlace, run.To); place++)
            {
                neighbours[at++] = (int)(run.First + place - run.From);
            }
        }

        return at;
    }

    private void LoadLine(int line, ReadOnlySpan<double> values, LineSums lines)
    {
        var places = lines.Next();
        foreach (var run in Cells.RunsOn(line))
        {
            values.Slice((int)run.First, run.To - run.From + 1).CopyTo(places[(run.From - Cells.FirstPlace)..]);
        }
    }
}
