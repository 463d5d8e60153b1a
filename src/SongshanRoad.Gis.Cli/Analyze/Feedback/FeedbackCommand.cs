using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Hotspots.Feedback;

namespace SongshanRoad.Gis.Cli.Analyze.Feedback;

/// <summary><c>songshan analyze feedback</c>: do incidents found by patrols follow the patrols.</summary>
internal static class FeedbackCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host)
    {
        var periods = AnalysisOptions.File("--periods", "Records: unit,period,called_in,found,minutes (patrol minutes), each unit and period once.");
        var level = AnalysisOptions.Level();
        var json = AnalysisOptions.Json();
        var command = new Command("feedback", """
            Do incidents found by patrols follow patrol minutes more than those called in do? If so, a map that counts them sends patrols to
            where patrols were: use incidents called in only. Elasticities: 1 is in proportion to the minutes, 0 not at all. The verdict
            follows_patrols is given when the whole interval of the excess lies above 0.
            Example: songshan analyze feedback --periods weeks.csv
            """)
        {
            periods, level, json,
        };
        command.SetAction(parsed =>
        {
            var entries = Read(parsed.GetRequiredValue(periods));
            var found = FeedbackTest.Of(CollectionsMarshal.AsSpan(entries), parsed.GetValue(level));
            Remark(host, found);
            Write(host, found, parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static List<PatrolPeriod> Read(string path)
    {
        using var table = TextTable.Open(path);
        var (unit, period) = (table.Column("unit"), table.Column("period"));
        var (calledIn, found, minutes) = (table.Column("called_in"), table.Column("found", "found_by_patrol"), table.Column("minutes", "patrol_minutes"));
        var rows = new List<(string Unit, string Period, long CalledIn, long Found, double Minutes)>();
        var seen = new HashSet<(string, string)>();
        while (table.Read())
        {
            var row = (table[unit].ToString(), table[period].ToString(), table.Amount(calledIn), table.Amount(found), table.Number(minutes));
            if (row.Item5 < 0)
            {
                throw table.Unusable(minutes, "is below 0", "Patrol minutes are 0 or above.");
            }

            if (!seen.Add((row.Item1, row.Item2)))
            {
                throw table.Unusable(period, $"stands there twice for unit \"{row.Item1}\"", "Add its rows up.");
            }

            rows.Add(row);
        }

        var (units, times) = (NumbersOf(rows.Select(row => row.Unit)), NumbersOf(rows.Select(row => row.Period)));
        return [.. rows.Select(row => new PatrolPeriod(units[row.Unit], times[row.Period], row.CalledIn, row.Found, row.Minutes))];
    }

    // By name, so that the order of the rows does not matter.
    private static Dictionary<string, int> NumbersOf(IEnumerable<string> names) =>
        names.Distinct().Order(StringComparer.Ordinal).Select((name, number) => (name, number)).ToDictionary(pair => pair.name, pair => pair.number, StringComparer.Ordinal);

    private static void Remark(CommandHost host, FeedbackTest found)
    {
        if (found.WithoutMinutes > 0)
        {
            host.Error.WriteLine($"{found.WithoutMinutes} rows without patrol minutes left out");
        }

        if (found.FoundWithoutMinutes > 0)
        {
            host.Error.WriteLine($"{found.FoundWithoutMinutes} incidents were found by patrols where no patrol minutes are recorded: minutes are missing");
        }

        host.Error.WriteLine(found.Verdict switch
        {
            FeedbackVerdict.FollowsPatrols => string.Create(CultureInfo.InvariantCulture,
                $"WARNING: incidents found by patrols follow patrol minutes: twice the minutes go with {Math.Pow(2, found.Excess!.Value.Estimate):F2} times as many, those called in alike taken off; use incidents called in only"),
            FeedbackVerdict.NotShown => "no sign that incidents found by patrols follow patrol minutes more than those called in do",
            _ => $"cannot tell: at least {FeedbackTest.MinUnits} units and {FeedbackTest.MinIncidents} incidents of each kind are needed, and minutes that vary",
        });
    }

    private static void Write(CommandHost host, FeedbackTest found, bool json)
    {
        var verdict = JsonNamingPolicy.SnakeCaseLower.ConvertName(found.Verdict.ToString());
        var (excess, byPatrol, byCall) = (Row.Of(found.Excess), Row.Of(found.Found), Row.Of(found.CalledIn));
        if (json)
        {
            AnalysisAnswer.WriteJson(host, new
            {
                Verdict = verdict,
                Excess = excess,
                P = AnalysisAnswer.Finite(found.P),
                Found = byPatrol,
                CalledIn = byCall,
                found.Units,
                found.Periods,
                found.WithoutMinutes,
                found.FoundWithoutMinutes,
            });
            return;
        }

        AnalysisAnswer.WriteHeader(host, "verdict", "excess", "excess_low", "excess_high", "p", "found", "found_low", "found_high", "called_in", "called_in_low", "called_in_high", "units", "periods");
        AnalysisAnswer.WriteRow(host, verdict, excess?.Estimate, excess?.Low, excess?.High, found.P,
            byPatrol?.Estimate, byPatrol?.Low, byPatrol?.High, byCall?.Estimate, byCall?.Low, byCall?.High, found.Units, found.Periods);
    }

    private sealed record Row(double Estimate, double Low, double High)
    {
        public static Row? Of(PatrolElasticity? elasticity) =>
            elasticity is { } known ? new Row(known.Estimate, known.Interval.Low, known.Interval.High) : null;
    }
}
