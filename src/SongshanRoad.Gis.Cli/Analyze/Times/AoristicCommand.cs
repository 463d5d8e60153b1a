using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using SongshanRoad.Gis.Hotspots.Times;

namespace SongshanRoad.Gis.Cli.Analyze.Times;

/// <summary><c>songshan analyze aoristic</c>: incidents by hour and weekday.</summary>
internal static class AoristicCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host)
    {
        var incidents = AnalysisOptions.File("--incidents", "Incidents: start and end, optionally id. Without an end the time is known.");
        var hours = new HourWindowOptions("In place of the clock print id,weight: the share of each incident that lies in these hours.");
        var localOffset = AnalysisOptions.LocalOffset();
        var json = AnalysisOptions.Json();
        var command = new Command("aoristic", """
            Incidents by hour and weekday, each spread over the minutes in which it may have happened (aoristic). Without an end, with an
            end before the start, or within a minute it counts at its start; a week or more counts 1/168 in every hour.
            Example: songshan analyze aoristic --incidents thefts.csv
            Example: songshan analyze aoristic --incidents thefts.csv --hours 22-2 --weekdays Fri,Sat
            """)
        {
            incidents, localOffset, json,
        };
        hours.AddTo(command);
        command.SetAction(parsed =>
        {
            var file = IncidentTimesFile.Read(parsed.GetRequiredValue(incidents), parsed.GetValue(localOffset));
            var clock = HourWeekdayClock.Of(CollectionsMarshal.AsSpan(file.Times));
            Remark(host, file, clock);
            if (hours.In(parsed) is { } chosen)
            {
                WriteShares(host, file, chosen, parsed.GetValue(json));
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
        file.Columns.Remark(host);
        if (file.Columns.WithoutEnd > 0)
        {
            host.Error.WriteLine($"{file.Columns.WithoutEnd} incidents without an end counted at their start");
        }
    }

    private static void WriteClock(CommandHost host, HourWeekdayClock clock, IncidentTimesFile file, bool json)
    {
        if (json)
        {
            AnalysisAnswer.WriteJson(host, new
            {
                clock.Incidents,
                file.Columns.WithoutStart,
                file.Columns.WithoutEnd,
                clock.EndBeforeStart,
                clock.WeekOrMore,
                Weekdays = HourWindowOptions.DayNames,
                Hours = Enumerable.Range(0, 24).Select(hour => HourOfWeek.Days.Select(day => clock[day, hour])),
            });
            return;
        }

        AnalysisAnswer.WriteHeader(host, ["hour", .. HourWindowOptions.DayNames]);
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
