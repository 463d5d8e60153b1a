using System.CommandLine;
using System.Globalization;

namespace SongshanRoad.Gis.Cli.Analyze;

/// <summary>Options that several analyses share, and the kinds they are made of: each checks its own value and names itself.</summary>
internal static class AnalysisOptions
{
    /// <summary>An input file.</summary>
    public static Option<string> File(string name, string description) => new(name) { Description = description, HelpName = "FILE", Required = true };

    /// <summary>An input file that may be left out.</summary>
    public static Option<string?> OptionalFile(string name, string description) => new(name) { Description = description, HelpName = "FILE" };

    /// <summary>A finite number above 0, or null when it is left out.</summary>
    /// <param name="name">The option.</param>
    /// <param name="helpName">Its unit or meaning in the help.</param>
    /// <param name="description">What it is.</param>
    public static Option<double?> Positive(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = parsed =>
        {
            var word = parsed.Tokens[^1].Value;
            if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value > 0)
            {
                return value;
            }

            parsed.AddError($"{name} {word} is not a number above 0.");
            return null;
        },
    };

    /// <summary>A whole number of a range.</summary>
    /// <param name="name">The option.</param>
    /// <param name="least">Smallest allowed.</param>
    /// <param name="most">Largest allowed.</param>
    /// <param name="standard">The value when it is left out.</param>
    /// <param name="description">What it is.</param>
    public static Option<int> Whole(string name, int least, int most, int standard, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => standard,
        CustomParser = parsed =>
        {
            var word = parsed.Tokens[^1].Value;
            if (int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            {
                return value;
            }

            parsed.AddError($"{name} {word} is not a whole number from {least} to {most}.");
            return standard;
        },
    };

    /// <summary>Whether the answer is JSON instead of CSV.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print JSON instead of CSV." };

    /// <summary>Seed of everything drawn by chance.</summary>
    public static Option<int> Seed() => Whole("--seed", 0, int.MaxValue, 1, "Seed of what is drawn by chance: the same seed gives the same answer. Default 1.");
}
