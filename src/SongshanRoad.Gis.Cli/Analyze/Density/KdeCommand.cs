using System.CommandLine;
using System.Globalization;
using SongshanRoad.Gis.Cli.Analyze.Measures;
using SongshanRoad.Gis.Cli.Analyze.Times;
using SongshanRoad.Gis.Hotspots.Density;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Cli.Analyze.Density;

/// <summary><c>songshan analyze kde</c>: planar kernel density in a window.</summary>
internal static class KdeCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host)
    {
        var points = AnalysisOptions.File("--points", "Points: x,y in one unit of length, optionally more columns.");
        var window = AnalysisOptions.OptionalFile("--window", "Outline of the study window: x,y by corner; a column ring tells holes and parts apart. Needed for an edge correction.");
        var at = AnalysisOptions.OptionalFile("--at", "Places where the density is wanted: x,y.");
        var grid = AnalysisOptions.OptionalFile("--grid", "Grid whose cell centres are the places, in place of --at: JSON with cell, x0, y0, nx, ny.");
        var kernel = new WordOption<Kernel>("--kernel", "Shape of the kernel.",
            ("gaussian", Kernel.Gaussian), ("quartic", Kernel.Quartic), ("epanechnikov", Kernel.Epanechnikov));
        var sigma = MeasureOption.Length("--sigma",
            "Standard deviation of the kernel per axis; the radius is that times sqrt(8) for quartic, sqrt(6) for epanechnikov.");
        var radius = MeasureOption.Length("--radius", "Radius of a quartic or epanechnikov kernel, in place of --sigma.");
        var edge = new WordOption<EdgeCorrection>("--edge", "Correction at the window's rim; with one, the density outside the window is NA. Diggle's keeps the number of points.",
            ("diggle", EdgeCorrection.Diggle), ("uniform", EdgeCorrection.Uniform), ("none", EdgeCorrection.None));
        var weights = new Option<string?>("--weight-column") { Description = "Column of the points that says how much each counts. Default: 1 each.", HelpName = "COLUMN" };
        var hours = new HourWindowOptions("Count each point by how much of its time lies in these hours: columns start and end (or from and to), or time.");
        var localOffset = AnalysisOptions.LocalOffset();
        var validate = new Option<bool>("--cross-validate") { Description = "Choose the bandwidth by cross-validation, in place of --sigma; the reason goes to standard error." };
        var rule = new WordOption<BandwidthRule>("--by", "What cross-validation looks at, or Scott's rule of thumb alone.",
            ("likelihood", BandwidthRule.Likelihood), ("least-squares", BandwidthRule.LeastSquares), ("scott", BandwidthRule.Scott));
        var largest = MeasureOption.Length("--largest-radius",
            "Limit of cross-validation, as the radius of a quartic kernel. Default 300, which is meant for metres.");
        var json = AnalysisOptions.Json();
        var command = new Command("kde", """
            Kernel density of points in a window: points per square unit of length.
            Example: songshan analyze kde --points p.csv --window w.csv --kernel quartic --sigma 100 --edge diggle --at places.csv
            Example: songshan analyze kde --points thefts.csv --window w.csv --sigma 100 --hours 22-2 --weekdays Fri,Sat --at places.csv
            Example: songshan analyze kde --points p.csv --window w.csv --cross-validate --grid grid.json --json
            """)
        {
            points, window, at, grid, kernel, sigma, radius, edge, weights, validate, rule, largest, localOffset, json,
        };
        hours.AddTo(command);
        command.SetAction(parsed =>
        {
            var (shape, correction) = (kernel.ValueIn(parsed), edge.ValueIn(parsed));
            CheckBandwidth(shape, parsed.GetValue(sigma), parsed.GetValue(radius), parsed.GetValue(validate));
            if ((parsed.GetValue(at) is null) == (parsed.GetValue(grid) is null))
            {
                throw new CommandFailedException("Say where the density is wanted: either --at or --grid.");
            }

            var outline = OutlineOf(parsed.GetValue(window), correction);
            var shares = hours.In(parsed) is { } chosenHours ? new HourShares(chosenHours, parsed.GetValue(localOffset)) : null;
            var given = PointFile.Read(parsed.GetRequiredValue(points), parsed.GetValue(weights), shares is null ? null : shares.In);
            shares?.Remark(host);
            if (given.HasUnusedWeights)
            {
                host.Error.WriteLine("the column weight is not used: every point counts 1; say --weight-column weight to use it");
            }

            var places = parsed.GetValue(at) is { } path ? PointFile.Read(path).Positions : CentresOf(GridFile.Read(parsed.GetValue(grid)!));
            var used = Used(host, given, outline, correction);
            var chosen = !parsed.GetValue(validate) ? null : CrossValidation.Choose(
                used.Positions, used.Weights, shape, correction, outline, rule.ValueIn(parsed), parsed.GetValue(largest)?.Value() ?? 300);
            var bandwidth = chosen?.BandwidthM ?? parsed.GetValue(radius)?.Value() ?? KernelBandwidth.OfStandardDeviation(shape, parsed.GetValue(sigma)!.Value());
            var density = new PlanarKde(shape, bandwidth, correction, outline).At(used.Positions, used.Weights, places);
            Remark(host, chosen, density, correction);
            Write(host, new KdeAnswer(
                shape.ToString().ToLowerInvariant(), bandwidth, KernelBandwidth.StandardDeviationOf(shape, bandwidth),
                correction.ToString().ToLowerInvariant(), "points per square unit of length", used.Positions.Length,
                given.Positions.Length - used.Positions.Length, chosen is null ? null : new ChoiceAnswer(chosen.Reason, [.. chosen.Tried.Select(score => new TriedAnswer(score.StandardDeviationM, score.PerIncident))]),
                [.. places.Zip(density.PerKm2, (place, perKm2) => new PlaceAnswer(place.EastingM, place.NorthingM, double.IsNaN(perKm2) ? null : perKm2 / 1e6))]),
                parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void CheckBandwidth(Kernel kernel, Measure? sigma, Measure? radius, bool validate)
    {
        var ways = (sigma is null ? 0 : 1) + (radius is null ? 0 : 1) + (validate ? 1 : 0);
        if (ways != 1)
        {
            throw new CommandFailedException(ways == 0
                ? "The bandwidth is missing; give one of --sigma, --radius and --cross-validate."
                : "The bandwidth is given twice; give one of --sigma, --radius and --cross-validate.");
        }

        if (radius is not null && kernel == Kernel.Gaussian)
        {
            throw new CommandFailedException("--radius is for quartic and epanechnikov; a gaussian kernel has none, give its --sigma.");
        }
    }

    private static PolygonWindow? OutlineOf(string? path, EdgeCorrection correction) =>
        path is not null ? WindowFile.Read(path)
        : correction == EdgeCorrection.None ? null
        : throw new CommandFailedException($"--edge {correction.ToString().ToLowerInvariant()} needs the --window; give it, or --edge none.");

    private static MetricPoint[] CentresOf(WindowGrid grid) => [.. grid.Cells.Select(grid.Grid.CentreOf)];

    /// <summary>The points in the window, or all of them when nothing is corrected at its rim.</summary>
    private static PointFile Used(CommandHost host, PointFile given, PolygonWindow? window, EdgeCorrection correction)
    {
        if (window is null)
        {
            return given;
        }

        var rim = new WindowRim(window);
        var inside = Enumerable.Range(0, given.Positions.Length).Where(i => rim.Holds(given.Positions[i])).ToArray();
        var outside = given.Positions.Length - inside.Length;
        if (outside > 0)
        {
            host.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{outside} of {given.Positions.Length} points lie outside the window{(correction == EdgeCorrection.None ? "; they count" : " and are left out")}"));
        }

        return correction == EdgeCorrection.None || outside == 0
            ? given
            : new PointFile([.. inside.Select(i => given.Positions[i])], given.Weights.Length == 0 ? [] : [.. inside.Select(i => given.Weights[i])]);
    }

    private static void Remark(CommandHost host, BandwidthChoice? chosen, DensityField density, EdgeCorrection correction)
    {
        if (chosen is not null)
        {
            host.Error.WriteLine($"bandwidth: {chosen.Reason}");
        }

        var floored = correction == EdgeCorrection.Uniform ? density.FlooredPlaces : density.FlooredIncidents;
        if (floored > 0)
        {
            host.Error.WriteLine($"{floored} {(correction == EdgeCorrection.Uniform ? "places" : "positions")} have under 1 % of their kernel inside the window; their correction is held at 100 times");
        }
    }

    private static void Write(CommandHost host, KdeAnswer answer, bool json)
    {
        if (json)
        {
            AnalysisAnswer.WriteJson(host, answer);
            return;
        }

        AnalysisAnswer.WriteHeader(host, "x", "y", "density");
        foreach (var place in answer.Places)
        {
            AnalysisAnswer.WriteRow(host, place.X, place.Y, place.Density);
        }
    }

    private sealed record KdeAnswer(
        string Kernel, double Bandwidth, double StandardDeviation, string Edge, string Unit, int Points, int PointsLeftOut, ChoiceAnswer? Choice,
        IReadOnlyList<PlaceAnswer> Places);

    private sealed record ChoiceAnswer(string Reason, IReadOnlyList<TriedAnswer> Tried);

    private sealed record TriedAnswer(double StandardDeviation, double ScorePerPoint);

    private sealed record PlaceAnswer(double X, double Y, double? Density);
}
