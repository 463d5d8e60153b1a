using BenchmarkDotNet.Attributes;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.SpaceTime;
using SongshanRoad.Gis.Hotspots.Times;

namespace SongshanRoad.Gis.Benchmarks.Hotspots;

/// <summary>Gate: cube of 2,000 cells x 52 weeks with categories in 0.3 s, from events to verdicts; a third of the events are intervals.</summary>
[MemoryDiagnoser]
public class EmergingBenchmarks
{
    private static readonly TimeSteps Weeks = new(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified), TimeSpan.FromDays(7), 52);

    private GridContiguity _grid = null!;
    private CubeEvent[] _events = null!;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _grid = new GridContiguity(WindowCells.Box(new SquareGrid(0, 0, 100), new GridCell(0, 0), 50, 40), Contiguity.Queen);
        _events = [.. Enumerable.Range(0, 50_000).Select(i =>
        {
            var at = Weeks.Start.AddMinutes(random.Next(0, 52 * 7 * 1440));
            return new CubeEvent((int)(2_000 * Math.Pow(random.NextDouble(), 2)), new IncidentTime(at, i % 3 == 0 ? at.AddMinutes(600) : null));
        })];
    }

    [Benchmark]
    public EmergingHotSpots Cube_of_2_000_cells_by_52_weeks_with_categories() =>
        EmergingHotSpots.Find(_grid, SpaceTimeCube.Count(_grid.Count, Weeks, _events), new EmergingParameters());
}
