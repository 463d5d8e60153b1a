using System.CommandLine;
using System.CommandLine.Parsing;

namespace SongshanRoad.Gis.Cli.Analyze.Measures;

/// <summary>Options that take lengths and areas, all read by <see cref="Measure.TryRead"/>.</summary>
internal static class MeasureOption
{
    private const string OfCoordinates = "A number is in the unit of the coordinates";

    /// <summary>A length above 0, or null when it is left out.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it is.</param>
    public static Option<Measure?> Length(string name, string description) => Make(name, "LENGTH", description, Measure.Lengths, mayBeZero: false);

    /// <summary>A length of 0 or above, or null when it is left out.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it is.</param>
    public static Option<Measure?> LengthFromZero(string name, string description) => Make(name, "LENGTH", description, Measure.Lengths, mayBeZero: true);

    /// <summary>An area above 0, or null when it is left out.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it is.</param>
    public static Option<Measure?> Area(string name, string description) => Make(name, "AREA", description, Measure.Areas, mayBeZero: false);

    /// <summary>Lengths of 0 or above with commas between them, or null when they are left out.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What they are.</param>
    public static Option<Measure[]?> Lengths(string name, string description) => new(name)
    {
        Description = Explained(description, Measure.Lengths),
        HelpName = "LIST",
        CustomParser = parsed =>
        {
            var read = Array.ConvertAll(parsed.Tokens[^1].Value.Split(','), word => Read(parsed, name, word, Measure.Lengths, mayBeZero: true));
            return Array.Exists(read, one => one is null) ? null : Array.ConvertAll(read, one => one!);
        },
    };

    private static Option<Measure?> Make(string name, string helpName, string description, IReadOnlyList<(string Unit, double Metric)> units, bool mayBeZero) => new(name)
    {
        Description = Explained(description, units),
        HelpName = helpName,
        CustomParser = parsed => Read(parsed, name, parsed.Tokens[^1].Value, units, mayBeZero),
    };

    private static string Explained(string description, IReadOnlyList<(string Unit, double Metric)> units) =>
        $"{description} {OfCoordinates}{(units == Measure.Areas ? ", squared" : "")}; with {Names(units)} it is turned into metres.";

    private static Measure? Read(ArgumentResult parsed, string name, string word, IReadOnlyList<(string Unit, double Metric)> units, bool mayBeZero)
    {
        if (Measure.TryRead(word, units) is { } measure && (mayBeZero || measure.Number > 0))
        {
            return measure;
        }

        parsed.AddError($"{name} {word} is not a number {(mayBeZero ? "of 0 or above" : "above 0")}, alone or with one of the units {Names(units)}.");
        return null;
    }

    private static string Names(IReadOnlyList<(string Unit, double Metric)> units) => string.Join(", ", units.Select(unit => unit.Unit));
}
