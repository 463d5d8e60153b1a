using System.CommandLine;
using System.Text.Json.Serialization;
using SongshanRoad.Gis.Cli.Analyze.Measures;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Hotspots.Forecasts.Scores;

namespace SongshanRoad.Gis.Cli.Analyze.Forecasts;

/// <summary><c>songshan analyze score</c>: scores of the leading cells of a table of counts.</summary>
internal static class ScoreCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host)
    {
        var cells = AnalysisOptions.File("--cells", "Cells of equal area with their counts: cell,train,test, optionally rank_by; cells not listed have none.");
        var take = new Option<int[]>("--k")
        {
            Description = "How many leading cells, one number or several.",
            HelpName = "N",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var cellArea = MeasureOption.Area("--cell-area", "Area of one cell.");
        cellArea.Required = true;
        var studyArea = MeasureOption.Area("--study-area", "Area of the whole study area, with a unit when --cell-area has one.");
        studyArea.Required = true;
        var json = AnalysisOptions.Json();
        var command = new Command("score", """
            PAI, PEI, RRI and hit rate of the cells with the largest train count (or rank_by), ties by the order of the rows, on the test counts. Intervals are 95 %, Wilson's.
            Example: songshan analyze score --cells cells.csv --k 20 58 --cell-area 360000 --study-area 4117743415 --json
            """)
        {
            cells, take, cellArea, studyArea, json,
        };
        command.SetAction(parsed =>
        {
            if ((parsed.GetValue(cellArea)!.UnitMetric is null) != (parsed.GetValue(studyArea)!.UnitMetric is null))
            {
                throw new CommandFailedException("one of --cell-area and --study-area has a unit; give both one, or neither.");
            }

            var (expected, train, test) = Read(parsed.GetRequiredValue(cells));
            var sizes = Enumerable.Repeat(parsed.GetValue(cellArea)!.Value(), test.Length).ToArray();
            var answers = parsed.GetRequiredValue(take).Select(count => count >= 1 && count <= test.Length
                ? AnswerOf(count, expected, train, test, sizes, parsed.GetValue(studyArea)!.Value())
                : throw new CommandFailedException($"--k {count} is not a number of cells from 1 to {test.Length}.")).ToList();
            Write(host, answers, parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static (double[] Expected, int[] Train, int[] Test) Read(string path)
    {
        using var table = TextTable.Open(path);
        var (train, test, rank) = (table.Column("train"), table.Column("test"), table.Find("rank_by"));
        var (expected, before, after) = (new List<double>(), new List<int>(), new List<int>());
        while (table.Read())
        {
            before.Add((int)table.Amount(train, int.MaxValue));
            after.Add((int)table.Amount(test, int.MaxValue));
            expected.Add(rank < 0 ? before[^1] : table.Number(rank));
        }

        return ([.. expected], [.. before], [.. after]);
    }

    private static ScoreAnswer AnswerOf(int count, double[] expected, int[] train, int[] test, double[] sizes, double studyArea)
    {
        var top = RankedUnits.Top(expected, count);
        var score = ForecastScore.Of(top, test, test.Sum(), sizes, studyArea, (train, train.Sum()));
        return new ScoreAnswer(
            count, score.Hits, score.Events, score.Size, studyArea, score.HitRate, score.SizeShare, score.Pai, score.PaiInterval?.Low, score.PaiInterval?.High,
            score.MostHits, score.MostPai, score.Pei, score.PeiInterval?.Low, score.PeiInterval?.High, score.Rri, score.RriInterval?.Low, score.RriInterval?.High,
            TieRange.Of(expected, top, test));
    }

    private static void Write(CommandHost host, List<ScoreAnswer> answers, bool json)
    {
        if (json)
        {
            AnalysisAnswer.WriteJson(host, answers);
            return;
        }

        AnalysisAnswer.WriteHeader(host, "k", "n", "N", "a", "A", "hit_rate", "area_share", "pai", "pai_low", "pai_high", "n_star", "pai_star", "pei", "rri");
        foreach (var row in answers)
        {
            AnalysisAnswer.WriteRow(host, row.K, row.Hits, row.Events, row.Size, row.StudySize, row.HitRate, row.AreaShare, row.Pai, row.PaiLow, row.PaiHigh,
                row.NStar, row.PaiStar, row.Pei, row.Rri);
        }
    }

    private sealed record ScoreAnswer(
        int K,
        [property: JsonPropertyName("n")] int Hits,
        [property: JsonPropertyName("N")] int Events,
        [property: JsonPropertyName("a")] double Size,
        [property: JsonPropertyName("A")] double StudySize,
        double? HitRate, double AreaShare, double? Pai, double? PaiLow, double? PaiHigh, double NStar, double? PaiStar,
        double? Pei, double? PeiLow, double? PeiHigh, double? Rri, double? RriLow, double? RriHigh, TieRange Ties);
}
