namespace SongshanRoad.Gis.Patrols.Coverage;

/// <summary>已巡区间: metres of a line that were walked.</summary>
/// <param name="FromM">Where it begins, metres from the line's start.</param>
/// <param name="ToM">Where it ends, metres from the line's start.</param>
/// <param name="FirstAt">Start of the earliest step that covers any of it, UTC.</param>
/// <param name="LastAt">End of the latest step that covers any of it, UTC.</param>
public readonly record struct CoveredInterval(double FromM, double ToM, DateTimeOffset FirstAt, DateTimeOffset LastAt)
{
    /// <summary>Length in metres.</summary>
    public double LengthM => ToM - FromM;
}
