using SongshanRoad.Gis.Spatial.Measures;

namespace SongshanRoad.Gis.Patrols.Live;

/// <summary>What a unit's last fixes say about its movement.</summary>
/// <param name="Motion">Moving or still.</param>
/// <param name="SpeedMps">The device's speed, else the straight speed over the window, m/s; null with a single fix without speed.</param>
/// <param name="HeadingDeg">The device's heading, else the direction of the movement, degrees clockwise from north; null when still.</param>
/// <param name="Interval">The usual time between reports (median), or null with fewer than two fixes.</param>
public sealed record MotionReading(Motion Motion, double? SpeedMps, double? HeadingDeg, TimeSpan? Interval)
{
    /// <summary>Reads the movement from the latest fixes of one duty.</summary>
    /// <param name="recent">Fixes in order of time, latest last; at least one.</param>
    /// <param name="kind">Cars and walkers have different limits.</param>
    /// <remarks>A device's own speed (Doppler) is better than any difference of positions and decides when it is given. Otherwise
    /// the straight way over the window must exceed both the limit speed and the noise: 10 m or 1.5 times the accuracy on foot.</remarks>
    public static MotionReading Of(IReadOnlyList<Fix> recent, UnitKind kind)
    {
        var profile = Profile.Of(kind);
        var latest = recent[^1];
        var (distanceM, elapsed, start) = Straight(recent, profile.Window);
        var straightMps = elapsed > TimeSpan.Zero ? distanceM / elapsed.TotalSeconds : (double?)null;
        var noiseM = Math.Max(profile.NoiseM, 1.5 * (latest.AccuracyM ?? 0));
        var moving = latest.SpeedMps is { } speedMps
            ? speedMps >= profile.LimitMps
            : straightMps >= profile.LimitMps && distanceM >= noiseM;
        var derivedDeg = distanceM >= profile.NoiseM ? Geodesic.BearingDeg(start.LonLat, latest.LonLat) : (double?)null;
        return new MotionReading(
            moving ? Motion.Moving : Motion.Still,
            latest.SpeedMps ?? straightMps,
            moving ? latest.HeadingDeg ?? derivedDeg : null,
            MedianInterval(recent));
    }

    /// <summary>From this speed on a kind of unit counts as moving, m/s.</summary>
    public static double LimitMps(UnitKind kind) => Profile.Of(kind).LimitMps;

    /// <summary>The straight way from the earliest fix of the window to the latest.</summary>
    private static (double DistanceM, TimeSpan Elapsed, Fix Start) Straight(IReadOnlyList<Fix> recent, TimeSpan window)
    {
        var latest = recent[^1];
        var start = latest;
        for (var i = recent.Count - 2; i >= 0 && latest.FixTime - recent[i].FixTime <= window; i--)
        {
            start = recent[i];
        }

        return (Geodesic.DistanceM(start.LonLat, latest.LonLat), latest.FixTime - start.FixTime, start);
    }

    private static TimeSpan? MedianInterval(IReadOnlyList<Fix> recent)
    {
        if (recent.Count < 2)
        {
            return null;
        }

        var intervals = new TimeSpan[recent.Count - 1];
        for (var i = 0; i < intervals.Length; i++)
        {
            intervals[i] = recent[i + 1].FixTime - recent[i].FixTime;
        }

        Array.Sort(intervals);
        return intervals[intervals.Length / 2];
    }

    private sealed record Profile(double LimitMps, double NoiseM, TimeSpan Window)
    {
        public static readonly Profile Foot = new(0.4, 10, TimeSpan.FromSeconds(30));
        public static readonly Profile Car = new(1.0, 15, TimeSpan.FromSeconds(15));

        public static Profile Of(UnitKind kind) => kind == UnitKind.PatrolCar ? Car : Foot;
    }
}
