using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Hotspots.Forecasts;
using SongshanRoad.Gis.Hotspots.Forecasts.SelfExciting;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Tests.Synthetic;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Tests.Forecasts.SelfExciting;

public class SelfExcitingFitTests
{
    private static readonly StudyBox Square = new(new Envelope(0, MadeUpCrime.SideM, 0, MadeUpCrime.SideM));

    [Theory]
    [InlineData(0.4, 4, 60, 3, 80)]
    [InlineData(0.2, 8, 100, 4, 80)]
    [InlineData(0.6, 2, 40, 2, 80)]
    [InlineData(0.3, 5, 100, 4, 200)]
    [InlineData(0.3, 5, 150, 4, 150)]
    public void What_was_put_in_comes_out(double triggered, double delayDays, double distanceM, double perDay, double spreadM)
    {
        SelfExcitingModel[] models = [.. Enumerable.Range(11, 3).Select(seed =>
        {
            var events = MadeUpCrime.SelfExciting(seed, 700, perDay, triggered, delayDays, distanceM, spreadM);
            var model = SelfExcitingFit.Of(EventHistory.Of(events, 700), Square, new SelfExcitingOptions());
            Assert.True(model.Converged);
            // What is background and what was set off adds up to the events.
            Assert.Equal(events.Length, (model.BackgroundPerDay * (700 - events.Min(entry => entry.Day))) + (events.Length - model.BackgroundShare.Sum()), 1e-6 * events.Length);
            Assert.All(model.BackgroundShare, share => Assert.InRange(share, 0, 1));
            return model;
        })];
        Assert.Equal(triggered, models.Average(model => model.Triggered), 0.06);
        Assert.InRange(models.Average(model => model.DelayDays), 0.75 * delayDays, 1.25 * delayDays);
        // Repeats that reach as far as the background's own clumps pass in part for background, the far ones first.
        Assert.InRange(models.Average(model => model.DistanceM), 0.75 * distanceM, 1.15 * distanceM);
        Assert.Equal(perDay, models.Average(model => model.BackgroundPerDay), 0.1 * perDay);
    }

    [Fact]
    public void The_share_inside_the_study_area_is_what_its_cells_get()
    {
        // A ring of cells with a hole and a notch, and a box.
        var outline = new GeometryFactory().ToGeometry(new Envelope(0, 2_000, 0, 1_500))
            .Difference(new GeometryFactory().ToGeometry(new Envelope(800, 1_200, 500, 900))).Difference(new GeometryFactory().ToGeometry(new Envelope(0, 300, 1_200, 1_500)));
        var cells = new CellUnits(WindowGrid.Clip(new SquareGrid(0, 0, 100), new PolygonWindow(outline)), outline.Area);
        var random = new Random(4);
        for (var i = 0; i < 200; i++)
        {
            var (place, deviationM) = (new MetricPoint(3_000 * (random.NextDouble() - 0.2), 2_500 * (random.NextDouble() - 0.2)), 20 + (300 * random.NextDouble()));
            var spread = new double[cells.Count];
            cells.Spread(place, 1, deviationM, spread);
            Assert.Equal(spread.Sum(), new StudyCells(cells).ShareOf(place, deviationM), 1e-12);
        }

        double Below(double z) => SongshanRoad.Gis.Hotspots.Statistics.NormalTail.Below(z);
        Assert.Equal((Below(2) - Below(-1)) * (Below(0.5) - Below(-20)), new StudyBox(new Envelope(0, 300, -2_000, 50)).ShareOf(new MetricPoint(100, 0), 100), 1e-4);
    }

    [Fact]
    public void Places_that_are_hot_all_the_time_are_background_and_not_echoes()
    {
        var events = MadeUpCrime.SelfExciting(12, 700, 4, triggered: 0, delayDays: 1, distanceM: 1, spreadM: 30);
        var model = SelfExcitingFit.Of(EventHistory.Of(events, 700), Square, new SelfExcitingOptions());
        Assert.InRange(model.Triggered, 0, 0.06);
    }

    [Fact]
    public void The_generator_s_near_repeats_are_found_too()
    {
        // A third of an event set off by each, 3.5 days later on average, within 14 days and 200 m.
        var events = IncidentGeneratorTests.EventsOf("theft-bicycle", 8_000);
        var model = SelfExcitingFit.Of(EventHistory.Of(events, events.Max(entry => entry.Day) + 1), new StudyBox(new Envelope(events.Select(entry => new Coordinate(entry.Place.EastingM, entry.Place.NorthingM)))), new SelfExcitingOptions());
        Assert.True(model.Converged);
        Assert.InRange(model.Triggered, 0.2, 0.45);
        Assert.InRange(model.DelayDays, 2, 6);
        Assert.InRange(model.DistanceM, 25, 110);
    }

