using System.Globalization;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Contracts.Coverage;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Patrols.Coverage;
using SongshanRoad.Gis.Server.Tests.Live;
using SongshanRoad.Gis.Spatial.Coordinates;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;

namespace SongshanRoad.Gis.Server.Tests.Coverage;

/// <summary>Two alleys that meet at a corner, and walks along them at 1.1 m/s with a fix every 10 s.</summary>
internal static class AlleyScene
{
    /// <summary>Length of the first alley: 0.002 degrees of longitude at 34.7256 N on WGS-84 (183.184 m), in the metres of EPSG:4547.</summary>
    public const double EastM = 183.186;

    private const double StepDeg = 1.2e-4;

    /// <summary>Adds the alleys; the first runs east from the scene's middle, the second is drawn from its north end south to
    /// where the first ends.</summary>
    public static async Task<(long East, long North)> AddAlleysAsync(this LiveServer server)
    {
        static string Text(double degrees) => degrees.ToString("R", CultureInfo.InvariantCulture);
        var (west, east) = (Text(LonDeg), Text(LonDeg + 0.002));
        var (south, north) = (Text(LatDeg), Text(LatDeg + 0.002));
        await server.RunAsync(
            $"""
            insert into place (kind, external_id, name, shape, source, accuracy_m, reality) values
              ('alley', 'a1', '南一巷', ST_GeomFromText('LINESTRING({west} {south}, {east} {south})', 4326), 'drawn', 5, 'invented'),
              ('alley', 'a2', '东二巷', ST_GeomFromText('MULTILINESTRING(({east} {north}, {east} {south}))', 4326), 'drawn', 5, 'invented')
            """);
        return (await server.ScalarAsync<long>("select id from place where external_id = 'a1'"),
            await server.ScalarAsync<long>("select id from place where external_id = 'a2'"));
    }

    /// <summary>Fixes from the scene's middle eastwards, one every 10 s.</summary>
    public static IReadOnlyList<ReportedFix> WalkEast(int first, int count) => [.. Enumerable.Range(first, count)
        .Select(step => At(Evening.AddSeconds(step * 10), step, LonDeg + (step * StepDeg)))];

    /// <summary>Fixes from the corner northwards, one every 10 s.</summary>
    public static IReadOnlyList<ReportedFix> WalkNorth(int first, int count) => [.. Enumerable.Range(first, count)
        .Select(step => At(Evening.AddSeconds(step * 10), step, LonDeg + 0.002, LatDeg + (step * StepDeg)))];

    /// <summary>Coverage computed at once from everything that was sent, without the server.</summary>
    public static IReadOnlyList<AlleyCoverage> Recompute(
        LiveServer server, (long East, long North) alleys, params IReadOnlyList<ReportedFix>[] walks)
    {
        LineString Line(params (double LonDeg, double LatDeg)[] corners) => new([.. corners.Select(corner =>
        {
            var metric = server.Database.Projection.ToMetric(LonLat.FromDegrees(corner.LonDeg, corner.LatDeg));
            return new Coordinate(metric.EastingM, metric.NorthingM);
        })]);
        var coverage = new NightCoverage(
        [
            new AlleyLine(alleys.East, Line((LonDeg, LatDeg), (LonDeg + 0.002, LatDeg))),
            new AlleyLine(alleys.North, Line((LonDeg + 0.002, LatDeg + 0.002), (LonDeg + 0.002, LatDeg))),
        ]);
        for (var duty = 0; duty < walks.Length; duty++)
        {
            coverage.Add($"duty-{duty}", walks[duty].Select(fix => new MetricFix(
                DateTimeOffset.FromUnixTimeMilliseconds(fix.TimeMs), fix.Sequence,
                server.Database.Projection.ToMetric(LonLat.FromDegrees(fix.LonDeg, fix.LatDeg)))));
        }

        return coverage.Alleys;
    }

    /// <summary>Whether an alley of the wire is what was computed, to the centimetre in which it is sent and the millimetre to which
    /// the database and ProjNet agree.</summary>
    public static bool Shows(this AlleyCoverageView seen, AlleyCoverage computed) =>
        seen.PlaceId == computed.PlaceId && Math.Abs(seen.LengthM - computed.LengthM) < 0.01 + 1e-3
        && seen.LastPassMs == computed.LastAt?.ToUnixTimeMilliseconds() && seen.Intervals.Count == computed.Intervals.Count
        && seen.Intervals.Zip(computed.Intervals).All(pair =>
            Math.Abs(pair.First[0] - pair.Second.FromM) < 0.01 + 1e-3 && Math.Abs(pair.First[1] - pair.Second.ToM) < 0.01 + 1e-3);

    public static void AssertShows(CoverageView seen, IReadOnlyList<AlleyCoverage> computed) =>
        Assert.All(seen.Alleys.Zip(computed, (alley, expected) => (alley, expected)), pair => Assert.True(pair.alley.Shows(pair.expected),
            $"{pair.alley.PlaceId}: {string.Join(" ", pair.alley.Intervals.Select(piece => $"[{piece[0]}, {piece[1]}]"))} but {string.Join(" ", pair.expected.Intervals)}"));
}
