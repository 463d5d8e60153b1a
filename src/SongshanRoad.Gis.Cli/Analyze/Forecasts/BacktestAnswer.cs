using System.Text.Json.Serialization;
using SongshanRoad.Gis.Hotspots.Forecasts;
using SongshanRoad.Gis.Hotspots.Forecasts.Scores;

namespace SongshanRoad.Gis.Cli.Analyze.Forecasts;

/// <summary>A backtest as JSON. Shares are null where no event came. n and N, a and A are different letters on purpose, as in the
/// literature.</summary>
internal sealed record BacktestAnswer
{
    public required string Method { get; init; }

    public required string Parameters { get; init; }

    public required string ChosenBecause { get; init; }

    [JsonPropertyName("n")]
    public required int Hits { get; init; }

    [JsonPropertyName("N")]
    public required int Events { get; init; }

    [JsonPropertyName("a")]
    public required double Size { get; init; }

    [JsonPropertyName("A")]
    public required double StudySize { get; init; }

    public required string SizeUnit { get; init; }

    public required double? HitRate { get; init; }

    public required double? HitRateLow { get; init; }

    public required double? HitRateHigh { get; init; }

    public required double? Pai { get; init; }

    public required double? PaiLow { get; init; }

    public required double? PaiHigh { get; init; }

    public required double? PaiLowByDays { get; init; }

    public required double? PaiHighByDays { get; init; }

    public required double? Pei { get; init; }

    public required double? PeiLow { get; init; }

    public required double? PeiHigh { get; init; }

    public required double? Rri { get; init; }

    public required double? RriLow { get; init; }

    public required double? RriHigh { get; init; }

    public required TieRange Ties { get; init; }

    public required IReadOnlyList<CurvePoint> SearchEfficiency { get; init; }

    /// <summary>The plain count map on the same days; null in its own answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BacktestAnswer? CountMap { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StudyAnswer? Study { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Verdict { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelAnswer? Model { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TriedAnswer>? Tried { get; init; }

    /// <summary>The units chosen, highest first, as well-known text in the CRS of the study.</summary>
    public required IReadOnlyList<string> Cells { get; init; }

    /// <summary>The answer for one forecast.</summary>
    public static BacktestAnswer Of(ForecastStudy study, Forecast forecast, TestedForecast tested, string chosenBecause)
    {
        var score = tested.Score;
        return new BacktestAnswer
        {
            Method = forecast.Method.Name,
            Parameters = forecast.Method.Parameters,
            ChosenBecause = chosenBecause,
            Hits = score.Hits,
            Events = score.Events,
            Size = score.Size,
            StudySize = score.StudySize,
            SizeUnit = study.SizeUnit,
            HitRate = score.HitRate,
            HitRateLow = score.HitRateInterval?.Low,
            HitRateHigh = score.HitRateInterval?.High,
            Pai = score.Pai,
            PaiLow = score.PaiInterval?.Low,
            PaiHigh = score.PaiInterval?.High,
            PaiLowByDays = tested.HitRateByDays?.Low / score.SizeShare,
            PaiHighByDays = tested.HitRateByDays?.High / score.SizeShare,
            Pei = score.Pei,
            PeiLow = score.PeiInterval?.Low,
            PeiHigh = score.PeiInterval?.High,
            Rri = score.Rri,
            RriLow = score.RriInterval?.Low,
            RriHigh = score.RriInterval?.High,
            Ties = tested.Ties,
            SearchEfficiency = [.. tested.Curve.Select(point => new CurvePoint(point.Units, point.SizeShare, point.HitRate, point.Interval?.Low, point.Interval?.High))],
            Cells = [.. forecast.Units.Select(study.WktOf)],
        };
    }
}

/// <summary>One point of a search-efficiency curve.</summary>
internal sealed record CurvePoint(int Units, double SizeShare, double? HitRate, double? HitRateLow, double? HitRateHigh);

/// <summary>What was studied.</summary>
internal sealed record StudyAnswer(
    string? Category, string Crs, string WorkingCrs, string Unit, string UnitAsked, int UnitsInStudy, int UnitsChosen, string SizeAsked,
    DateTime Origin, double Days, int TrainingEvents, IncidentRows Rows);

/// <summary>A self-exciting model.</summary>
internal sealed record ModelAnswer(
    double BackgroundPerDay, double Triggered, double DelayDays, double DistanceM, string Shape, int Rounds, bool Converged, IReadOnlyList<string> Remarks);

/// <summary>One method tried on the training period.</summary>
internal sealed record TriedAnswer(string Method, string Parameters, int Hits, double Value);
