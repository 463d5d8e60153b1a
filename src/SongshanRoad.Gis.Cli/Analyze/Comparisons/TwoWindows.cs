using System.CommandLine;
using SongshanRoad.Gis.Cli.Analyze.Times;
using SongshanRoad.Gis.Cli.Analyze.Units;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Hotspots.Comparisons;

namespace SongshanRoad.Gis.Cli.Analyze.Comparisons;

/// <summary>Counts of units in two windows, read as such or counted from incidents.</summary>
internal sealed class TwoWindows
{
    private readonly Option<string?> _counts = AnalysisOptions.OptionalFile("--counts", "Counts: id,before,after.");
    private readonly Option<double?> _beforeDays = AnalysisOptions.Positive("--before-days", "DAYS", "With --counts: length of the first window. Default 1, as long as the second.");
    private readonly Option<double?> _afterDays = AnalysisOptions.Positive("--after-days", "DAYS", "With --counts: length of the second window. Default 1.");
    private readonly Option<string?> _incidents = AnalysisOptions.OptionalFile("--incidents", "In place of counts: incidents with a column start (or time, date), the day of which counts, and their unit, or x and y.");
    private readonly Option<DateWindow?> _before = DateWindow.Option("--before", "With --incidents: the first window, both days included.");
    private readonly Option<DateWindow?> _after = DateWindow.Option("--after", "With --incidents: the second window, both days included.");
    private readonly IncidentUnitOptions _units = new();
    private readonly Option<TimeSpan> _localOffset = AnalysisOptions.LocalOffset();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _counts, _beforeDays, _afterDays, _incidents, _before, _after })
        {
            command.Add(option);
        }

        _units.AddTo(command);
        command.Add(_localOffset);
    }

    /// <summary>The counts file, when there is one.</summary>
    public string? CountsPath(ParseResult parsed) => parsed.GetValue(_counts);

    /// <summary>Reads or counts.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="host">Where to say what was left out.</param>
    /// <exception cref="CommandFailedException">Not exactly one source is given, or the windows are missing or overlap.</exception>
    /// <exception cref="SongshanRoad.Gis.Formats.Reading.UnreadableFileException">The file is unusable.</exception>
    public (SortedDictionary<string, PlaceCounts> Counts, WindowLengths Windows) Read(ParseResult parsed, CommandHost host)
    {
        var (counts, incidents) = (parsed.GetValue(_counts), parsed.GetValue(_incidents));
        if (counts is null == incidents is null)
        {
            throw new CommandFailedException("where the counts come from is not said, or said twice: give --counts or --incidents.");
        }

        return counts is not null
            ? (ReadCounts(counts), new WindowLengths(parsed.GetValue(_beforeDays) ?? 1, parsed.GetValue(_afterDays) ?? 1))
            : Count(parsed, incidents!, host);
    }

    private static SortedDictionary<string, PlaceCounts> ReadCounts(string path)
    {
        using var table = TextTable.Open(path);
        var (id, before, after) = (table.Column("id", "unit"), table.Column("before"), table.Column("after"));
        var counts = new SortedDictionary<string, PlaceCounts>(StringComparer.Ordinal);
        while (table.Read())
        {
            if (!counts.TryAdd(table[id].ToString(), new PlaceCounts(table.Amount(before), table.Amount(after))))
            {
                throw table.Unusable(id, "stands there twice", "Give each unit one row.");
            }
        }

        return counts;
    }

    private (SortedDictionary<string, PlaceCounts> Counts, WindowLengths Windows) Count(ParseResult parsed, string path, CommandHost host)
    {
        if (parsed.GetValue(_before) is not { } before || parsed.GetValue(_after) is not { } after)
        {
            throw new CommandFailedException("--incidents needs the two windows: give --before and --after.");
        }

        if (before.Overlaps(after))
        {
            throw new CommandFailedException($"the windows {before.First:yyyy-MM-dd}..{before.Last:yyyy-MM-dd} and {after.First:yyyy-MM-dd}..{after.Last:yyyy-MM-dd} overlap; an incident can lie in one only.");
        }

        using var table = TextTable.Open(path);
        var times = new IncidentTimeColumns(table, parsed.GetValue(_localOffset));
        var unitOf = _units.UnitOf(parsed, table);
        var counts = new SortedDictionary<string, PlaceCounts>(StringComparer.Ordinal);
        var (outside, withoutUnit) = (0, 0);
        while (table.Read())
        {
            if (times.Read() is not { } time)
            {
                continue;
            }

            // Exact tests need whole counts, so that an interval counts on the day it starts.
            var day = DateOnly.FromDateTime(time.Start);
            if (!before.Holds(day) && !after.Holds(day))
            {
                outside++;
            }
            else if (unitOf() is not { } unit)
            {
                withoutUnit++;
            }
            else
            {
                var known = counts.GetValueOrDefault(unit);
                counts[unit] = before.Holds(day) ? known with { Before = known.Before + 1 } : known with { After = known.After + 1 };
            }
        }

        host.Error.WriteLine($"{times.WithoutStart} incidents without time, {outside} in neither window and {withoutUnit} without a unit left out");
        return (counts, new WindowLengths(before.Days, after.Days));
    }
}
