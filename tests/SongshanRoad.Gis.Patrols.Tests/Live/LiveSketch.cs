using CsCheck;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Patrols.Tests.Live;

/// <summary>Duties and fixes round a corner in Zhengzhou, for tests.</summary>
internal static class LiveSketch
{
    public static readonly DateTimeOffset Evening = new(2026, 11, 23, 14, 0, 0, TimeSpan.Zero);

    public static Duty Duty(string unitId, UnitKind kind = UnitKind.VolunteerTeam, string? community = null, int round = 0) =>
        new($"{unitId}/{round}", unitId, kind, unitId, community, Evening.AddMinutes(round));

    public static Fix Fix(string unitId, double second, double eastM = 0, double northM = 0, int round = 0, long sequence = 0) =>
        new(unitId, $"{unitId}/{round}", Evening.AddSeconds(second), At(eastM, northM), sequence);

    /// <summary>About so many metres from the corner; good enough where nothing is measured.</summary>
    public static LonLat At(double eastM, double northM) => LonLat.FromDegrees(113.64 + (eastM / 91_500), 34.72 + (northM / 110_900));

    /// <summary>Fixes of one duty whose (time, sequence) are distinct.</summary>
    public static Gen<Fix[]> FixesOfOneDuty { get; } =
        Gen.Select(Gen.Int[0, 200], Gen.Double[-500, 500], Gen.Double[-500, 500], Gen.Int[0, 2]).Array[1, 60]
            .Select(rows => rows.DistinctBy(row => (row.Item1, row.Item4))
                .Select(row => Fix("a", row.Item1, row.Item2, row.Item3, sequence: row.Item4)).ToArray());
}
