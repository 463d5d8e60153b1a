using System.CommandLine;
using System.Globalization;
using SongshanRoad.Gis.Cli.Analyze.Clustering;
using SongshanRoad.Gis.Hotspots.SpaceTime;

namespace SongshanRoad.Gis.Cli.Analyze.SpaceTime;

/// <summary><c>songshan analyze emerging</c>: emerging hot spots, from points or from histories that are known already.</summary>
internal static class EmergingCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host)
    {
        var classify = AnalysisOptions.OptionalFile("--classify", "Histories to be classified, in place of points: sequence (+ hot, - cold, 0 neither, oldest first) and trend (up, down, none).");
        var units = new TestedUnitOptions();
        var step = AnalysisOptions.Positive("--step", "DAYS", "Length of a time step, days. Default 7.");
        var from = Day("--from", "First day that counts. Default: that of the first point.");
        var until = Day("--until", "Last day that counts. Default: that of the last point. Steps are counted back from its end, so that the last is a whole one.");
        var previous = AnalysisOptions.Whole("--previous-steps", 0, 1000, 1, "How many steps before a bin's own belong to its neighbourhood. Default 1.");
        var alpha = AnalysisOptions.Share("--alpha", 0.05, "A bin is hot or cold when its q over all bins is at most this. Default 0.05.");
        var trendAlpha = AnalysisOptions.Share("--trend-alpha", 0.05, "A trend of z counts when its p is at most this. Default 0.05.");
        var explain = new Option<bool>("--explain") { Description = "Add the sequence of bins, the rule that fired, in words, and the other categories whose text matches." };
        var localOffset = AnalysisOptions.LocalOffset();
        var json = AnalysisOptions.Json();
        var command = new Command("emerging", """
            How places came to be hot or cold: points by cell (or street segment) and time step, Gi* of every bin against the whole cube,
            Benjamini-Hochberg over all bins, Mann-Kendall on the z of each place, and one of 17 categories. Points are x,y and time (or
            date), or start and end (from and to) where only an interval is known: its minutes are shared out over the steps.
            Example: songshan analyze emerging --points p.csv --grid grid.json --step 7 --explain
            Example: songshan analyze emerging --points p.csv --vertices v.csv --segments s.csv --step 14 --until 2026-06-30 --json
            Example: songshan analyze emerging --classify cases.csv
            """);
        command.Add(classify);
        units.Counted.AddTo(command);
        units.AddNeighbourOptionsTo(command);
        foreach (var option in (Option[])[step, from, until, previous, alpha, trendAlpha, explain, localOffset, json])
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var points = parsed.GetValue(units.Counted.Points);
            if ((parsed.GetValue(classify) is null) == (points is null))
            {
                throw new CommandFailedException("what is classified is not said, or said twice: give --classify or --points.");
            }

            if (parsed.GetValue(classify) is { } cases)
            {
                Classify(host, CaseFile.Read(cases), parsed.GetValue(explain), parsed.GetValue(json));
                return ExitCodes.Done;
            }

            var file = TimedPointFile.Read(points!, parsed.GetValue(localOffset));
            var places = units.ReadCounted(parsed, file.Places);
            file.Columns.Remark(host);
            var steps = StepsOf(file, parsed.GetValue(from), parsed.GetValue(until), TimeSpan.FromDays(parsed.GetValue(step) ?? 7));
            var cube = Count(host, places, file, steps);
            var found = EmergingHotSpots.Find(places.Neighbours, cube, new EmergingParameters
            {
                PreviousSteps = parsed.GetValue(previous),
                BinAlpha = parsed.GetValue(alpha),
                TrendAlpha = parsed.GetValue(trendAlpha),
            });
            Write(host, places, cube, found, parsed.GetValue(explain), parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Classify(CommandHost host, List<Case> cases, bool explain, bool json)
    {
        var verdicts = cases.ConvertAll(one => EmergingRules.Classify(one.States, one.Trend));
        var table = new AnswerTable(cases.Count);
        table.Add("sequence", row => cases[row].Sequence);
        table.Add("trend", row => cases[row].TrendWord);
        AddVerdict(table, row => verdicts[row], explain);
        if (cases.Count(one => one.States.Length < EmergingRules.FewestSteps) is > 0 and var few)
        {
            host.Error.WriteLine($"{few} of {cases.Count} sequences have fewer than {EmergingRules.FewestSteps} steps: their category says little");
        }

        table.Write(host, json);
    }

    private static void AddVerdict(AnswerTable table, Func<int, EmergingVerdict> verdictOf, bool explain)
    {
        table.Add("category", row => verdictOf(row).Category.ToString());
        if (explain)
        {
            table.Add("rule", row => verdictOf(row).Sentence);
            table.Add("also_matching", row => string.Join(';', verdictOf(row).AlsoMatching));
        }
    }

    private static TimeSteps StepsOf(TimedPointFile file, DateTime? from, DateTime? until, TimeSpan length)
    {
        if (file.Places.Count == 0 && (from is null || until is null))
        {
            throw new CommandFailedException("no point has a time; give --from and --until to analyse an empty period.");
        }

        var start = from ?? file.Times.Min(time => time.Start).Date;
        var end = (until ?? file.Times.Max(time => time.End > time.Start ? time.End.Value : time.Start).Date).AddDays(1);
        return start < end
            ? TimeSteps.EndingAt(start, end, length)
            : throw new CommandFailedException(string.Create(CultureInfo.InvariantCulture, $"--from {start:yyyy-MM-dd} is after --until {end.AddDays(-1):yyyy-MM-dd}; give an earlier day."));
    }

    private static SpaceTimeCube Count(CommandHost host, CountedUnits places, TimedPointFile file, TimeSteps steps)
    {
        var units = places.Place(host, file.Places, file.Rows);
        CubeEvent[] events = [.. Enumerable.Range(0, units.Length).Where(i => units[i] >= 0).Select(i => new CubeEvent(units[i], file.Times[i]))];
        var cube = SpaceTimeCube.Count(places.Neighbours.Count, steps, events);
        host.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{places.Neighbours.Count} places x {steps.Count} steps of {steps.Length.TotalDays:R} days from {steps.Start:yyyy-MM-dd HH:mm} to {steps.End:yyyy-MM-dd HH:mm}; {cube.Outside} points lie before or after, {cube.PartlyOutside} in part"));
        return cube;
    }

    private static void Write(CommandHost host, CountedUnits units, SpaceTimeCube cube, EmergingHotSpots found, bool explain, bool json)
    {
        var table = new AnswerTable(found.Places.Count);
        units.AddNames(table);
        table.Add("count", row => Enumerable.Range(0, cube.Steps.Count).Sum(step => cube.ValuesAt(step)[row]));
        table.Add("hot_steps", row => found.Places[row].States.Count(state => state > 0));
        table.Add("cold_steps", row => found.Places[row].States.Count(state => state < 0));
        table.Add("trend_z", row => found.Places[row].Trend.Z);
        table.Add("trend_p", row => found.Places[row].Trend.P);
        if (explain)
        {
            table.Add("sequence", row => string.Concat(found.Places[row].States.Select(state => state > 0 ? '+' : state < 0 ? '-' : '0')));
        }

        AddVerdict(table, row => found.Places[row].Verdict, explain);
        table.Write(host, json);
    }

    private static Option<DateTime?> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DATE",
        CustomParser = parsed =>
        {
            var word = parsed.Tokens[^1].Value;
            if (DateTime.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            parsed.AddError($"{name} {word} is no date such as 2026-06-30.");
            return null;
        },
    };
}
