using System.CommandLine;
using System.Globalization;
using SongshanRoad.Gis.Cli.Analyze.Grids;
using SongshanRoad.Gis.Cli.Analyze.Measures;
using SongshanRoad.Gis.Hotspots.Forecasts;

namespace SongshanRoad.Gis.Cli.Analyze.Forecasts;

/// <summary>Options that forecast and backtest share.</summary>
internal sealed class ForecastOptions
{
    private readonly Option<string> _incidents = AnalysisOptions.File("--incidents", "Incidents: x,y (or lon,lat), date (or time, or start and end), category; more columns do not matter. A date alone counts as the midnight it begins at.");
    private readonly Option<string> _crs = AnalysisCrs.Option();
    private readonly Option<string> _boundary = AnalysisOptions.File("--boundary", "Study area: GeoJSON with one area or several, in WGS-84 or in the CRS of x and y.");
    private readonly Option<DateTime?> _origin = DateOption.Of("--origin", "Instant of the forecast: only incidents before it are looked at for it.");
    private readonly Option<string?> _category = new("--category") { Description = "Only incidents of this category. Default: all.", HelpName = "WORD" };
    private readonly CellOptions _cell = new("Side of a cell, e.g. 600ft or 100m. Default 100m.");
    private readonly Option<Measure?> _area = MeasureOption.Area("--area", "Area that the cells chosen may have together, e.g. 0.75sqmi or 2km2.");
    private readonly Option<Measure?> _length = MeasureOption.Length("--length", "With --unit segment, length of street that the segments chosen may have together, e.g. 3km.");
    private readonly WordOption<bool> _unit = new("--unit", "Choose cells of a grid, or street segments between junctions.", ("cell", false), ("segment", true));
    private readonly Option<string?> _streets = AnalysisOptions.OptionalFile("--streets", "Streets: GeoJSON lines. Adds the density along streets to the methods; needed for --unit segment.");
    private readonly WordOption<string> _method = new("--method", "Let the training period choose among all, or among one kind: count is the plain count map, fading-count counts that fade with time, kde and nkde densities in the plane and along the streets, sepp the self-exciting process.",
        ("choose", ""), ("count", "count"), ("fading-count", "fading-count"), ("kde", "kde"), ("nkde", "nkde"), ("sepp", "sepp"));

    private readonly Option<TimeSpan> _localOffset = AnalysisOptions.LocalOffset();
    private readonly Option<int> _seed = AnalysisOptions.Seed();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _incidents, _crs, _boundary, _origin, _category, _area, _length, _unit, _streets, _method, _localOffset, _seed })
        {
            command.Add(option);
        }

        _cell.AddTo(command);
    }

    /// <summary>Seed of what is drawn by chance.</summary>
    public int SeedIn(ParseResult parsed) => parsed.GetValue(_seed);

    /// <summary>The instant.</summary>
    public DateTime OriginIn(ParseResult parsed) => parsed.GetRequiredValue(_origin)!.Value;

    /// <summary>Reads the files and puts the question.</summary>
    /// <param name="host">Where remarks go.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="days">Length of the window, days.</param>
    public ForecastStudy Read(CommandHost host, ParseResult parsed, double days)
    {
        var crs = AnalysisCrs.Of(parsed.GetRequiredValue(_crs));
        var bySegment = _unit.ValueIn(parsed);
        var area = new StudyArea(host, parsed.GetRequiredValue(_boundary), crs);
        var streets = parsed.GetValue(_streets) is { } path ? StudyStreets.Read(host, path, crs, area.Window) : null;
        var unitM = crs.Metric.UnitM;
        var cell = _cell.SideIn(parsed) ?? new Measure("100m", 100, 1);
        ForecastUnits units = bySegment ? StudyStreets.Units(streets) : area.Cells(_cell.GridIn(parsed, cell, unitM), cell);
        var size = bySegment ? SizeOf(parsed.GetValue(_length), "--length", "street") : SizeOf(parsed.GetValue(_area), "--area", "area");
        var most = size.Value(bySegment ? unitM : unitM * unitM);
        if (most < units.SmallestSize * (1 - 1e-9))
        {
            throw new CommandFailedException($"{(bySegment ? "--length" : "--area")} {size.Text} has no room for one {(bySegment ? "segment" : $"cell of {cell.Text}")}; give more.");
        }

        var category = parsed.GetValue(_category);
        var origin = OriginIn(parsed);
        var incidents = IncidentFile.Read(parsed.GetRequiredValue(_incidents), crs, area.Window, category, origin, parsed.GetValue(_localOffset));
        host.Error.WriteLine(incidents.Rows);
        if (!incidents.Events.Any(known => known.Day < IncidentFile.DayOf(origin)))
        {
            throw new CommandFailedException(string.Create(CultureInfo.InvariantCulture, $"no incident lies before the --origin {origin:yyyy-MM-dd HH:mm}, so that there is nothing to forecast from; give a later day."));
        }

        var widthM = units is CellUnits cells ? cells.Grid.Grid.CellM : 100;
        return new ForecastStudy(
            crs, units, new ForecastQuestion(units, days, most), incidents, MethodsOf(MethodTable.All(units, widthM, streets), _method.ValueIn(parsed)),
            category, bySegment ? size : cell, size);
    }

    private static Measure SizeOf(Measure? given, string option, string what) =>
        given ?? throw new CommandFailedException($"{option} is missing; say how much {what} the forecast may take.");

    private static IReadOnlyList<ForecastMethod> MethodsOf(IReadOnlyList<ForecastMethod> all, string name)
    {
        var kept = name.Length == 0 ? all : [.. all.Where(method => method.Name == name)];
        return kept.Count > 0 ? kept : throw new CommandFailedException("--method nkde needs the --streets; give them.");
    }
}
