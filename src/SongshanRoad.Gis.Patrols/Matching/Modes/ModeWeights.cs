using System.Globalization;

namespace SongshanRoad.Gis.Patrols.Matching.Modes;

/// <summary>The fitted log-odds of driving: for each feature a piecewise straight line, from <c>mode-weights.csv</c>.</summary>
/// <remarks>Fitted to every second file of goal-onfoot-driving (Amazon, CC-BY-4.0); see docs/matching.md.</remarks>
internal sealed class ModeWeights
{
    private readonly double _constant;
    private readonly (int Feature, double Knot, double Weight)[] _terms;

    private ModeWeights(double constant, (int, double, double)[] terms) => (_constant, _terms) = (constant, terms);

    /// <summary>The weights that come with the program.</summary>
    public static ModeWeights Fitted { get; } = Read();

    /// <summary>Log-odds that somebody with these features drives.</summary>
    public double LogOdds(ReadOnlySpan<double> features)
    {
        var sum = _constant;
        foreach (var (feature, knot, weight) in _terms)
        {
            sum += weight * Math.Max(features[feature] - knot, 0);
        }

        return sum;
    }

    private static ModeWeights Read()
    {
        using var stream = typeof(ModeWeights).Assembly.GetManifestResourceStream("mode-weights.csv")
            ?? throw new InvalidOperationException("mode-weights.csv is not part of the assembly.");
        using var reader = new StreamReader(stream);
        var constant = 0.0;
        var terms = new List<(int, double, double)>();
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            var weight = double.Parse(cells[2], CultureInfo.InvariantCulture);
            if (cells[0].Length == 0)
            {
                constant = weight;
                continue;
            }

            terms.Add((int.Parse(cells[0], CultureInfo.InvariantCulture), double.Parse(cells[1], CultureInfo.InvariantCulture), weight));
        }

        return new ModeWeights(constant, [.. terms]);
    }
}
