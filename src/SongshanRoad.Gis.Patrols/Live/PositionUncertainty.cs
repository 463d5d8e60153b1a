namespace SongshanRoad.Gis.Patrols.Live;

/// <summary>How far from its latest fix a unit may be by now: radius = accuracy + pace × age, until it counts as silent; from then on the circle
/// tells nobody where to look.</summary>
/// <remarks>The pace of a unit that moves is 1.5 m/s on foot (free walking has a mean of 1.34 m/s with a standard deviation of 0.26 m/s: Weidmann,
/// Transporttechnik der Fussgänger, 1993) and 10 m/s in a car (36 km/h: between the 30 and 50 km/h that 道路交通安全法实施条例 art. 45 allows in
/// town without a centre line and with one lane each way), or the speed it reported when that is higher. A unit that stands may have set off at less
/// than what counts as movement. Not a bound but a radius to search first: whoever runs or races is further away.</remarks>
/// <param name="FixM">The radius at the time of the fix, metres: its accuracy, 0 when it has none.</param>
/// <param name="GrowthMps">By how much the radius grows, metres per second of the fix's age.</param>
/// <param name="GrowsFor">Age of the fix at which it stops.</param>
public sealed record PositionUncertainty(double FixM, double GrowthMps, TimeSpan GrowsFor)
{
    private const double FootMps = 1.5;
    private const double CarMps = 10;

    /// <summary>The uncertainty after a unit's latest fix.</summary>
    /// <param name="latest">The fix.</param>
    /// <param name="movement">What the fixes up to it say.</param>
    /// <param name="kind">Who patrols.</param>
    /// <param name="silentAt">From when on the unit counts as silent, UTC.</param>
    public static PositionUncertainty Of(Fix latest, MotionReading movement, UnitKind kind, DateTimeOffset silentAt)
    {
        ArgumentNullException.ThrowIfNull(latest);
        ArgumentNullException.ThrowIfNull(movement);
        var growthMps = movement.Motion == Motion.Moving
            ? Math.Max(kind == UnitKind.PatrolCar ? CarMps : FootMps, movement.SpeedMps ?? 0)
            : MotionReading.LimitMps(kind);
        return new PositionUncertainty(latest.AccuracyM ?? 0, growthMps, silentAt - latest.FixTime);
    }

    /// <summary>The radius at an age of the fix, metres; a fix from a clock that runs ahead has no age.</summary>
    public double RadiusM(TimeSpan age) => FixM + (GrowthMps * Math.Clamp(age.TotalSeconds, 0, GrowsFor.TotalSeconds));
}
