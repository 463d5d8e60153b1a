using System.CommandLine;
using System.Globalization;
using SongshanRoad.Gis.Hotspots.Forecasts;

namespace SongshanRoad.Gis.Cli.Analyze.Forecasts;

/// <summary><c>songshan analyze forecast</c>: the cells or street segments where most incidents are expected.</summary>
internal static class ForecastCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host)
    {
        var options = new ForecastOptions();
        var days = AnalysisOptions.Whole("--days", 1, 3660, 7, "Length of the window that begins at the origin, days. Default 7.");
        var json = AnalysisOptions.Json();
        var command = new Command("forecast", """
            Where most incidents are expected after an instant, from those before it: the leading cells, or street segments, up to an area.
            Example: songshan analyze forecast --incidents i.csv --crs EPSG:4547 --boundary b.geojson --origin 2026-11-01 --days 7 --cell 100m --area 0.5km2 --category theft
            """)
        {
            days, json,
        };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var origin = options.OriginIn(parsed);
            var study = options.Read(host, parsed, parsed.GetValue(days));
            var history = EventHistory.Of(study.Incidents.Events, IncidentFile.DayOf(origin));
            var choice = MethodChoice.Choose(history, study.Question, study.Methods);
            var forecast = Forecast.Of(history, study.Question, choice.Method);
            Remark(host, study, history, choice, forecast);
            var answer = new ForecastAnswer(
                choice.Method.Name, choice.Method.Parameters, choice.Reason,
                BacktestCommand.StudyOf(study, origin, forecast.Units.Count, history.Count), BacktestCommand.ModelOf(forecast.Model),
                [.. forecast.Units.Select((unit, place) => new RankedAnswer(place + 1, study.IdOf(unit), forecast.Expected[unit], study.WktOf(unit)))]);
            Write(host, answer, parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Remark(CommandHost host, ForecastStudy study, EventHistory history, MethodChoice choice, Forecast forecast)
    {
        var later = study.Incidents.Events.Length - history.Count;
        host.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{history.Count} incidents before the origin{(later > 0 ? $", {later} at or after it are not looked at" : "")}"));
        host.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{forecast.Units.Count} of {study.Units.Count} {study.UnitWord}s within {study.Size.Text}"));
        host.Error.WriteLine($"chosen: {choice.Reason}");
        foreach (var remark in forecast.Model?.Remarks ?? [])
        {
            host.Error.WriteLine($"self-exciting model: {remark}");
        }
    }

    private static void Write(CommandHost host, ForecastAnswer answer, bool json)
    {
        if (json)
        {
            AnalysisAnswer.WriteJson(host, answer);
            return;
        }

        AnalysisAnswer.WriteHeader(host, "rank", "id", "expected", "wkt");
        foreach (var row in answer.Cells)
        {
            AnalysisAnswer.WriteRow(host, row.Rank, row.Id, row.Expected, row.Wkt);
        }
    }

    private sealed record ForecastAnswer(
        string Method, string Parameters, string ChosenBecause, StudyAnswer Study, ModelAnswer? Model, IReadOnlyList<RankedAnswer> Cells);

    private sealed record RankedAnswer(int Rank, string Id, double Expected, string Wkt);
}
