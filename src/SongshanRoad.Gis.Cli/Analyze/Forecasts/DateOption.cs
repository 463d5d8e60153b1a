using System.CommandLine;
using SongshanRoad.Gis.Formats.Csv;

namespace SongshanRoad.Gis.Cli.Analyze.Forecasts;

/// <summary>An option that takes a date, with or without a time of day, in local time.</summary>
internal static class DateOption
{
    /// <summary>A required date.</summary>
    public static Option<DateTime?> Of(string name, string description) => Make(name, description, endOfDay: false);

    /// <summary>A required last day: the instant after it, or after the minute that is given.</summary>
    public static Option<DateTime?> Until(string name, string description) => Make(name, description, endOfDay: true);

    private static Option<DateTime?> Make(string name, string description, bool endOfDay) => new(name)
    {
        Description = $"{description} Written yyyy-MM-dd or yyyy-MM-ddTHH:mm.",
        HelpName = "DATE",
        Required = true,
        CustomParser = parsed =>
        {
            var word = parsed.Tokens[^1].Value;
            if (TableTime.TryRead(word, out var local, out var hasClock, out var zone))
            {
                if (zone is not null)
                {
                    parsed.AddError($"{name} {word} names a zone; write local time without one (--local-offset is for the files).");
                    return null;
                }

                return !endOfDay ? local : hasClock ? local.AddMinutes(1) : local.AddDays(1);
            }

            parsed.AddError($"{name} {word} is not a date; write yyyy-MM-dd or yyyy-MM-ddTHH:mm.");
            return null;
        },
    };
}
