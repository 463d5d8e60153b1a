using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Patrols.Coverage;
using SongshanRoad.Gis.Patrols.Demo;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Projections;
using SongshanRoad.Gis.Spatial.Streets;

namespace SongshanRoad.Gis.Patrols.Tests.Demo;

/// <summary>A district of 2.4 km square: streets every 400 m, alleys every 80 m between them, 48 units.</summary>
internal static class DistrictSketch
{
    private const double EastM = 466_000;
    private const double NorthM = 3_843_000;
    private const int Lines = 31;
    private const double SpacingM = 80;

    public static readonly DateTimeOffset Evening = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<StreetLine> Streets { get; } = [.. Draw()];

    public static StreetNetwork Network { get; } = StreetNetwork.From(Streets);

    public static IReadOnlyList<AlleyLine> Alleys { get; } =
        [.. Streets.Where(street => street.AlleyId is not null).Select(street => new AlleyLine(street.AlleyId!.Value, street.LineMetric))];

    public static SimulationSetup Setup(int seed = 1) =>
        new(Network, MetricProjection.FromSrid(4547), [.. Enumerable.Range(0, 48).Select(Unit)], Evening, seed)
        {
            HotspotsMetric = [Corner(3, 7), Corner(20, 11), Corner(14, 25)],
        };

    private static SimulatedUnit Unit(int i)
    {
        UnitKind[] kinds = [UnitKind.PatrolCar, UnitKind.VolunteerTeam, UnitKind.VolunteerTeam, UnitKind.PatrolSquad, UnitKind.PropertyGuard, UnitKind.CommunityPolice];
        return new SimulatedUnit($"unit{i}", $"duty{i}", kinds[i % kinds.Length], Corner((i * 7) % Lines, (i * 11) % Lines), $"community{i % 12}");
    }

    /// <summary>Each row and column in pieces of 400 m from street to street; every fifth is a street, the others are alleys.</summary>
    private static IEnumerable<StreetLine> Draw()
    {
        var alleyId = 0L;
        for (var line = 0; line < Lines; line++)
        {
            for (var block = 0; block < Lines - 1; block += 5)
            {
                var along = Enumerable.Range(block, 6).ToList();
                foreach (var corners in new[] { along.Select(i => Corner(line, i)), along.Select(i => Corner(i, line)) })
                {
                    var lineMetric = new LineString([.. corners.Select(corner => new Coordinate(corner.EastingM, corner.NorthingM))]) { SRID = 4547 };
                    yield return line % 5 == 0
                        ? new StreetLine(lineMetric, "secondary")
                        : new StreetLine(lineMetric, "alley", ++alleyId);
                }
            }
        }
    }

    private static MetricPoint Corner(int column, int row) => new(EastM + (column * SpacingM), NorthM + (row * SpacingM));
}
