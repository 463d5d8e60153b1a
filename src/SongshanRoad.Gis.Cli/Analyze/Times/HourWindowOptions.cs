using System.CommandLine;
using System.Globalization;
using SongshanRoad.Gis.Hotspots.Times;

namespace SongshanRoad.Gis.Cli.Analyze.Times;

/// <summary>Options that choose hours of the week: <c>--hours 22-2 --weekdays Fri,Sat</c>.</summary>
internal sealed class HourWindowOptions
{
    private readonly Option<(int From, int To)?> _hours;
    private readonly Option<DayOfWeek[]?> _weekdays;

    /// <summary>Makes the options.</summary>
    /// <param name="effect">What they do: <c>Count each point by …</c></param>
    public HourWindowOptions(string effect)
    {
        _hours = new("--hours") { Description = $"{effect} 22-2 ends on the next day. Default all hours.", HelpName = "FROM-TO", CustomParser = HoursIn };
        _weekdays = new("--weekdays") { Description = "The weekdays on which these hours begin. Default all.", HelpName = "Mon,Tue,…", CustomParser = WeekdaysIn };
    }

    /// <summary>Short names of the weekdays, Monday first.</summary>
    public static IReadOnlyList<string> DayNames { get; } = [.. HourOfWeek.Days.Select(day => day.ToString()[..3])];

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_hours);
        command.Add(_weekdays);
    }

    /// <summary>The hours chosen; null when none were.</summary>
    public HourWindow? In(ParseResult parsed)
    {
        var hours = parsed.GetValue(_hours);
        // An option for an array that is left out has an empty one.
        var weekdays = parsed.GetValue(_weekdays) is [_, ..] some ? some : null;
        return hours is null && weekdays is null ? null : HourWindow.Of(weekdays ?? HourOfWeek.Days, hours?.From ?? 0, hours?.To ?? 24);
    }

    private static (int From, int To)? HoursIn(System.CommandLine.Parsing.ArgumentResult parsed)
    {
        var word = parsed.Tokens[^1].Value;
        if (word.Split('-') is [var first, var second] && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var to) && from <= 23 && to is >= 1 and <= 24)
        {
            return (from, to);
        }

        parsed.AddError($"--hours {word} is not two hours such as 22-2, the first 0 to 23, the second 1 to 24.");
        return null;
    }

    private static DayOfWeek[]? WeekdaysIn(System.CommandLine.Parsing.ArgumentResult parsed)
    {
        var days = new List<DayOfWeek>();
        foreach (var word in parsed.Tokens[^1].Value.Split(','))
        {
            var day = DayNames.ToList().IndexOf(word);
            if (day < 0)
            {
                parsed.AddError($"--weekdays {word} is unknown; allowed: {string.Join(", ", DayNames)}.");
                return null;
            }

            days.Add(HourOfWeek.Days[day]);
        }

        return [.. days];
    }
}
