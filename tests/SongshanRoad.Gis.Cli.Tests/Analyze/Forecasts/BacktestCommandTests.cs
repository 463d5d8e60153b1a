using System.Globalization;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SongshanRoad.Gis.Cli.Analyze;

namespace SongshanRoad.Gis.Cli.Tests.Analyze.Forecasts;

public sealed class BacktestCommandTests : IDisposable
{
    private const double WestM = 730_000;
    private const double SouthM = 3_845_000;

    private static readonly DateTime Origin = new(2025, 10, 1, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly AnalysisFolder _folder = new();
    private (string Headers, Func<DateTime, string> Cells) _columns = ("date", local => $"{local:yyyy-MM-dd HH:mm}");

    [Fact]
    public async Task Another_program_gets_the_same_scores_from_the_cells()
    {
        var rows = Incidents();
        using var answer = JsonDocument.Parse((await RunAsync(rows, "--area", "0.3km2", "--json")).Succeeded().Output);
        var test = rows.Where(row => row.Category == "theft" && row.Date >= Origin && row.Date < Origin.AddDays(31)).ToArray();
        foreach (var scored in new[] { answer.RootElement, answer.RootElement.GetProperty("count_map") })
        {
            double Number(string name) => scored.GetProperty(name).GetDouble();
            var cells = scored.GetProperty("cells").EnumerateArray().Select(cell => new WKTReader().Read(cell.GetString())).ToArray();
            var hits = test.Count(row => cells.Any(cell => cell.Contains(new Point(row.X, row.Y))));
            Assert.Equal(30, cells.Length);
            Assert.Equal((hits, test.Length), ((int)Number("n"), (int)Number("N")));
            Assert.Equal(cells.Sum(cell => cell.Area), Number("a"), 1e-3);
            Assert.Equal(9e6, Number("A"), 1e-3);
            Assert.Equal((double)hits / test.Length, Number("hit_rate"), 1e-12);
            Assert.Equal((double)hits / test.Length / (3e5 / 9e6), Number("pai"), 1e-9);
            Assert.InRange(Number("pai"), Number("pai_low"), Number("pai_high"));
            Assert.InRange(Number("pei"), 0, 1);
        }
    }

    [Fact]
    public async Task Incidents_after_the_origin_change_no_cell()
    {
        // A third of them is enough to choose by, and all methods are fitted twice.
        Row[] rows = [.. Incidents().Where((_, number) => number % 3 == 0)];
        Row[] planted = [.. rows, .. Enumerable.Repeat(new Row(Origin, WestM + 2_950, SouthM + 50, "theft"), 300)];
        using var before = JsonDocument.Parse((await RunAsync(rows, "--area", "0.3km2", "--json")).Succeeded().Output);
        using var after = JsonDocument.Parse((await RunAsync(planted, "--area", "0.3km2", "--json")).Succeeded().Output);
        foreach (var name in new[] { "method", "parameters", "chosen_because", "tried", "cells" })
        {
            Assert.Equal(before.RootElement.GetProperty(name).GetRawText(), after.RootElement.GetProperty(name).GetRawText());
        }

        Assert.Equal(before.RootElement.GetProperty("N").GetInt32() + 300, after.RootElement.GetProperty("N").GetInt32());
    }

    [Theory]
    [InlineData("Z")]
    [InlineData("+08:00")]
    [InlineData("beside")]
    [InlineData("interval")]
    public async Task A_time_is_the_same_moment_however_it_is_written(string form)
    {
        var rows = Incidents()[..300];
        var expected = (await RunAsync(rows, "--method", "kde")).Succeeded();
        _columns = form switch
        {
            "beside" => ("date,time", local => $"{local:yyyy-MM-dd},{local:HH:mm}"),
            "interval" => ("start,end", local => $"{local:yyyy-MM-dd HH:mm},{local.AddMinutes(local < Origin ? 0 : 90):yyyy-MM-dd HH:mm}"),
            "Z" => ("time", local => $"{local.AddHours(-8):yyyy-MM-ddTHH:mm:ssZ}"),
            _ => ("date", local => $"{local:yyyy-MM-ddTHH:mm}+08:00"),
        };
        var actual = (await RunAsync(rows, "--method", "kde")).Succeeded();
        Assert.Equal((expected.Output, expected.Error), (actual.Output, actual.Error));
    }

    [Fact]
    public async Task A_date_alone_is_the_midnight_it_begins_at()
    {
        var rows = Incidents()[..300];
        _columns = ("date", local => $"{local:yyyy-MM-dd} 00:00");
        var midnight = (await RunAsync(rows, "--method", "kde")).Succeeded();
        _columns = ("date", local => $"{local:yyyy-MM-dd}");
        Assert.Equal(midnight.Output, (await RunAsync(rows, "--method", "kde")).Succeeded().Output);
    }

    [Fact]
    public async Task Local_time_elsewhere_is_asked_for_and_moves_what_lies_at_the_origin()
    {
        Row[] rows = [.. Incidents()[..100].Where(row => Math.Abs((row.Date - Origin).TotalHours) > 12), new(Origin.AddHours(-1), WestM + 50, SouthM + 50, "theft")];
        _columns = ("time", local => $"{local.AddHours(-8):yyyy-MM-ddTHH:mm}Z");
        var here = (await RunAsync(rows, "--method", "kde")).Succeeded();
        var east = (await RunAsync(rows, "--method", "kde", "--local-offset", "+09:00")).Succeeded();
        int InTest(CommandRun run) => int.Parse(run.Error.Split(" in the test")[0].Split(' ')[^1], CultureInfo.InvariantCulture);
        Assert.Equal(InTest(here) + 1, InTest(east));
    }

    [Fact]
    public async Task An_interval_over_the_origin_is_left_out_and_counted()
    {
        _columns = ("start,end", local => $"{local:yyyy-MM-dd HH:mm},{local.AddHours(2):yyyy-MM-dd HH:mm}");
        Row[] rows = [.. Incidents()[..100].Where(row => Math.Abs((row.Date - Origin).TotalHours) > 3), new(Origin.AddHours(-1), WestM + 50, SouthM + 50, "theft")];
        var run = (await RunAsync(rows, "--method", "kde")).Succeeded();
        Assert.Contains(", 1 in an interval over the origin,", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_has_what_the_json_has_measure_by_measure()
    {
        var rows = Incidents()[..400];
        var table = AnalysisTable.Read((await RunAsync(rows, "--method", "fading-count")).Succeeded().Output);
        using var json = JsonDocument.Parse((await RunAsync(rows, "--method", "fading-count", "--json")).Succeeded().Output);
        Assert.Equal(["forecast", "method", "parameters", "measure", "units", "size_share", "value", "low", "high"], table.Headers);
        var (values, lows, highs) = (table.Numbers("value"), table.Numbers("low"), table.Numbers("high"));
        var seen = 0;
        foreach (var (forecast, score) in new[] { ("chosen", json.RootElement), ("count map", json.RootElement.GetProperty("count_map")) })
        {
            double Number(string name) => score.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : double.NaN;
            foreach (var name in new[] { "n", "N", "a", "A", "hit_rate", "pai", "pei", "rri" })
            {
                var row = Row(forecast, name);
                Assert.Equal(Number(name), values[row]);
                Assert.Equal(name.Length > 1 ? (Number(name + "_low"), Number(name + "_high")) : (double.NaN, double.NaN), (lows[row], highs[row]));
            }

            Assert.Equal((Number("pai_low_by_days"), Number("pai_high_by_days")), (lows[Row(forecast, "pai_by_days")], highs[Row(forecast, "pai_by_days")]));
            var first = Row(forecast, "search_efficiency");
            foreach (var (number, point) in score.GetProperty("search_efficiency").EnumerateArray().Index())
            {
                Assert.Equal("search_efficiency", table["measure"][first + number]);
                Assert.Equal((point.GetProperty("units").GetDouble(), point.GetProperty("size_share").GetDouble(), point.GetProperty("hit_rate").GetDouble(), point.GetProperty("hit_rate_low").GetDouble()),
                    (table.Numbers("units")[first + number], table.Numbers("size_share")[first + number], values[first + number], lows[first + number]));
                seen++;
            }
        }

        Assert.Equal(18 + seen, table.Count);
        Assert.Equal(["fading-count", "count"], table["method"].Distinct());

        int Row(string forecast, string measure) => Enumerable.Range(0, table.Count).First(row => table["forecast"][row] == forecast && table["measure"][row] == measure);
    }

    [Fact]
    public async Task One_kind_of_method_is_not_said_to_be_the_plain_count_map()
    {
        var run = (await RunAsync(Incidents(), "--method", "fading-count")).Succeeded();
        Assert.Contains("chosen: fading-count", run.Error, StringComparison.Ordinal);
        Assert.Contains("first of the 4 asked for", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("100", "300000")]
    [InlineData("0.1km", "30ha")]
    [InlineData("328.0839895013123ft", "0.3sqkm")]
    public async Task A_side_and_an_area_are_the_same_with_any_unit_or_in_that_of_the_CRS(string cell, string area)
    {
        var rows = Incidents()[..200];
        var expected = (await RunAsync(rows, "--method", "count")).Succeeded().Output;
        Assert.Equal(expected, (await RunAsync(rows, "--method", "count", "--cell", cell, "--area", area)).Succeeded().Output);
    }

    [Theory]
    [InlineData("--origin 2025-10-01T00:00Z", "names a zone")]
    [InlineData("--crs EPSG:1", "--crs EPSG:1 is not known")]
    [InlineData("--crs EPSG:3857", "--crs EPSG:3857 is for drawing")]
    [InlineData("--origin 2020-01-01", "no incident lies before the --origin 2020-01-01 00:00")]
    [InlineData("--area 0km2", "--area 0km2")]
    [InlineData("--area 5m2", "has no room for one cell")]
    [InlineData("--cell 1furlong", "--cell 1furlong is not a number above 0")]
    [InlineData("--grid-origin 1", "--grid-origin has 1 numbers")]
    [InlineData("--cell 0.1m", "cells")]
    [InlineData("--origin soon", "--origin soon is not a date")]
    [InlineData("--test-until 2025-09-01", "--test-until")]
    [InlineData("--category arson", "--category arson")]
    public async Task A_bad_argument_is_named(string arguments, string words)
    {
        var run = await RunAsync(Incidents()[..50], arguments.Split(' '));
        Assert.Equal(AnalyzeCommand.BadInput, run.RefusedWith(words).ExitCode);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Incidents_that_all_lie_elsewhere_are_in_another_CRS()
    {
        var elsewhere = Incidents()[..50].Select(row => row with { X = row.X / 1e6, Y = row.Y / 1e6 });
        var run = await RunAsync(elsewhere);
        Assert.Equal(AnalyzeCommand.BadInput, run.RefusedWith("incidents of", "lies inside --boundary; check --crs EPSG:32649").ExitCode);
        Assert.Empty(run.Output);
    }

    public void Dispose() => _folder.Dispose();

    private static Row[] Incidents()
    {
        var random = new Random(3);
        var places = Enumerable.Range(0, 25).Select(_ => (X: 3_000 * random.NextDouble(), Y: 3_000 * random.NextDouble())).ToArray();
        return [.. Enumerable.Range(0, 900).Select(i =>
        {
            var (x, y) = i % 3 > 0 ? places[random.Next(25)] : (3_000 * random.NextDouble(), 3_000 * random.NextDouble());
            return new Row(Origin.AddMinutes(-random.Next(640 * 1440)).AddDays(31), WestM + Math.Clamp(x + (60 * random.NextDouble()), 0, 2_999), SouthM + Math.Clamp(y + (60 * random.NextDouble()), 0, 2_999), i % 9 == 0 ? "fraud" : "theft");
        })];
    }

    /// <summary>Runs the command; arguments given replace those of the same name.</summary>
    private Task<CommandRun> RunAsync(IEnumerable<Row> rows, params string[] arguments)
    {
        var incidents = _folder.Write("i.csv", $"id,{_columns.Headers},x,y,category\n" + string.Concat(rows.Index().Select(row => string.Create(CultureInfo.InvariantCulture,
            $"{row.Index},{_columns.Cells(row.Item.Date)},{row.Item.X:R},{row.Item.Y:R},{row.Item.Category}\n"))));
        var boundary = _folder.Write("b.geojson", string.Create(CultureInfo.InvariantCulture,
            $$"""{"type":"Polygon","coordinates":[[[{{WestM}},{{SouthM}}],[{{WestM + 3_000}},{{SouthM}}],[{{WestM + 3_000}},{{SouthM + 3_000}}],[{{WestM}},{{SouthM + 3_000}}],[{{WestM}},{{SouthM}}]]]}"""));
        var all = new Dictionary<string, string>
        {
            ["--incidents"] = incidents,
            ["--boundary"] = boundary,
            ["--crs"] = "EPSG:32649",
            ["--origin"] = "2025-10-01",
            ["--test-until"] = "2025-10-31",
            ["--cell"] = "100m",
            ["--area"] = "0.3km2",
            ["--category"] = "theft",
        };
        for (var i = 0; i + 1 < arguments.Length; i += 2)
        {
            all[arguments[i]] = arguments[i + 1];
        }

        return CommandRun.OfAsync(["analyze", "backtest", .. all.SelectMany(pair => new[] { pair.Key, pair.Value }), .. arguments.Where(word => word == "--json")]);
    }

    private sealed record Row(DateTime Date, double X, double Y, string Category);
}
