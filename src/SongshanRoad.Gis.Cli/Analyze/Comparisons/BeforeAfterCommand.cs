using System.CommandLine;
using System.Text.Json;
using SongshanRoad.Gis.Hotspots.Comparisons;
using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Cli.Analyze.Comparisons;

/// <summary><c>songshan analyze before-after</c>: did a measure help, and where did the incidents go.</summary>
internal static class BeforeAfterCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host)
    {
        var windows = new TwoWindows();
        var places = AnalysisOptions.OptionalFile("--places",
            "Groups of the places: id,group with treated, control, buffer (around the treated) or buffer-control. Default: a column group of --counts.");
        var level = AnalysisOptions.Level();
        var json = AnalysisOptions.Json();
        var command = new Command("before-after", """
            Did a measure help: treated places against control places, before and after. effect is (treated after/before) over (control
            after/before), with an interval by chance alone and one from how much the places differ; wdq the weighted displacement quotient;
            wdd the weighted displacement difference in incidents per second window.
            Example: songshan analyze before-after --counts places.csv --before-days 90 --after-days 90
            """);
        windows.AddTo(command);
        foreach (Option option in new Option[] { places, level, json })
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var (counts, lengths) = windows.Read(parsed, host);
            if ((parsed.GetValue(places) ?? windows.CountsPath(parsed)) is not { } groupsPath)
            {
                throw new CommandFailedException("which places were treated is not said: give --places with id,group.");
            }

            var groups = PlaceGroups.Read(groupsPath, counts);
            if (groups.Elsewhere > 0)
            {
                host.Error.WriteLine($"{groups.Elsewhere} incidents at units of no group left out");
            }

            Write(host, groups, lengths, parsed.GetValue(level), parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Write(CommandHost host, PlaceGroups groups, WindowLengths lengths, double level, bool json)
    {
        var effect = DifferenceInDifferences.Of(groups.Treated, groups.Control, level);
        if (effect.ZeroCorrected)
        {
            host.Error.WriteLine("a group has no incident in one window: 1/2 was added to the four sums for the effect");
        }

        var (buffer, bufferControl) = (PlaceCounts.SumOf(groups.Buffer), PlaceCounts.SumOf(groups.BufferControl));
        var hasBoth = groups.Buffer.Length > 0 && groups.BufferControl.Length > 0;
        var quotient = groups.Buffer.Length > 0 && effect.Control is { Before: > 0, After: > 0 }
            ? DisplacementQuotient.Of(effect.Treated, buffer, effect.Control, level)
            : null;
        var difference = DisplacementDifference.Of(
            effect.Treated, effect.Control, hasBoth ? buffer : default, hasBoth ? bufferControl : default, lengths, level);
        if (groups.Buffer.Length > 0 && !hasBoth)
        {
            host.Error.WriteLine("no buffer-control places: wdd is of the treated places alone");
        }

        if (quotient is not null)
        {
            host.Error.WriteLine($"wdq: {Sentence(quotient.Reading)}");
            if (double.IsInfinity(quotient.Interval.Low))
            {
                host.Error.WriteLine("wdq: the treated places may have improved by chance, so that no quotient can be excluded: its interval has no bounds");
            }
        }

        List<Row> rows =
        [
            Row.Of("effect_by_chance", effect.Effect, double.NaN, effect.ByChance, effect.P),
            Row.Of("effect_by_place", effect.ByPlace is null ? double.NaN : effect.Effect, double.NaN, effect.ByPlace ?? NotKnown, effect.PByPlace ?? double.NaN),
            Row.Of("wdq", quotient?.Quotient ?? double.NaN, double.NaN, quotient?.Interval ?? NotKnown, double.NaN),
            Row.Of("wdd_local", difference.Local, double.NaN),
            hasBoth ? Row.Of("wdd_displaced", difference.Displaced, double.NaN) : Row.Of("wdd_displaced", double.NaN, double.NaN, NotKnown, double.NaN),
            Row.Of("wdd_total", difference.Total, difference.P),
        ];
        if (json)
        {
            AnalysisAnswer.WriteJson(host, new
            {
                lengths.BeforeDays,
                lengths.AfterDays,
                Level = level,
                effect.Treated,
                effect.Control,
                Buffer = groups.Buffer.Length > 0 ? buffer : (PlaceCounts?)null,
                BufferControl = hasBoth ? bufferControl : (PlaceCounts?)null,
                effect.Dispersion,
                effect.ZeroCorrected,
                WdqReading = quotient is null ? null : JsonNamingPolicy.SnakeCaseLower.ConvertName(quotient.Reading.ToString()),
                Measures = rows,
            });
            return;
        }

        AnalysisAnswer.WriteHeader(host, "measure", "estimate", "standard_error", "low", "high", "p");
        foreach (var row in rows)
        {
            AnalysisAnswer.WriteRow(host, row.Measure, row.Estimate, row.StandardError, row.Low, row.High, row.P);
        }
    }

    private static ConfidenceInterval NotKnown => new(double.NaN, double.NaN);

    private static string Sentence(DisplacementReading reading) => reading switch
    {
        DisplacementReading.NoImprovement => "the treated places did not improve against the control places; the quotient says nothing",
        DisplacementReading.DiffusionAboveEffect => "the places around gained more than the treated ones",
        DisplacementReading.Diffusion => "the places around gained too",
        DisplacementReading.Displacement => "the places around lost, but less than the treated ones gained",
        _ => "the places around lost more than the treated ones gained",
    };

    /// <param name="Measure">What is measured.</param>
    /// <param name="Estimate">The figure; null when it cannot be had.</param>
    /// <param name="StandardError">Its standard error, where its interval is symmetric.</param>
    /// <param name="Low">Lower end of its interval; null when there is no bound.</param>
    /// <param name="High">Upper end; null when there is no bound.</param>
    /// <param name="P">Two-sided p of no effect.</param>
    private sealed record Row(string Measure, double? Estimate, double? StandardError, double? Low, double? High, double? P)
    {
        public static Row Of(string measure, double estimate, double error, ConfidenceInterval interval, double p) => new(
            measure, AnalysisAnswer.Finite(estimate), AnalysisAnswer.Finite(error), AnalysisAnswer.Finite(interval.Low),
            AnalysisAnswer.Finite(interval.High), AnalysisAnswer.Finite(p));

        public static Row Of(string measure, IncidentDifference difference, double p) =>
            Of(measure, difference.Incidents, difference.StandardError, difference.Interval, p);
    }
}
