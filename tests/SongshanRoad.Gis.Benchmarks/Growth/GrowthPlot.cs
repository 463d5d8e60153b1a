using System.Globalization;
using System.Text;

namespace SongshanRoad.Gis.Benchmarks.Growth;

/// <summary>A plot of times against sizes, both by powers of ten.</summary>
internal static class GrowthPlot
{
    private const int Left = 70;
    private const int Top = 20;
    private const int Decade = 90;
    private const int CountDecades = 3;
    private const int FirstMs = -1;
    private const int MsDecades = 5;

    // Okabe and Ito, which the colour-blind can tell apart.
    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"];

    /// <summary>The plot.</summary>
    /// <param name="series">What is drawn.</param>
    /// <param name="firstCount">Power of ten at which the sizes begin; three decades are drawn.</param>
    public static string Svg(IReadOnlyList<GrowthSeries> series, int firstCount = 3)
    {
        var (right, bottom) = (Left + (CountDecades * Decade), Top + (MsDecades * Decade));
        var svg = new StringBuilder(string.Create(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {right + 400} {bottom + 50}\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"));
        for (var decade = 0; decade <= CountDecades; decade++)
        {
            var x = Left + (decade * Decade);
            Append(svg, $"<path d=\"M{x} {Top}V{bottom}\" stroke=\"#ddd\"/><text x=\"{x}\" y=\"{bottom + 18}\" text-anchor=\"middle\">{Math.Pow(10, firstCount + decade):N0}</text>");
        }

        for (var decade = 0; decade <= MsDecades; decade++)
        {
            var y = bottom - (decade * Decade);
            Append(svg, $"<path d=\"M{Left} {y}H{right}\" stroke=\"#ddd\"/><text x=\"{Left - 6}\" y=\"{y + 4}\" text-anchor=\"end\">{Math.Pow(10, FirstMs + decade):0.###} ms</text>");
        }

        foreach (var (number, one) in series.Index())
        {
            var colour = Colours[number % Colours.Length];
            var places = one.Points.Select(point => (
                X: Left + (Decade * (Math.Log10(point.Count) - firstCount)), Y: bottom - (Decade * (Math.Log10(point.Ms) - FirstMs)))).ToArray();
            Append(svg, $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" points=\"{string.Join(' ', places.Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.X:F1},{place.Y:F1}")))}\"/>");
            foreach (var (x, y) in places)
            {
                Append(svg, $"<circle cx=\"{x:F1}\" cy=\"{y:F1}\" r=\"3\" fill=\"{colour}\"/>");
            }

            Append(svg, $"<path d=\"M{right + 30} {Top + 10 + (22 * number)}h24\" stroke=\"{colour}\" stroke-width=\"2\"/><text x=\"{right + 60}\" y=\"{Top + 14 + (22 * number)}\">{one.Job}</text>");
        }

        Append(svg, $"<text x=\"{(Left + right) / 2}\" y=\"{bottom + 40}\" text-anchor=\"middle\">size of the input, as named</text>");
        return svg.Append("</svg>\n").ToString();
    }

    private static void Append(StringBuilder svg, FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
