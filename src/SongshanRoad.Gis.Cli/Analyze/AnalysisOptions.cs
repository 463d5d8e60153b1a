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

    /// <summary>A finite number of 0 or above, or null when it is left out.</summary>
    /// <param name="name">The option.</param>
    /// <param name="helpName">Its unit or meaning in the help.</param>
    /// <param name="description">What it is.</param>
    public static Option<double?> NotNegative(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = parsed =>
        {
            var word = parsed.Tokens[^1].Value;
            if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value >= 0)
            {
                return value;
            }

            parsed.AddError($"{name} {word} is not a number of 0 or above.");
            return null;
        },
    };

    /// <summary>Finite numbers with commas between them, or null when they are left out.</summary>
    /// <param name="name">The option.</param>
    /// <param name="helpName">Their unit or meaning in the help.</param>
    /// <param name="description">What they are.</param>
    public static Option<double[]?> Numbers(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = parsed =>
        {
            var words = parsed.Tokens[^1].Value.Split(',');
            var numbers = new double[words.Length];
            for (var i = 0; i < words.Length; i++)
            {
                if (!double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
                {
                    parsed.AddError($"{name} {parsed.Tokens[^1].Value}: \"{words[i]}\" is not a number.");
                    return null;
                }
            }

            return numbers;
        },
    };

    /// <summary>Offset of local time from UTC, for times that name their zone; hours and weekdays are local.</summary>
    public static Option<TimeSpan> LocalOffset() => new("--local-offset")
    {
        Description = "Offset of local time from UTC. Times that name a zone are turned into local time, times that name none are local. Default +08:00.",
        HelpName = "+HH:MM",
        DefaultValueFactory = _ => TimeSpan.FromHours(8),
        CustomParser = parsed =>
        {
            var word = parsed.Tokens[^1].Value;
            if (TimeSpan.TryParseExact(word.TrimStart('+', '-'), @"hh\:mm", CultureInfo.InvariantCulture, out var offset) && offset <= TimeSpan.FromHours(14))
            {
                return word.StartsWith('-') ? -offset : offset;
            }

            parsed.AddError($"--local-offset {word} is not an offset such as +08:00, at most 14 hours.");
            return default;
        },
    };

    /// <summary>A share above 0 and below 1, such as a level of significance or confidence.</summary>
    /// <param name="name">The option.</param>
    /// <param name="standard">The value when it is left out.</param>
    /// <param name="description">What it is.</param>
    public static Option<double> Share(string name, double standard, string description) => new(name)
    {
        Description = description,
        HelpName = "SHARE",
        DefaultValueFactory = _ => standard,
        CustomParser = parsed =>
        {
            var word = parsed.Tokens[^1].Value;
            if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is > 0 and < 1)
            {
                return share;
            }

            parsed.AddError($"{name} {word} is not a number above 0 and below 1.");
            return standard;
        },
    };

    /// <summary>Whether the answer is JSON instead of CSV.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print JSON instead of CSV." };

    /// <summary>Level of confidence intervals, above 0 and below 1.</summary>
    public static Option<double> Level() => Share("--level", 0.95, "Level of the intervals. Default 0.95.");

    /// <summary>Seed of everything drawn by chance.</summary>
    public static Option<int> Seed() => Whole("--seed", 0, int.MaxValue, 1, "Seed of what is drawn by chance: the same seed gives the same answer. Default 1.");
}
