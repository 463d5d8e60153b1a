using System.Globalization;
using System.Text.RegularExpressions;

namespace SongshanRoad.Gis.Cli.Analyze.Measures;

/// <summary>A length or an area as written: a number alone, or with its unit, <c>600ft</c>, <c>0.75sqmi</c>.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Number">The number.</param>
/// <param name="UnitMetric">Metres, or square metres, of the unit written; null when none is.</param>
internal sealed partial record Measure(string Text, double Number, double? UnitMetric)
{
    /// <summary>Units of length with their metres.</summary>
    public static IReadOnlyList<(string Unit, double Metric)> Lengths { get; } =
        [("m", 1), ("km", 1000), ("ft", 0.3048), ("usft", 1200.0 / 3937), ("yd", 0.9144), ("mi", 1609.344)];

    /// <summary>Units of area with their square metres.</summary>
    public static IReadOnlyList<(string Unit, double Metric)> Areas { get; } =
    [
        ("m2", 1), ("sqm", 1), ("km2", 1e6), ("sqkm", 1e6), ("ha", 1e4), ("ft2", 0.3048 * 0.3048), ("sqft", 0.3048 * 0.3048),
        ("mi2", 1609.344 * 1609.344), ("sqmi", 1609.344 * 1609.344), ("acre", 4046.8564224), ("ac", 4046.8564224),
    ];

    /// <summary>The value in metres or square metres, or, where no unit is written, in whatever the coordinates are in.</summary>
    /// <param name="bareUnit">Metres, or square metres, of the unit of a number alone. Default 1: coordinates are in metres, or the
    /// answer is wanted in their unit.</param>
    public double Value(double bareUnit = 1) => Number * (UnitMetric ?? bareUnit);

    /// <summary>Reads a measure.</summary>
    /// <param name="word">The text.</param>
    /// <param name="units">Units allowed.</param>
    /// <returns>Null when it is none, or below 0.</returns>
    public static Measure? TryRead(string word, IReadOnlyList<(string Unit, double Metric)> units)
    {
        var parts = Parts().Match(word);
        if (!parts.Success || !double.TryParse(parts.Groups[1].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return null;
        }

        var unit = parts.Groups[2].Value.Replace('²', '2').ToLowerInvariant();
        return unit.Length == 0 ? new Measure(word, number, null)
            : units.FirstOrDefault(known => known.Unit == unit) is { Unit: not null } found ? new Measure(word, number, found.Metric)
            : null;
    }

    [GeneratedRegex(@"^([0-9.]+(?:[eE][-+]?[0-9]+)?)\s*([a-zA-Z]*[2²]?)$")]
    private static partial Regex Parts();
}
