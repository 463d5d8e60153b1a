using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Cli.Analyze.Density;

/// <summary>Points of a file with the columns <c>x,y</c>, in one unit of length.</summary>
/// <param name="Positions">The points, in the order of the rows.</param>
/// <param name="Weights">Their weights; empty when no column was named, which means 1 each.</param>
/// <param name="HasUnusedWeights">Whether there is a column <c>weight</c> and no column was named.</param>
internal sealed record PointFile(MetricPoint[] Positions, double[] Weights, bool HasUnusedWeights = false)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="weightColumn">The column of the weights, or null.</param>
    /// <param name="share">Makes, of a table's columns, what tells which part of the current row counts, or null to leave it out; null for
    /// all of every row.</param>
    /// <exception cref="UnreadableFileException">The file is unusable, or a weight negative.</exception>
    public static PointFile Read(string path, string? weightColumn = null, Func<TextTable, Func<double?>>? share = null)
    {
        using var table = TextTable.Open(path, needsRow: true);
        var (x, y) = (table.Column("x"), table.Column("y"));
        var weight = weightColumn is null ? -1 : table.Column(weightColumn);
        var hasUnusedWeights = weightColumn is null && table.Find("weight") >= 0;
        var (positions, weights) = (new List<MetricPoint>(), new List<double>());
        var shareOf = share?.Invoke(table);
        while (table.Read())
        {
            var part = shareOf is null ? 1 : shareOf();
            if (part is null)
            {
                continue;
            }

            positions.Add(new MetricPoint(table.Number(x), table.Number(y)));
            if (weight >= 0 || shareOf is not null)
            {
                weights.Add(part.Value * (weight < 0 ? 1 : table.Weight(weight)));
            }
        }

        return new PointFile([.. positions], [.. weights], hasUnusedWeights);
    }
}
