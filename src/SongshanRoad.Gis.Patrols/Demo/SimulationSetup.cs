using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Projections;
using SongshanRoad.Gis.Spatial.Streets;

namespace SongshanRoad.Gis.Patrols.Demo;

/// <summary>What a simulation runs on.</summary>
/// <param name="Network">Streets and alleys.</param>
/// <param name="Projection">The network's metric CRS.</param>
/// <param name="Units">Who patrols.</param>
/// <param name="StartAt">Time of the first step, UTC.</param>
/// <param name="Seed">The same seed gives the same fixes, to the last bit.</param>
public sealed record SimulationSetup(
    StreetNetwork Network, IProjection Projection, IReadOnlyList<SimulatedUnit> Units, DateTimeOffset StartAt, int Seed)
{
    /// <summary>Where cars like to stop, in the network's CRS; none by default.</summary>
    public IReadOnlyList<MetricPoint> HotspotsMetric { get; init; } = [];

    /// <summary>One reporting interval for every kind, or null for each kind's own (cars 2 s, walkers 5-10 s).</summary>
    public TimeSpan? ReportEvery { get; init; }
}

/// <summary>How a kind of unit moves and reports.</summary>
/// <param name="MinMps">Slowest pace while moving, m/s.</param>
/// <param name="MaxMps">Fastest pace, m/s.</param>
/// <param name="AlleyMinMps">Slowest pace in an alley, m/s.</param>
/// <param name="AlleyMaxMps">Fastest pace in an alley, m/s.</param>
/// <param name="ReportEvery">Time between fixes.</param>
/// <param name="ReachM">How far from home it patrols, metres.</param>
/// <param name="BatterySharePerHour">What an hour takes from the battery; 0 when the vehicle feeds it.</param>
internal sealed record UnitPace(
    double MinMps, double MaxMps, double AlleyMinMps, double AlleyMaxMps, TimeSpan ReportEvery, double ReachM, double BatterySharePerHour)
{
    public static UnitPace Of(UnitKind kind) => kind switch
    {
        UnitKind.PatrolCar => new(3, 8, 1.5, 3, TimeSpan.FromSeconds(2), double.PositiveInfinity, 0),
        UnitKind.PatrolSquad => new(1.2, 1.6, 1.2, 1.6, TimeSpan.FromSeconds(5), 1200, 0.06),
        UnitKind.PropertyGuard => new(1.0, 1.3, 1.0, 1.3, TimeSpan.FromSeconds(10), 150, 0.05),
        UnitKind.CommunityPolice => new(1.0, 1.4, 1.0, 1.4, TimeSpan.FromSeconds(5), 700, 0.06),
        _ => new(1.0, 1.4, 1.0, 1.4, TimeSpan.FromSeconds(8), 600, 0.07),
    };
}
