using System.CommandLine;
using SongshanRoad.Gis.Cli.Analyze.Density;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Cli.Analyze.Clustering;

/// <summary><c>songshan analyze gi-star</c>: Getis-Ord Gi* and Gi.</summary>
internal static class GiStarCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host)
    {
        var options = new TestedUnitOptions();
        var permutations = new PermutationOptions();
        var statistic = new WordOption<bool>("--statistic", "With the unit's own value among its neighbours' (gi-star), or without (gi; the column is gi_z).", ("gi-star", true), ("gi", false));
        var classes = new Option<bool>("--classes") { Description = "Add the column class: 3, 2, 1 hot at 99, 95, 90 %, -3, -2, -1 cold, 0 neither, each level by Benjamini-Hochberg; all 0 below 30 units." };
        var sparse = new Option<bool>("--sparse") { Description = "Hold and print only the cells near points, for a whole city in small cells; all cells are tested, the others are summed up on standard error." };
        var json = AnalysisOptions.Json();
        var command = new Command("gi-star", """
            Where high or low values gather: Getis-Ord Gi* with binary weights, two-sided p from the normal curve, exact Benjamini-Hochberg
            and (with --values) Bonferroni over all units tested.
            Example: songshan analyze gi-star --values v.csv --value-column x --neighbours n.csv
            Example: songshan analyze gi-star --values v.csv --coordinates cx,cy --k-nearest 6 --permutations 999 --seed 7
            Example: songshan analyze gi-star --points p.csv --grid grid.json --contiguity queen
            Example: songshan analyze gi-star --points p.csv --cell 100m --window w.csv
            Example: songshan analyze gi-star --points p.csv --vertices v.csv --segments s.csv --classes
            """);
        options.AddTo(command);
        permutations.AddTo(command);
        command.Add(statistic);
        command.Add(classes);
        command.Add(sparse);
        command.Add(json);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(sparse))
            {
                if (permutations.AreWanted(parsed) || !statistic.ValueIn(parsed) || parsed.GetValue(classes))
                {
                    throw new CommandFailedException("--sparse goes with --statistic gi-star only, without --permutations and --classes.");
                }

                WriteSparse(host, parsed, options, parsed.GetValue(json));
                return ExitCodes.Done;
            }

            var units = options.Read(parsed, host);
            var withSelf = statistic.ValueIn(parsed);
            var gi = withSelf ? GetisOrd.Star(units.Neighbours, units.Values) : GetisOrd.WithoutSelf(units.Neighbours, units.Values);
            var table = units.Table();
            table.Add(withSelf ? "gistar_z" : "gi_z", row => gi.Z[row]);
            table.Add("p_two_sided", row => gi.P[row]);
            var q = MultipleTesting.BenjaminiHochberg(gi.P);
            table.Add("p_bh", row => q[row]);
            if (!units.AreCounts)
            {
                var bonferroni = MultipleTesting.Bonferroni(gi.P);
                table.Add("p_bonferroni", row => bonferroni[row]);
            }

            permutations.AddColumns(parsed, host, units, table, _ => false);
            if (parsed.GetValue(classes))
            {
                var classOf = SignificanceClass.OfAll(gi.Z, q);
                table.Add("class", row => classOf[row]);
            }

            units.Remark(host, gi.Undefined.Count, withSelf, permutations.AreWanted(parsed));
            table.Write(host, parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void WriteSparse(CommandHost host, ParseResult parsed, TestedUnitOptions options, bool json)
    {
        if (parsed.GetValue(options.Counted.Points) is not { } path)
        {
            throw new CommandFailedException("--sparse is for --points with --cell or --grid.");
        }

        var points = PointFile.Read(path).Positions;
        var (cells, first) = options.ReadSparse(parsed, points);
        var counts = SparseCells.Count(cells, points);
        if (counts.Outside > 0)
        {
            host.Error.WriteLine($"{counts.Outside} of {points.Length} points lie outside the grid and are not counted");
        }

        var countOf = new Dictionary<long, double>();
        for (var i = 0; i < counts.Indexes.Length; i++)
        {
            countOf.Add(counts.Indexes[i], counts.Values[i]);
        }

        var gi = SparseGiStar.Of(counts, options.ContiguityOf(parsed, cells));
        foreach (var quiet in gi.Elsewhere)
        {
            host.Error.WriteLine($"{quiet.Cells} cells without a point in reach that have {quiet.Neighbours} neighbours: gistar_z {quiet.Z:R}, p_two_sided {quiet.P:R}, p_bh {quiet.Q:R}");
        }

        var table = new AnswerTable(gi.Near.Count);
        table.Add("col", row => gi.Near[row].Column + first);
        table.Add("row", row => gi.Near[row].Row + first);
        table.Add("count", row => countOf.GetValueOrDefault(cells.IndexOf(gi.Near[row])));
        table.Add("gistar_z", row => gi.Z(row));
        table.Add("p_two_sided", row => gi.P(row));
        table.Add("p_bh", row => gi.Q(row));
        table.Write(host, json);
    }
}
