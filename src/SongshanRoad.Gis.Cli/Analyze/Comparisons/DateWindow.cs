using System.CommandLine;
using System.Globalization;

namespace SongshanRoad.Gis.Cli.Analyze.Comparisons;

/// <summary>Some days in a row, both ends included.</summary>
/// <param name="First">First day.</param>
/// <param name="Last">Last day.</param>
internal sealed record DateWindow(DateOnly First, DateOnly Last)
{
    /// <summary>Number of days.</summary>
    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>Whether a day lies in it.</summary>
    public bool Holds(DateOnly day) => day >= First && day <= Last;

    /// <summary>Whether two windows share a day.</summary>
    public bool Overlaps(DateWindow other) => First <= other.Last && other.First <= Last;

    /// <summary>An option that takes such a window.</summary>
    public static Option<DateWindow?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "FIRST..LAST",
        CustomParser = parsed =>
        {
            var word = parsed.Tokens[^1].Value;
            if (word.Split("..") is [var first, var last] && TryDay(first, out var from) && TryDay(last, out var to) && from <= to)
            {
                return new DateWindow(from, to);
            }

            parsed.AddError($"{name} {word} is not two days in order such as 2026-01-01..2026-03-31.");
            return null;
        },
    };

    private static bool TryDay(string word, out DateOnly day) => DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
