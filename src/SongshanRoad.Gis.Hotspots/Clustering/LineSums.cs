using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>Three lines of cell values in a row, from which the neighbours of the cells of the middle one are added up. The order of
/// addition is that of the places, so that a cell without a value may as well be left out.</summary>
internal sealed class LineSums(int placeCount)
{
    /// <summary>How many lines are held.</summary>
    public const int Lines = 3;

    // One empty place at either end, so that the sums need no border cases.
    private double[] _before = new double[placeCount + 2];
    private double[] _own = new double[placeCount + 2];
    private double[] _after = new double[placeCount + 2];

    /// <summary>Moves on by a line and gives the places of the new third line, all 0, to be filled.</summary>
    public Span<double> Next()
    {
        var places = NextAsItWas();
        places.Clear();
        return places;
    }

    /// <summary>Moves on by a line and gives the places of the new third line, which still hold the line three before.</summary>
    public Span<double> NextAsItWas()
    {
        (_before, _own, _after) = (_own, _after, _before);
        return _after.AsSpan(1, _after.Length - 2);
    }

    /// <summary>The value of a cell of the middle line.</summary>
    public double Own(int place) => _own[place + 1];

    /// <summary>The sum of the neighbours of some cells of the middle line that lie side by side.</summary>
    /// <param name="reach">Which cells of the outer lines touch a cell.</param>
    /// <param name="first">Place of the first cell, from 0.</param>
    /// <param name="sums">One for each cell.</param>
    public void Sum(LineReach reach, int first, Span<double> sums)
    {
        var own = _own.AsSpan(first, sums.Length + 2);
        if (reach.From == reach.To)
        {
            var before = _before.AsSpan(first + 1 + reach.From, sums.Length);
            var after = _after.AsSpan(first + 1 + reach.From, sums.Length);
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] = (before[i] + after[i]) + (own[i] + own[i + 2]);
            }
        }
        else if (reach.To == reach.From + 1)
        {
            var before = _before.AsSpan(first + 1 + reach.From, sums.Length + 1);
            var after = _after.AsSpan(first + 1 + reach.From, sums.Length + 1);
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] = ((before[i] + before[i + 1]) + (after[i] + after[i + 1])) + (own[i] + own[i + 2]);
            }
        }
        else
        {
            var before = _before.AsSpan(first + 1 + reach.From, sums.Length + 2);
            var after = _after.AsSpan(first + 1 + reach.From, sums.Length + 2);
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] = ((before[i] + before[i + 1] + before[i + 2]) + (after[i] + after[i + 1] + after[i + 2])) + (own[i] + own[i + 2]);
            }
        }
    }
}
