using BenchmarkDotNet.Attributes;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Hotspots.Forecasts;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Benchmarks.Hotspots;

/// <summary>One fit of the self-exciting model, and a whole backtest: all methods on rolling windows of two years, 2,500 cells of
/// 100 m.</summary>
[MemoryDiagnoser]
public class ForecastBenchmarks
{
    private const double SideM = 5_000;
    private const double OriginDay = 1_000;

    private static readonly PolygonWindow District = new(new GeometryFactory().ToGeometry(new Envelope(0, SideM, 0, SideM)));
    private static readonly CellUnits Cells = new(WindowGrid.Clip(new SquareGrid(0, 0, 100), District), SideM * SideM);
    private static readonly ForecastQuestion Question = new(Cells, 30, 50 * 100 * 100);
    private static readonly IReadOnlyList<ForecastMethod> Methods = MethodTable.All(Cells, 100, null);

    private ForecastEvent[] _events = null!;

    [Params(1_000, 4_000, 16_000)]
    public int Events { get; set; }

    [GlobalSetup]
    public void Setup() => _events = EventsOf(Events);

    [Benchmark]
    public Forecast Self_exciting_fit_and_forecast() => FitOf(_events);

    [Benchmark]
    public Backtest Backtest_of_all_methods() => BacktestOf(_events);

    /// <summary>Events of 1,030 days round 100 places and everywhere, a third of them within days and 60 m of another.</summary>
    public static ForecastEvent[] EventsOf(int count)
    {
        var random = new Random(7);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var places = Enumerable.Range(0, 100).Select(_ => (X: SideM * random.NextDouble(), Y: SideM * random.NextDouble())).ToArray();
        var events = new ForecastEvent[count];
        for (var i = 0; i < count; i++)
        {
            var (x, y, day, spreadM) = (SideM * random.NextDouble(), SideM * random.NextDouble(), 1_030 * random.NextDouble(), 0.0);
            if (i % 3 == 1)
            {
                ((x, y), spreadM) = (places[random.Next(100)], 80);
            }
            else if (i % 3 == 2)
            {
                var (parent, began) = events[random.Next(i)];
                (x, y, day, spreadM) = (parent.EastingM, parent.NorthingM, began - (5 * Math.Log(1 - random.NextDouble())), 60);
            }

            events[i] = new ForecastEvent(new MetricPoint(Math.Clamp(x + (spreadM * Normal()), 1, SideM - 1), Math.Clamp(y + (spreadM * Normal()), 1, SideM - 1)), Math.Min(day, 1_029.9));
        }

        return events;
    }

    /// <summary>One fit, and the cells it leads to.</summary>
    public static Forecast FitOf(ForecastEvent[] events) =>
        Forecast.Of(EventHistory.Of(events, OriginDay), Question, Methods.First(method => method.Name == "sepp"));

    /// <summary>A whole backtest.</summary>
    public static Backtest BacktestOf(ForecastEvent[] events) => Backtest.Run(events, Question, OriginDay, Methods, 1);
}
