using System.CommandLine;
using SongshanRoad.Gis.Hotspots.Comparisons;

namespace SongshanRoad.Gis.Cli.Analyze.Comparisons;

/// <summary><c>songshan analyze compare</c>: what changed between two windows, unit by unit.</summary>
internal static class CompareCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host)
    {
        var windows = new TwoWindows();
        var level = AnalysisOptions.Level();
        var json = AnalysisOptions.Json();
        var command = new Command("compare", """
            What changed between two windows of time, unit by unit: rate ratio after/before with exact interval, exact conditional Poisson
            p (minimum likelihood), and p after Benjamini-Hochberg over the units with an incident in either window.
            Example: songshan analyze compare --incidents i.csv --cell 100m --before 2026-01-01..2026-03-31 --after 2026-04-01..2026-06-30
            Example: songshan analyze compare --counts segments.csv --before-days 90 --after-days 30
            """);
        windows.AddTo(command);
        command.Add(level);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var (counts, lengths) = windows.Read(parsed, host);
            var found = WindowComparison.Of(
                [.. counts.Values.Select(count => count.Before)], [.. counts.Values.Select(count => count.After)], lengths, parsed.GetValue(level));
            host.Error.WriteLine($"{found.UnitsTested} units tested; {found.UnitsEmpty} had no incident in either window and were not");
            Write(host, [.. counts.Keys], found, lengths, parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Write(CommandHost host, string[] ids, WindowComparison found, WindowLengths lengths, bool json)
    {
        var rows = ids.Select((id, unit) => Row.Of(id, found.Changes[unit], found.Q[unit], lengths)).ToList();
        if (json)
        {
            AnalysisAnswer.WriteJson(host, new
            {
                lengths.BeforeDays,
                lengths.AfterDays,
                found.UnitsTested,
                found.UnitsEmpty,
                Overall = Row.Of("all", found.Overall, double.NaN, lengths),
                Units = rows,
            });
            return;
        }

        AnalysisAnswer.WriteHeader(host, "id", "before", "after", "rate_before", "rate_after", "rate_ratio", "ratio_low", "ratio_high", "p_two_sided", "p_bh");
        for (var unit = 0; unit < ids.Length; unit++)
        {
            var (change, row) = (found.Changes[unit], rows[unit]);
            AnalysisAnswer.WriteRow(host, row.Id, row.Before, row.After, row.RateBefore, row.RateAfter, change.Ratio,
                change.Interval.Low, change.Interval.High, row.PTwoSided, row.PBh);
        }
    }

    /// <param name="Id">The unit.</param>
    /// <param name="Before">Incidents before.</param>
    /// <param name="After">Incidents after.</param>
    /// <param name="RateBefore">Per day.</param>
    /// <param name="RateAfter">Per day.</param>
    /// <param name="RateRatio">After over before; null when infinite or undefined.</param>
    /// <param name="RatioLow">Lower end of its interval.</param>
    /// <param name="RatioHigh">Upper end; null when infinite.</param>
    /// <param name="PTwoSided">p; null when not tested.</param>
    /// <param name="PBh">Adjusted p; null when not tested.</param>
    private sealed record Row(
        string Id, long Before, long After, double RateBefore, double RateAfter, double? RateRatio, double? RatioLow, double? RatioHigh, double? PTwoSided, double? PBh)
    {
        public static Row Of(string id, RateChange change, double q, WindowLengths lengths) => new(
            id, change.Before, change.After, change.Before / lengths.BeforeDays, change.After / lengths.AfterDays,
            AnalysisAnswer.Finite(change.Ratio), AnalysisAnswer.Finite(change.Interval.Low), AnalysisAnswer.Finite(change.Interval.High),
            AnalysisAnswer.Finite(change.P), AnalysisAnswer.Finite(q));
    }
}
