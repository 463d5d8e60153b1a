using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SongshanRoad.Gis.Cli.Analyze.Forecasts;

/// <summary>A length or an area on the command line: a number with its unit, <c>600ft</c>, <c>0.75sqmi</c>.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Metric">In metres or square metres.</param>
internal sealed partial record Measure(string Text, double Metric)
{
    private static readonly (string Unit, double Metres)[] Lengths =
        [("km", 1000), ("m", 1), ("ft", 0.3048), ("usft", 1200.0 / 3937), ("yd", 0.9144), ("mi", 1609.344)];

    private static readonly (string Unit, double SquareMetres)[] Areas =
    [
        ("km2", 1e6), ("sqkm", 1e6), ("m2", 1), ("sqm", 1), ("ha", 1e4), ("ft2", 0.3048 * 0.3048), ("sqft", 0.3048 * 0.3048),
        ("sqmi", 1609.344 * 1609.344), ("mi2", 1609.344 * 1609.344), ("acre", 4046.8564224), ("ac", 4046.8564224),
    ];

    /// <summary>An option for a length.</summary>
    public static Option<Measure?> Length(string name, string description) => Option(name, "LENGTH", description, Lengths);

    /// <summary>An option for an area.</summary>
    public static Option<Measure?> Area(string name, string description) => Option(name, "AREA", description, Areas);

    private static Option<Measure?> Option(string name, string helpName, string description, (string Unit, double Metric)[] units)
    {
        var allowed = string.Join(", ", units.Select(unit => unit.Unit));
        return new Option<Measure?>(name)
        {
            Description = $"{description} Units: {allowed}.",
            HelpName = helpName,
            CustomParser = parsed =>
            {
                var word = parsed.Tokens[^1].Value;
                var parts = Parts().Match(word);
                var unit = parts.Groups[2].Value.Replace('²', '2').ToLowerInvariant();
                if (parts.Success && double.TryParse(parts.Groups[1].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                    && double.IsFinite(value) && value > 0 && Array.Find(units, known => known.Unit == unit) is { Unit: not null } found)
                {
                    return new Measure(word, value * found.Metric);
                }

                parsed.AddError($"{name} {word} is not a number above 0 with one of the units {allowed}.");
                return null;
            },
        };
    }

    [GeneratedRegex(@"^([0-9.]+(?:[eE][-+]?[0-9]+)?)\s*([a-zA-Z]+[2²]?)$")]
    private static partial Regex Parts();
}
