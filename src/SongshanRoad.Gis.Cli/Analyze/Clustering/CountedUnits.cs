using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Cli.Analyze.Clustering;

/// <summary>Cells or street segments that points are counted in.</summary>
/// <param name="Neighbours">Who neighbours whom.</param>
/// <param name="Keys">One key per unit, for what is drawn by chance.</param>
/// <param name="UnitOf">The unit a point is in, or -1.</param>
/// <param name="AddNames">Adds the columns that name a unit.</param>
/// <param name="Outside">What a point in no unit is, after its number: <c>lie outside the grid</c>.</param>
/// <param name="OutsideFile">Where to list such points, or null.</param>
internal sealed record CountedUnits(
    INeighbourhood Neighbours, ulong[] Keys, Func<MetricPoint, int> UnitOf, Action<AnswerTable> AddNames, string Outside, string? OutsideFile)
{
    private const int MostListed = 50;

    /// <summary>The unit of each point, -1 for none; says how many have none, and which.</summary>
    /// <param name="host">Where to.</param>
    /// <param name="points">The points.</param>
    /// <param name="rows">The data row each stands in, from 1; null when that is their order.</param>
    public int[] Place(CommandHost host, IReadOnlyList<MetricPoint> points, IReadOnlyList<int>? rows = null)
    {
        int RowOf(int point) => rows?[point] ?? point + 1;
        var units = points.Select(UnitOf).ToArray();
        var without = Enumerable.Range(0, units.Length).Where(i => units[i] < 0).ToList();
        if (without.Count > 0)
        {
            var more = without.Count > MostListed ? $" and {without.Count - MostListed} more" : "";
            host.Error.WriteLine(
                $"{without.Count} of {units.Length} points {Outside} and are not counted: data rows {string.Join(", ", without.Take(MostListed).Select(RowOf))}{more}");
        }

        if (OutsideFile is not null)
        {
            File.WriteAllLines(OutsideFile, without.Select(i => $"{RowOf(i)}").Prepend("data_row"));
        }

        return units;
    }

    /// <summary>Points per unit.</summary>
    public double[] Count(CommandHost host, IReadOnlyList<MetricPoint> points)
    {
        var counts = new double[Neighbours.Count];
        foreach (var unit in Place(host, points).Where(unit => unit >= 0))
        {
            counts[unit]++;
        }

        return counts;
    }
}
