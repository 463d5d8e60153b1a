using CsCheck;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Patrols.Coverage;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Patrols.Tests.Coverage;

/// <summary>A few crossing alleys and random walks over them, in metres.</summary>
internal static class CoverageSketch
{
    public static readonly DateTimeOffset Evening = new(2026, 11, 23, 14, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<AlleyLine> Alleys { get; } =
    [
        new(1, Line((0, 0), (300, 0))),
        new(2, Line((0, 0), (0, 120), (90, 200), (300, 200))),
        new(3, Line((150, -80), (150, 260))),
        new(4, Line((280, 0), (300, 40), (280, 80), (300, 120))),
    ];

    /// <summary>Fixes of one duty at distinct seconds; some steps are longer than the rule joins, in time or in metres.</summary>
    public static Gen<MetricFix[]> Walk { get; } =
        Gen.Select(Gen.Int[0, 900], Gen.Double[-40, 340], Gen.Double[-100, 280]).Array[0, 40]
            .Select(rows => rows.DistinctBy(row => row.Item1).Select(row => Fix(row.Item1, row.Item2, row.Item3)).ToArray());

    public static MetricFix Fix(double second, double eastM, double northM, long sequence = 0) =>
        new(Evening.AddSeconds(second), sequence, new MetricPoint(eastM, northM));

    public static LineString Line(params (double EastM, double NorthM)[] corners) =>
        new([.. corners.Select(corner => new Coordinate(corner.EastM, corner.NorthM))]) { SRID = 4547 };
}
