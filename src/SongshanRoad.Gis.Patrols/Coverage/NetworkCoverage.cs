using NetTopologySuite.Geometries;

namespace SongshanRoad.Gis.Patrols.Coverage;

/// <summary>How many metres of a whole network lie within a distance of walked lines.</summary>
/// <param name="NetworkM">Length of all lines, metres.</param>
/// <param name="CoveredM">Covered metres of all lines.</param>
/// <param name="CoveredMByLine">Covered metres of each line, in the order given.</param>
public sealed record NetworkCoverage(double NetworkM, double CoveredM, IReadOnlyList<double> CoveredMByLine)
{
    /// <summary>Covered share of the network, 0-1; 0 for an empty network.</summary>
    public double CoveredShare => NetworkM > 0 ? CoveredM / NetworkM : 0;

    /// <summary>Measures lines against the union of everything within a distance of the walked lines.</summary>
    /// <param name="linesMetric">The network in metres. A street given twice counts twice.</param>
    /// <param name="walked">The walked lines in the same CRS.</param>
    /// <param name="withinM">The distance in metres.</param>
    public static NetworkCoverage Measure(IReadOnlyList<LineString> linesMetric, IEnumerable<WalkedLine> walked, double withinM)
    {
        var lines = new CoverableLines(linesMetric);
        var unions = new IntervalUnion[lines.Count];
        for (var i = 0; i < unions.Length; i++)
        {
            unions[i] = new IntervalUnion();
        }

        foreach (var (from, to) in walked.SelectMany(line => line.Steps()))
        {
            lines.Reach(from, to, withinM, (line, interval) => unions[line].Add(interval));
        }

        var coveredM = Array.ConvertAll(unions, union => union.Intervals.Sum(interval => interval.LengthM));
        return new NetworkCoverage(Enumerable.Range(0, lines.Count).Sum(lines.LengthM), coveredM.Sum(), coveredM);
    }
}
