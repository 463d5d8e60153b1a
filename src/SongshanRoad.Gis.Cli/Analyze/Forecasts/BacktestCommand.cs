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
            CSV has one row for each measure of the forecast chosen, then of the plain count map: forecast,method,parameters,measure,units,size_share,value,low,high. units and size_share are those of the area scored; in rows search_efficiency the value is the hit rate of that many leading units.
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

        AnalysisAnswer.WriteHeader(host, "forecast", "method", "parameters", "measure", "units", "size_share", "value", "low", "high");
        foreach (var (name, scored) in new[] { ("chosen", answer), ("count map", answer.CountMap!) })
        {
            foreach (var row in MeasureRow.Of(scored))
            {
                AnalysisAnswer.WriteRow(host, name, scored.Method, scored.Parameters, row.Measure, row.Units, row.SizeShare, row.Value, row.Low, row.High);
            }
        }
    }

    /// <summary>A row of the CSV answer: one measure, or one point of the search-efficiency curve, with its 95 % interval.</summary>
    private sealed record MeasureRow(string Measure, int Units, double SizeShare, double? Value, double? Low, double? High)
    {
        public static IEnumerable<MeasureRow> Of(BacktestAnswer score)
        {
            var (units, share) = (score.Cells.Count, score.Size / score.StudySize);
            MeasureRow Whole(string measure, double? value, double? low = null, double? high = null) => new(measure, units, share, value, low, high);
            return
            [
                Whole("n", score.Hits),
                Whole("N", score.Events),
                Whole("a", score.Size),
                Whole("A", score.StudySize),
                Whole("hit_rate", score.HitRate, score.HitRateLow, score.HitRateHigh),
                Whole("pai", score.Pai, score.PaiLow, score.PaiHigh),
                Whole("pai_by_days", score.Pai, score.PaiLowByDays, score.PaiHighByDays),
                Whole("pei", score.Pei, score.PeiLow, score.PeiHigh),
                Whole("rri", score.Rri, score.RriLow, score.RriHigh),
                .. score.SearchEfficiency.Select(point => new MeasureRow("search_efficiency", point.Units, point.SizeShare, point.HitRate, point.HitRateLow, point.HitRateHigh)),
            ];
        }
    }
}