    [Fact]
    public void A_power_law_reaches_farther_at_the_same_median()
    {
        var events = MadeUpCrime.SelfExciting(13, 700, 3, 0.4, 4, 60);
        var history = EventHistory.Of(events, 700);
        var power = SelfExcitingFit.Of(history, Square, new SelfExcitingOptions { Shape = TriggerShape.PowerLaw });
        var gaussian = SelfExcitingFit.Of(history, Square, new SelfExcitingOptions());
        Assert.True(power.Converged);
        // Half within d, and half of a Gaussian within 1.18 deviations.
        Assert.Equal(1.18 * gaussian.DistanceM, power.DistanceM, 0.35 * gaussian.DistanceM);
        // The events are Gaussian, and the likelihood knows.
        Assert.True(gaussian.LogLikelihood > power.LogLikelihood);
    }

    [Fact]
    public void Too_few_events_are_all_background_and_it_is_said()
    {
        var model = SelfExcitingFit.Of(EventHistory.Of([new(new(1, 1), 0), new(new(1, 1), 3)], 10), Square, new SelfExcitingOptions());
        Assert.Equal((0, 0.2, 0), (model.Triggered, model.BackgroundPerDay, model.Rounds));
        Assert.Contains("2 events are too few", Assert.Single(model.Remarks), StringComparison.Ordinal);
        Assert.Equal(0, SelfExcitingFit.Of(EventHistory.Of([], 10), Square, new SelfExcitingOptions()).BackgroundPerDay);
    }

    [Fact]
    public void More_events_than_can_be_fitted_leave_the_newest_and_it_is_said()
    {
        var events = MadeUpCrime.SelfExciting(14, 400, 3, 0.4, 4, 60);
        var model = SelfExcitingFit.Of(EventHistory.Of(events, 400), Square, new SelfExcitingOptions { MostEvents = 600 });
        Assert.Equal(600, model.BackgroundShare.Count);
        Assert.Contains($"the newest 600 of {events.Length} events", model.Remarks[0], StringComparison.Ordinal);
        var close = SelfExcitingFit.Of(EventHistory.Of(events, 400), Square, new SelfExcitingOptions { MostPairs = 20_000 });
        Assert.InRange(close.BackgroundShare.Count, 200, events.Length / 2);
    }

    [Fact]
    public void All_at_one_place_or_one_instant_is_answered_too()
    {
        ForecastEvent[] place = [.. Enumerable.Range(0, 400).Select(day => new ForecastEvent(new MetricPoint(5, 5), day))];
        var model = SelfExcitingFit.Of(EventHistory.Of(place, 400), Square, new SelfExcitingOptions());
        Assert.InRange(model.Triggered, 0, 0.95);
        Assert.True(double.IsFinite(model.LogLikelihood));
        ForecastEvent[] instant = [.. Enumerable.Range(0, 400).Select(i => new ForecastEvent(new MetricPoint(i, 5), 3))];
        Assert.Equal(0, SelfExcitingFit.Of(EventHistory.Of(instant, 400), Square, new SelfExcitingOptions()).Triggered);
    }

    [Fact]
    public void The_same_events_in_another_order_give_the_same_bits()
    {
        var events = MadeUpCrime.SelfExciting(15, 300, 3, 0.4, 4, 60);
        var model = SelfExcitingFit.Of(EventHistory.Of(events, 300), Square, new SelfExcitingOptions());
        new Random(3).Shuffle(events);
        var again = SelfExcitingFit.Of(EventHistory.Of(events, 300), Square, new SelfExcitingOptions());
        Assert.Equal((model.Triggered, model.DelayDays, model.DistanceM, model.LogLikelihood), (again.Triggered, again.DelayDays, again.DistanceM, again.LogLikelihood));
        Assert.Equal(model.BackgroundShare, again.BackgroundShare);
    }

    [Fact]
    public void Unusable_bounds_are_refused() =>
        Assert.Throws<ArgumentException>(() => SelfExcitingFit.Of(EventHistory.Of([], 1), Square, new SelfExcitingOptions { DistanceM = (50, 20) }));
}
