using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using SongshanRoad.Gis.Hotspots.Times;

namespace SongshanRoad.Gis.Cli.Analyze.Times;

/// <summary><c>songshan analyze aoristic</c>: incidents by hour and weekday.</summary>
internal static class AoristicCommand
{
    private static readonly string[] DayNames = [.. HourOfWeek.Days.Select(day => day.ToString()[..3])];

    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host)
    {
        var incidents = AnalysisOptions.File("--incidents", "Incidents: start and end, optionally id. Without an end the time is known.");
        var hours = new Option<(int From, int To)?>("--hours")
        {
            Description = "In place of the clock print id,weight: the share of each incident that lies in these hours, for a density of them. 22-2 ends on the next day.",
            HelpName = "FROM-TO",
            CustomParser = parsed =>
            {
                var word = parsed.Tokens[^1].Value;
                if (word.Split('-') is [var first, var second] && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
                    && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var to) && from <= 23 && to is >= 1 and <= 24)
                {
                    return (from, to);
                }

                parsed.AddError($"--hours {word} is not two hours such as 22-2, the first 0 to 23, the second 1 to 24.");
                return null;
            },
        };
        var weekdays = new Option<DayOfWeek[]>("--weekdays")
        {
            Description = "With --hours: the weekdays on which they begin. Default all.",
            HelpName = "Mon,Tue,…",
            DefaultValueFactory = _ => [.. HourOfWeek.Days],
            CustomParser = parsed =>
            {
                var words = parsed.Tokens[^1].Value.Split(',');
                if (Array.Find(words, word => Array.IndexOf(DayNames, word) < 0) is { } unknown)
                {
                    parsed.AddError($"--weekdays {unknown} is unknown; allowed: {string.Join(", ", DayNames)}.");
                }

                return [.. words.Select(word => HourOfWeek.Days[Math.Max(0, Array.IndexOf(DayNames, word))])];
            },
        };
        var localOffset = AnalysisOptions.LocalOffset();
        var json = AnalysisOptions.Json();
        var command = new Command("aoristic", """
            Incidents by hour and weekday, each spread over the minutes in which it may have happened (aoristic). Without an end, with an
            end before the start, or within a minute it counts at its start; a week or more counts 1/168 in every hour.
            Example: songshan analyze aoristic --incidents thefts.csv
            Example: songshan analyze aoristic --incidents thefts.csv --hours 22-2 --weekdays Fri,Sat
            """)
        {
            incidents, hours, weekdays, localOffset, json,
        };
        command.SetAction(parsed =>
        {
            var file = IncidentTimesFile.Read(parsed.GetRequiredValue(incidents), parsed.GetValue(localOffset));
            var clock = HourWeekdayClock.Of(CollectionsMarshal.AsSpan(file.Times));
            Remark(host, file, clock);
            if (parsed.GetValue(hours) is { } chosen)
            {
                WriteShares(host, file, HourWindow.Of(parsed.GetRequiredValue(weekdays), chosen.From, chosen.To), parsed.GetValue(json));
            }
            else
            {
                WriteClock(host, clock, file, parsed.GetValue(json));
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static void Remark(CommandHost host, IncidentTimesFile file, HourWeekdayClock clock)
    {
        host.Error.WriteLine($"{clock.Incidents} incidents: {clock.Spread} spread over an interval, {clock.WeekOrMore} over the whole week (a week or longer)");
        if (file.WithoutStart > 0)
        {
            host.Error.WriteLine($"{file.WithoutStart} incidents without a start left out");
        }

        if (file.WithoutEnd > 0)
        {
            host.Error.WriteLine($"{file.WithoutEnd} incidents without an end counted at their start");
        }

        if (clock.EndBeforeStart > 0)
        {
            host.Error.WriteLine($"{clock.EndBeforeStart} incidents end before they start and were counted at their start");
        }
    }

    private static void WriteClock(CommandHost host, HourWeekdayClock clock, IncidentTimesFile file, bool json)
    {
        if (json)
        {
            AnalysisAnswer.WriteJson(host, new
            {
                clock.Incidents,
                file.WithoutStart,
                file.WithoutEnd,
                clock.EndBeforeStart,
                clock.WeekOrMore,
                Weekdays = DayNames,
                Hours = Enumerable.Range(0, 24).Select(hour => HourOfWeek.Days.Select(day => clock[day, hour])),
            });
            return;
        }

        AnalysisAnswer.WriteHeader(host, ["hour", .. DayNames]);
        for (var hour = 0; hour < 24; hour++)
        {
            AnalysisAnswer.WriteRow(host, [hour.ToString("00", CultureInfo.InvariantCulture), .. HourOfWeek.Days.Select(day => (object)clock[day, hour])]);
        }
    }

    private static void WriteShares(CommandHost host, IncidentTimesFile file, HourWindow window, bool json)
    {
        var rows = file.Ids.Zip(file.Times, (id, time) => new Share(id, window.ShareOf(time)));
        if (json)
        {
            AnalysisAnswer.WriteJson(host, rows);
            return;
        }

        AnalysisAnswer.WriteHeader(host, "id", "weight");
        foreach (var row in rows)
        {
            AnalysisAnswer.WriteRow(host, row.Id, row.Weight);
        }
    }

    private sealed record Share(string Id, double Weight);
}
