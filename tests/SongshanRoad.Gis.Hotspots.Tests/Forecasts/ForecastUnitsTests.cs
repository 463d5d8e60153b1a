using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Hotspots.Forecasts;
using SongshanRoad.Gis.Hotspots.Statistics;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Streets;

namespace SongshanRoad.Gis.Hotspots.Tests.Forecasts;

public class ForecastUnitsTests
{
    [Fact]
    public void A_Gaussian_gives_each_cell_the_probability_of_its_square()
    {
        var cells = MadeUpCrime.Cells(100);
        var into = new double[cells.Count];
        cells.Spread(new MetricPoint(1_530, 1_580), 3, 120, into);
        for (var unit = 0; unit < into.Length; unit++)
        {
            var centre = cells.Grid.Grid.CentreOf(cells.Grid.Cells[unit]);
            double Within(double from, double at) => NormalTail.Below((from + 50 - at) / 120) - NormalTail.Below((from - 50 - at) / 120);
            Assert.Equal(3 * Within(centre.EastingM, 1_530) * Within(centre.NorthingM, 1_580), into[unit], 3e-4);
        }

        Assert.Equal(3, into.Sum(), 1e-9);
        Array.Clear(into);
        cells.Spread(new MetricPoint(0, 1_550), 3, 50, into);
        Assert.Equal(1.5, into.Sum(), 1e-6);
        cells.Spread(new MetricPoint(-9_000, 0), 3, 50, into);
        Assert.Equal(1.5, into.Sum(), 1e-6);
    }

    [Fact]
    public void Surfaces_that_move_on_are_those_made_at_once()
    {
        var cells = MadeUpCrime.Cells(100);
        var events = MadeUpCrime.SelfExciting(31, 300, 3, 0.3, 5, 70);
        var history = EventHistory.Of(events, 300);
        SurfaceKey[] keys = [new(NoSmoothing.Instance, 60), new(new GaussianSmoothing(120), 60), new(new GaussianSmoothing(60), double.PositiveInfinity)];
        var moving = new DecayedSurfaces(history, cells);
        foreach (var day in new double[] { 100, 130, 130, 222.5, 300 })
        {
            moving.MoveTo(keys, day);
            var atOnce = new DecayedSurfaces(history.Before(day), cells);
            atOnce.MoveTo(keys, day);
            foreach (var key in keys)
            {
                Assert.All(moving.Of(key).Zip(atOnce.Of(key)), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => moving.MoveTo(keys, 299));
        Assert.Equal(events.Length, moving.Of(keys[2]).Sum(), 0.03 * events.Length);
    }

    [Fact]
    public void Density_along_streets_stays_on_the_street_and_segments_are_units_too()
    {
        // Two streets 60 m apart that do not meet, each of four segments of 200 m.
        StreetLine Street(double northM) => new(new LineString([.. Enumerable.Range(0, 5).Select(i => new Coordinate(200 * i, northM))]), "street");
        StreetLine Cross(double eastM, double northM) => new(new LineString([new(eastM, northM), new(eastM, northM - 25)]), "street");
        var streets = new ForecastStreets(StreetNetwork.From(
            [Street(0), Street(60), .. Enumerable.Range(1, 3).Select(i => Cross(200 * i, 0))]));
        var units = new StreetUnits(streets);
        Assert.Equal(units.Count, streets.Network.SegmentCount);
        Assert.Equal(1_675, units.StudySize, 1e-9);
        ForecastEvent[] events = [.. Enumerable.Range(0, 60).Select(day => new ForecastEvent(new MetricPoint(390 + (day % 10), 3), day))];
        var history = EventHistory.Of(events, 60);
        var question = new ForecastQuestion(units, 10, 450);
        double[] Expected(string name) => [.. Forecast.Of(history, question, MethodTable.All(units, 100, streets).Last(method => method.Name == name)).Expected];
        int At(double eastM, double northM) => units.UnitAt(new MetricPoint(eastM, northM));
        var (along, plane) = (Expected("nkde"), Expected("kde"));
        Assert.Equal(0, along[At(300, 60)]);
        Assert.True(along[At(300, 0)] > 0 && along[At(500, 0)] > 0);
        Assert.True(plane[At(300, 60)] > 0);
        Assert.Equal(-1, At(300, 200));
        // Along the streets nothing is lost: sixty events in sixty days, ten in ten.
        Assert.Equal(10, along.Sum(), 0.1);
        var chosen = Forecast.Of(history, question, MethodTable.PlainCount).Units;
        Assert.Equal(At(300, 0), chosen[0]);
        Assert.True(chosen.Sum(unit => units.SizeOf[unit]) <= 450);
    }

    [Fact]
    public void A_history_holds_nothing_of_its_end_or_later_and_parts_hold_less()
    {
        ForecastEvent At(double day) => new(new MetricPoint(1, 1), day);
        var history = EventHistory.Of([At(5), At(1), At(3), At(7), At(5)], 7);
        Assert.Equal([1, 3, 5, 5], history.Events.ToArray().Select(entry => entry.Day));
        Assert.Equal((1, 7), (history.FirstDay, history.UntilDay));
        Assert.Equal(2, history.Before(5).Count);
        Assert.Equal(2, history.Between(5, 7).Length);
        Assert.Equal(0, history.Before(1).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => history.Before(8));
    }

    [Fact]
    public void Rolling_windows_end_before_the_training_period_does()
    {
        var history = EventHistory.Of([new(new MetricPoint(1, 1), 0)], 1_000);
        var begins = RollingWindows.Of(history, 30);
        Assert.Equal(970, begins[^1]);
        Assert.True(begins[0] >= 365);
        Assert.All(begins.Zip(begins.Skip(1)), pair => Assert.Equal(14, pair.Second - pair.First, 1e-9));
        Assert.Empty(RollingWindows.Of(EventHistory.Of([new(new MetricPoint(1, 1), 0)], 20), 30));
    }
}
