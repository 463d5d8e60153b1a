using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Hotspots.Forecasts;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Synthetic;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Tests.Forecasts;

/// <summary>Events of a process whose parameters are known, on a square of 3 km.</summary>
internal static class MadeUpCrime
{
    public const double SideM = 3_000;

    public static PolygonWindow Square { get; } = new(new GeometryFactory().ToGeometry(new Envelope(0, SideM, 0, SideM)));

    /// <summary>Cells of a side.</summary>
    public static CellUnits Cells(double cellM) => new(WindowGrid.Clip(new SquareGrid(0, 0, cellM), Square), Square.AreaM2);

    /// <summary>Background events at forty places that stay and everywhere, each setting off others near by soon after.</summary>
    /// <param name="seed">Seed.</param>
    /// <param name="days">Length, days.</param>
    /// <param name="perDay">Background events per day.</param>
    /// <param name="triggered">Mean number that one event sets off.</param>
    /// <param name="delayDays">Mean delay.</param>
    /// <param name="distanceM">Standard deviation of the distance per axis.</param>
    /// <param name="spreadM">Standard deviation of the background round its places.</param>
    public static ForecastEvent[] SelfExciting(
        int seed, double days, double perDay, double triggered, double delayDays, double distanceM, double spreadM = 80)
    {
        var random = new SplitMix64((ulong)seed);
        var places = Enumerable.Range(0, 40).Select(_ => Anywhere(random)).ToArray();
        var open = new Queue<ForecastEvent>();
        for (var background = random.Poisson(perDay * days); background > 0; background--)
        {
            var at = random.Uniform() < 0.7 ? Near(places[random.Below(40)], spreadM, random) : Anywhere(random);
            open.Enqueue(new ForecastEvent(at, random.Uniform(0, days)));
        }

        var events = new List<ForecastEvent>();
        while (open.TryDequeue(out var parent))
        {
            if (!Square.Contains(parent.Place) || parent.Day >= days)
            {
                continue;
            }

            events.Add(parent);
            for (var children = random.Poisson(triggered); children > 0; children--)
            {
                open.Enqueue(new ForecastEvent(Near(parent.Place, distanceM, random), parent.Day + random.Exponential(delayDays)));
            }
        }

        return [.. events];
    }

    private static MetricPoint Anywhere(SplitMix64 random) => new(random.Uniform(0, SideM), random.Uniform(0, SideM));

    private static MetricPoint Near(MetricPoint place, double deviationM, SplitMix64 random) =>
        new(place.EastingM + (deviationM * random.Normal()), place.NorthingM + (deviationM * random.Normal()));
}
