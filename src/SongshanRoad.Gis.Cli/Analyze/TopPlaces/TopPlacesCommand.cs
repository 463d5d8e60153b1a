using System.CommandLine;
using SongshanRoad.Gis.Cli.Analyze.Units;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Hotspots.TopPlaces;

namespace SongshanRoad.Gis.Cli.Analyze.TopPlaces;

/// <summary><c>songshan analyze top-places</c>: the places with most incidents, for when there are too few to test.</summary>
internal static class TopPlacesCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host)
    {
        var incidents = AnalysisOptions.File("--incidents", "Incidents with their unit, or x and y.");
        var units = new IncidentUnitOptions();
        var top = AnalysisOptions.Whole("--top", 1, 1_000_000, 10, "Length of the list. Default 10.");
        var level = AnalysisOptions.Level();
        var json = AnalysisOptions.Json();
        var command = new Command("top-places", """
            The places with most incidents, each with the exact Poisson interval of what an equal period may bring. For periods with too few
            incidents for a map of significance.
            Example: songshan analyze top-places --incidents i.csv --unit-column segment --top 10
            Example: songshan analyze top-places --incidents i.csv --vertices v.csv --segments s.csv
            """)
        {
            incidents,
        };
        units.AddTo(command);
        foreach (Option option in new Option[] { top, level, json })
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var counts = Count(parsed.GetRequiredValue(incidents), table => units.UnitOf(parsed, table), host);
            var list = TopPlacesList.Of([.. counts.Values], parsed.GetValue(top), parsed.GetValue(level));
            if (list.TiedLeftOut > 0)
            {
                host.Error.WriteLine($"{list.TiedLeftOut} more places have as many incidents as the last one listed");
            }

            Write(host, [.. counts.Keys], list, parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static SortedDictionary<string, long> Count(string path, Func<TextTable, Func<string?>> unit, CommandHost host)
    {
        using var table = TextTable.Open(path);
        var unitOf = unit(table);
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var withoutUnit = 0;
        while (table.Read())
        {
            if (unitOf() is { } name)
            {
                counts[name] = counts.GetValueOrDefault(name) + 1;
            }
            else
            {
                withoutUnit++;
            }
        }

        if (withoutUnit > 0)
        {
            host.Error.WriteLine($"{withoutUnit} incidents without a unit left out");
        }

        return counts;
    }

    private static void Write(CommandHost host, string[] ids, TopPlacesList list, bool json)
    {
        var rows = list.Places.Select(place => new Row(ids[place.Unit], place.Count, place.FirstRank, place.LastRank, place.Interval.Low, place.Interval.High));
        if (json)
        {
            AnalysisAnswer.WriteJson(host, new { Places = rows, list.TiedLeftOut });
            return;
        }

        AnalysisAnswer.WriteHeader(host, "id", "count", "first_rank", "last_rank", "low", "high");
        foreach (var row in rows)
        {
            AnalysisAnswer.WriteRow(host, row.Id, row.Count, row.FirstRank, row.LastRank, row.Low, row.High);
        }
    }

    private sealed record Row(string Id, double Count, int FirstRank, int LastRank, double Low, double High);
}
