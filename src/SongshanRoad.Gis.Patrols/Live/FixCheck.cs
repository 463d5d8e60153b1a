using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Measures;

namespace SongshanRoad.Gis.Patrols.Live;

/// <summary>Decides whether a reported position can be true. Every refusal is a value; nothing here throws on bad data.</summary>
public static class FixCheck
{
    /// <summary>How far a device clock may run ahead: 2 minutes.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(2);

    /// <summary>Two fixes that agree with each other confirm a jump when they are at most this far apart in time: 1 minute.</summary>
    public static readonly TimeSpan WitnessWindow = TimeSpan.FromMinutes(1);

    /// <summary>Within this distance of 0° E, 0° N (degrees) a fix is a device default; the real place is open sea.</summary>
    private const double ZeroIslandDeg = 0.01;

    /// <summary>Jumps up to this length are GPS noise, whatever the time between: 100 m.</summary>
    private const double NoiseM = 100;

    /// <summary>Checks raw degrees before a <see cref="LonLat"/> can be made of them.</summary>
    /// <param name="lonDeg">Longitude as reported, any value.</param>
    /// <param name="latDeg">Latitude as reported, any value.</param>
    /// <param name="lonLat">The position, or <c>default</c> when it is flawed.</param>
    public static FixFlaw Degrees(double lonDeg, double latDeg, out LonLat lonLat)
    {
        if (!LonLat.TryFromDegrees(lonDeg, latDeg, out lonLat))
        {
            return FixFlaw.OutOfRange;
        }

        return Math.Abs(lonDeg) < ZeroIslandDeg && Math.Abs(latDeg) < ZeroIslandDeg ? FixFlaw.ZeroIsland : FixFlaw.None;
    }

    /// <summary>Checks one fix against its duty, the clock and the unit's other fixes; the first flaw found counts.</summary>
    /// <param name="fix">The fix.</param>
    /// <param name="duty">The duty it claims to belong to.</param>
    /// <param name="now">The server's clock, UTC.</param>
    /// <param name="believed">The unit's believed fix nearest in time, or null.</param>
    /// <param name="doubted">The unit's last fix that was marked as a jump, or null: when the new fix agrees with it and not with
    /// <paramref name="believed"/>, the unit is where two fixes say, and the new one is believed.</param>
    public static FixFlaw Of(Fix fix, Duty duty, DateTimeOffset now, Fix? believed = null, Fix? doubted = null)
    {
        if (fix.FixTime < duty.StartedAt || fix.FixTime > duty.EndedAt)
        {
            return FixFlaw.OffDuty;
        }

        if (fix.FixTime - now > MaxAhead)
        {
            return FixFlaw.InFuture;
        }

        var degrees = Degrees(fix.LonLat.LonDeg, fix.LonLat.LatDeg, out _);
        if (degrees != FixFlaw.None)
        {
            return degrees;
        }

        if (!InRange(fix.AccuracyM, 0, 100_000) || !InRange(fix.SpeedMps, 0, 150)
            || !InRange(fix.HeadingDeg, 0, 360) || !InRange(fix.BatteryShare, 0, 1))
        {
            return FixFlaw.OutOfRange;
        }

        var jumped = believed is not null && !Reachable(fix, believed, duty.Kind);
        var confirmed = doubted is not null && (fix.FixTime - doubted.FixTime).Duration() <= WitnessWindow
            && Reachable(fix, doubted, duty.Kind);
        return jumped && !confirmed ? FixFlaw.ImpossibleJump : FixFlaw.None;
    }

    /// <summary>Highest speed believed of a kind of unit, m/s: 50 (180 km/h) for a car, 15 on foot, as teams borrow bicycles.</summary>
    public static double MaxSpeedMps(UnitKind kind) => kind == UnitKind.PatrolCar ? 50 : 15;

    private static bool Reachable(Fix fix, Fix other, UnitKind kind)
    {
        var distanceM = Geodesic.DistanceM(other.LonLat, fix.LonLat);
        var noiseM = NoiseM + (fix.AccuracyM ?? 0) + (other.AccuracyM ?? 0);
        return distanceM <= noiseM + (MaxSpeedMps(kind) * (fix.FixTime - other.FixTime).Duration().TotalSeconds);
    }

    // A comparison with NaN is false, so NaN is out of range.
    private static bool InRange(double? value, double min, double max) => value is null || (value >= min && value <= max);
}
