using System.CommandLine;
using System.Runtime.InteropServices;
using SongshanRoad.Gis.Cli.Analyze.Measures;
using SongshanRoad.Gis.Cli.Analyze.Networks;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Hotspots.NearRepeat;
using SongshanRoad.Gis.Hotspots.Networks;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Cli.Analyze.NearRepeat;

/// <summary><c>songshan analyze near-repeat</c>: Knox's test.</summary>
internal static class NearRepeatCommand
{
    private const int FewPermutations = 999;

    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host)
    {
        var points = AnalysisOptions.File("--points", "Events: x,y (seg,tp with --distance network) and date (or time, start), of which the day counts, or t in days, which may be fractions.");
        var space = MeasureOption.Lengths("--space", "Starts of the bands of distance, ascending from 0: 0,1,200 is [0,1), the same place, [1,200) and [200,inf).");
        var days = AnalysisOptions.Numbers("--days", "LIST", "Starts of the bands of days, ascending from 0.");
        var withinSpace = MeasureOption.LengthFromZero("--within-space", "In place of bands: the largest distance that is close.");
        var withinTime = AnalysisOptions.NotNegative("--within-time", "DAYS", "In place of bands: the largest number of days that is close.");
        var distance = new WordOption<PlanarDistance?>("--distance", "How distance is measured: as the crow flies, east plus north, or along the streets.",
            ("euclidean", PlanarDistance.Euclidean), ("manhattan", PlanarDistance.Manhattan), ("network", null));
        var vertices = AnalysisOptions.OptionalFile("--vertices", "With --distance network: vertices id,x,y.");
        var segments = AnalysisOptions.OptionalFile("--segments", "With --distance network: straight segments between vertices, seg,from,to.");
        var permutations = AnalysisOptions.Whole("--permutations", 1, NearRepeatTest.MaxPermutations, FewPermutations,
            "How often the times are shuffled over the events. Default 999.");
        var seed = AnalysisOptions.Seed();
        var localOffset = AnalysisOptions.LocalOffset();
        var json = AnalysisOptions.Json();
        var command = new Command("near-repeat", """
            Whether events near each other follow each other closely more often than by chance (Knox). Expected pairs are exact, p comes
            from shuffling the times. A band is effective with ratio >= 1.2 and p <= 0.05. For events known only to an interval give its
            middle as t and leave out those longer than twice the time that is close.
            Example: songshan analyze near-repeat --points p.csv --space 0,1,200,400 --days 0,7,14 --distance manhattan
            Example: songshan analyze near-repeat --points p.csv --within-space 200 --within-time 7 --json
            """)
        {
            points, space, days, withinSpace, withinTime, distance, vertices, segments, permutations, seed, localOffset, json,
        };
        command.SetAction(parsed =>
        {
            var isTable = parsed.GetValue(space) is [_, ..] && parsed.GetValue(days) is [_, ..];
            var isPair = parsed.GetValue(withinSpace) is not null && parsed.GetValue(withinTime) is not null;
            if (isTable == isPair)
            {
                throw new CommandFailedException("what is close is not said, or said twice: give --space and --days, or --within-space and --within-time.");
            }

            var table = Test(host, parsed.GetRequiredValue(points), parsed.GetValue(localOffset),
                distance.ValueIn(parsed), parsed.GetValue(vertices), parsed.GetValue(segments),
                new Question(
                    isTable ? NearRepeatBands.HalfOpen([.. parsed.GetValue(space)!.Select(start => start.Value())]) : NearRepeatBands.UpTo(parsed.GetValue(withinSpace)!.Value()),
                    isTable ? NearRepeatBands.HalfOpen(parsed.GetValue(days)) : NearRepeatBands.UpTo(parsed.GetValue(withinTime)!.Value),
                    parsed.GetValue(permutations), parsed.GetValue(seed)));
            var answer = new NearRepeatAnswer(table, parsed.GetRequiredValue(distance));
            if (isTable)
            {
                answer.WriteTable(host, parsed.GetValue(json));
            }
            else
            {
                answer.WritePair(host, parsed.GetValue(json));
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static NearRepeatTable Test(
        CommandHost host, string path, TimeSpan localOffset, PlanarDistance? distance, string? verticesPath, string? segmentsPath, Question question)
    {
        if (distance is { } planar)
        {
            var events = TimedPlaces<MetricPoint>.Read(path, localOffset, PointsOf);
            Remark(host, events, question);
            return NearRepeatTest.Of(CollectionsMarshal.AsSpan(events.Places), CollectionsMarshal.AsSpan(events.Days), planar,
                question.Space, question.Time, question.Permutations, question.Seed);
        }

        if (verticesPath is null || segmentsPath is null)
        {
            throw new CommandFailedException("--distance network needs the streets: give --vertices and --segments.");
        }

        var network = NetworkFiles.Read(verticesPath, segmentsPath);
        var onStreets = TimedPlaces<NetworkPlace>.Read(path, localOffset, table =>
        {
            var (segment, share) = (table.Column("seg"), table.Column("tp"));
            return () => network.PlaceOf(table, segment, share);
        });
        Remark(host, onStreets, question);
        return NearRepeatTest.Of(network.Network, CollectionsMarshal.AsSpan(onStreets.Places), CollectionsMarshal.AsSpan(onStreets.Days),
            question.Space, question.Time, question.Permutations, question.Seed);
    }

    private static Func<MetricPoint> PointsOf(TextTable table)
    {
        var (x, y) = (table.Column("x"), table.Column("y"));
        return () => new MetricPoint(table.Number(x), table.Number(y));
    }

    private static void Remark<T>(CommandHost host, TimedPlaces<T> events, Question question)
    {
        if (events.WithoutTime > 0)
        {
            host.Error.WriteLine($"{events.WithoutTime} events without time left out");
        }

        if (events.ClocksUnused > 0)
        {
            host.Error.WriteLine($"{events.ClocksUnused} dates have a time of day, which is not used: days between dates are whole; give t for fractions");
        }

        if (question.Permutations < FewPermutations)
        {
            host.Error.WriteLine($"p from {question.Permutations} permutations is coarse; {FewPermutations} or more are advised");
        }
    }

    private sealed record Question(NearRepeatBands Space, NearRepeatBands Time, int Permutations, int Seed);
}
