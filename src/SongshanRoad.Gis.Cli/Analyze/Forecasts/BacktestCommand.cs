using System.CommandLine;
using System.Globalization;
using SongshanRoad.Gis.Hotspots.Forecasts;
using SongshanRoad.Gis.Hotspots.Forecasts.SelfExciting;

namespace SongshanRoad.Gis.Cli.Analyze.Forecasts;

/// <summary><c>songshan analyze backtest</c>: how well a forecast made on a past day would have held the incidents after it.</summary>
internal static class BacktestCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host)
    {
        var options = new ForecastOptions();
        var until = DateOption.Until("--test-until", "Last day, inclusive, on which incidents count for the test.");
        var json = AnalysisOptions.Json();
        var command = new Command("backtest", """
            How well a forecast would have done: fits and chooses on incidents before the origin only, scores on those from the origin to the last test day, beside the plain count map.
            n of N incidents lie in the cells chosen, of area a in a study area A (square metres; with segments, metres). PAI = (n/N)/(a/A). Intervals are 95 %, Wilson's; those by days draw whole days.
            Example: songshan analyze backtest --incidents i.csv --crs EPSG:2913 --boundary b.geojson --origin 2017-03-01 --test-until 2017-05-31 --cell 600ft --area 0.75sqmi --category burglary --json
            """)
        {
            until, json,
        };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var (origin, end) = (options.OriginIn(parsed), parsed.GetRequiredValue(until)!.Value);
            if (end <= origin)
            {
                throw new CommandFailedException(string.Create(CultureInfo.InvariantCulture, $"--test-until ends at {end:yyyy-MM-dd HH:mm}, not after the --origin {origin:yyyy-MM-dd HH:mm}; give a later day."));
            }

            var study = options.Read(host, parsed, (end - origin).TotalDays);
            var test = Backtest.Run(study.Incidents.Events, study.Question, IncidentFile.DayOf(origin), study.Methods, options.SeedIn(parsed));
            var answer = AnswerOf(study, test, origin);
            Remark(host, study, test, answer);
            Write(host, answer, parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>The model as JSON.</summary>
    public static ModelAnswer? ModelOf(SelfExcitingModel? model) => model is null ? null : new ModelAnswer(
        model.BackgroundPerDay, model.Triggered, model.DelayDays, model.DistanceM, model.Shape == TriggerShape.Gaussian ? "gaussian" : "power-law",
        model.Rounds, model.Converged, model.Remarks);

    /// <summary>The study as JSON.</summary>
    public static StudyAnswer StudyOf(ForecastStudy study, DateTime origin, int chosen, int trainingEvents) => new(
        study.Category, $"EPSG:{study.Crs.Srid}", $"EPSG:{study.Crs.Metric.Projection.Srid}", study.UnitWord, study.Cell.Text, study.Units.Count, chosen,
        study.Size.Text, origin, study.Question.Days, trainingEvents, study.Incidents.Rows);

    private static BacktestAnswer AnswerOf(ForecastStudy study, Backtest test, DateTime origin) =>
        BacktestAnswer.Of(study, test.Forecast, test.Tested, test.Choice.Reason) with
        {
            CountMap = BacktestAnswer.Of(study, test.CountForecast, test.CountTested, "for comparison"),
            Study = StudyOf(study, origin, test.Forecast.Units.Count, test.TrainingEvents),
            Model = ModelOf(test.Forecast.Model),
            Tried = [.. test.Choice.Tried.Select(tried => new TriedAnswer(tried.Method.Name, tried.Method.Parameters, tried.Hits, tried.Value))],
            Verdict = test.Verdict switch
            {
                BacktestVerdict.Better => "better than the plain count map: the intervals do not overlap",
                BacktestVerdict.Worse => "worse than the plain count map: the intervals do not overlap",
                BacktestVerdict.SameArea => "the same area as the plain count map",
                BacktestVerdict.NothingHappened => "no incident in the test period",
                _ => "no difference to the plain count map is shown: the intervals overlap",
            },
        };

    private static void Remark(CommandHost host, ForecastStudy study, Backtest test, BacktestAnswer answer)
    {
        var later = study.Incidents.Events.Length - test.TrainingEvents - answer.Events;
        host.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{test.TrainingEvents} incidents before the origin, {answer.Events} in the test{(later > 0 ? $", {later} after it are not looked at" : "")}"));
        host.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{test.Forecast.Units.Count} of {study.Units.Count} {study.UnitWord}s: {answer.Size:F0} {study.SizeUnit} of {study.Question.Size:F0} asked ({study.Size.Text})"));
        host.Error.WriteLine($"chosen: {test.Choice.Reason}");
        foreach (var remark in test.Forecast.Model?.Remarks ?? [])
        {
            host.Error.WriteLine($"self-exciting model: {remark}");
        }

        if (answer.Ties.Tied > answer.Ties.Taken)
        {
            host.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"ties: {answer.Ties.Taken} of {answer.Ties.Tied} equal {study.UnitWord}s are taken, by their number; other choices give n from {answer.Ties.LeastHits} to {answer.Ties.MostHits}"));
        }

        host.Error.WriteLine(answer.Verdict);
    }

    private static void Write(CommandHost host, BacktestAnswer answer, bool json)
    {
        if (json)
        {
            AnalysisAnswer.WriteJson(host, answer);
            return;
        }

        AnalysisAnswer.WriteHeader(host, "forecast", "method", "parameters", "n", "N", "a", "A", "hit_rate", "pai", "pai_low", "pai_high", "pei", "rri");
        foreach (var (name, row) in new[] { ("chosen", answer), ("count map", answer.CountMap!) })
        {
            AnalysisAnswer.WriteRow(host, name, row.Method, row.Parameters, row.Hits, row.Events, row.Size, row.StudySize,
                Share(row.HitRate), Share(row.Pai), Share(row.PaiLow), Share(row.PaiHigh), Share(row.Pei), Share(row.Rri));
        }
    }

    /// <summary>A share, or a dash where no incident came.</summary>
    private static object Share(double? value) => value is { } share ? share : "-";
}
