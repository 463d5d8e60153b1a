using SongshanRoad.Gis.Hotspots.Clustering;

namespace SongshanRoad.Gis.Cli.Analyze.Clustering;

/// <summary>Units with a value each and neighbours.</summary>
/// <param name="Neighbours">Who neighbours whom.</param>
/// <param name="Values">One value per unit.</param>
/// <param name="Keys">One key per unit, for what is drawn by chance.</param>
/// <param name="AddNames">Adds the columns that name a unit and, where points were counted, its count.</param>
/// <param name="AreCounts">Whether the values are counts of points.</param>
internal sealed record TestedUnits(INeighbourhood Neighbours, double[] Values, ulong[] Keys, Action<AnswerTable> AddNames, bool AreCounts)
{
    private const double FewestExpected = 5;

    /// <summary>Number of units.</summary>
    public int Count => Values.Length;

    /// <summary>An answer that begins with the units' names.</summary>
    public AnswerTable Table()
    {
        var table = new AnswerTable(Count);
        AddNames(table);
        return table;
    }

    /// <summary>Says what a reader of the answer must know.</summary>
    /// <param name="host">Where to.</param>
    /// <param name="undefined">How many units have no statistic.</param>
    /// <param name="withSelf">Whether a unit counts among its neighbours.</param>
    /// <param name="permuted">Whether p by permutation is given.</param>
    public void Remark(CommandHost host, int undefined, bool withSelf, bool permuted)
    {
        var islands = Enumerable.Range(0, Count).Count(unit => Neighbours.SizeOf(unit) == 0);
        if (islands > 0)
        {
            host.Error.WriteLine($"{islands} of {Count} units have no neighbours{(withSelf ? " and are compared by themselves" : "")}");
        }

        if (undefined > 0)
        {
            host.Error.WriteLine($"z is 0/0 for {undefined} of {Count} units (all values equal, all others as neighbours, or none): z = 0 and p = 1 there");
        }

        if (Count < SignificanceClass.FewestUnits)
        {
            host.Error.WriteLine($"{Count} units are fewer than {SignificanceClass.FewestUnits}: z and p are given, but call none of them significant");
        }

        var expected = Values.Length == 0 ? double.PositiveInfinity : Values.Average() * Enumerable.Range(0, Count).Min(unit => Neighbours.SizeOf(unit) + (withSelf ? 1 : 0));
        if (!permuted && expected < FewestExpected && Values.All(value => value >= 0 && value == Math.Floor(value)))
        {
            host.Error.WriteLine($"counts are small (a neighbourhood expects {expected:G3}, under {FewestExpected}): p from the normal curve is rough, --permutations 999 is better");
        }
    }
}
