using SongshanRoad.Gis.Hotspots.Forecasts;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Overlays;
using SongshanRoad.Gis.Hotspots.Tests.Forecasts;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Tests.Overlays;

public class OverlayBacktestTests
{
    private const double OriginDay = 660;
    private const double Days = 28;

    private static readonly HotspotParameters Squares = new() { Grid = new SquareGrid(0, 0, 100) };

    private static readonly ForecastEvent[] Events = MadeUpCrime.SelfExciting(21, OriginDay + Days, 1.2, 0.3, 5, 70);

    [Fact]
    public void The_cells_scored_are_the_densest_of_the_overlay_at_that_instant()
    {
        var test = Run(Events);
        MetricPoint[] seen = [.. Events.Where(one => one.Day is >= OriginDay - 180 and < OriginDay).Select(one => one.Place)];
        var densest = HotspotOverlay.Compute(seen, [], MadeUpCrime.Square, Squares).Cells.OrderByDescending(cell => cell.DensityPerKm2).Take(18).ToList();
        var cells = densest.Select(cell => new GridCell(cell.Column, cell.Row)).ToHashSet();
        var after = Events.Where(one => one.Day is >= OriginDay and < OriginDay + Days && MadeUpCrime.Square.Contains(one.Place)).ToList();
        Assert.Equal((18, after.Count), (test.Shown.Units, test.Shown.Events));
        Assert.Equal(after.Count(one => cells.Contains(Squares.Grid.CellOf(one.Place))), test.Shown.Hits);
        Assert.Equal(test.Shown.Units, test.Chosen.CountTested.Score.Units);
        Assert.Equal(0.02, test.Shown.SizeShare, 1e-9);
    }

    [Fact]
    public void Incidents_at_or_after_the_instant_choose_no_cell()
    {
        var test = Run(Events);
        // A pile in a corner where nothing was, at the very instant.
        var planted = Run([.. Events, .. Enumerable.Repeat(new ForecastEvent(new MetricPoint(2_950, 50), OriginDay), 500)]);
        Assert.Equal(test.Shown.Hits, planted.Shown.Hits);
        Assert.Equal(test.Shown.Events + 500, planted.Shown.Events);
        Assert.Equal(test.Chosen.Forecast.Units, planted.Chosen.Forecast.Units);
        // Just before it, it is the first cell.
        var known = Run([.. Events, .. Enumerable.Repeat(new ForecastEvent(new MetricPoint(2_950, 50), OriginDay - 0.001), 500),
            new ForecastEvent(new MetricPoint(2_950, 50), OriginDay)]);
        Assert.Equal(known.Chosen.CountForecast.Units[0], known.Chosen.Forecast.Units[0]);
        Assert.NotEqual(test.Chosen.CountForecast.Units[0], known.Chosen.CountForecast.Units[0]);
    }

    [Fact]
    public void Above_the_limit_nothing_is_fitted_and_outside_the_district_nothing_counts()
    {
        var random = new Random(1);
        ForecastEvent[] many = [.. Enumerable.Range(0, OverlayBacktest.MostFittedEvents + 5_000).Select(_ =>
            new ForecastEvent(new MetricPoint(random.NextDouble() * 3_000, random.NextDouble() * 3_000), random.NextDouble() * (OriginDay + Days)))];
        var test = Run(many);
        Assert.Equal("count", test.Chosen.Forecast.Method.Name);
        var withOthers = Run([.. many, .. Enumerable.Repeat(new ForecastEvent(new MetricPoint(5_000, 5_000), OriginDay + 1), 100)]);
        Assert.Equal((test.Shown.Events, test.Shown.Hits), (withOthers.Shown.Events, withOthers.Shown.Hits));
    }

    private static OverlayBacktest Run(ForecastEvent[] events) => OverlayBacktest.Run(events, MadeUpCrime.Square, Squares, 180, OriginDay, Days, 0.02, 1);
}
