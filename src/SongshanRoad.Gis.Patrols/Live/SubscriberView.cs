using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Patrols.Live;

/// <summary>The part of the map a subscriber looks at, WGS-84 degrees, edges included.</summary>
/// <param name="WestDeg">Western edge; smaller than the eastern one.</param>
/// <param name="SouthDeg">Southern edge; smaller than the northern one.</param>
/// <param name="EastDeg">Eastern edge.</param>
/// <param name="NorthDeg">Northern edge.</param>
public sealed record ViewBox(double WestDeg, double SouthDeg, double EastDeg, double NorthDeg)
{
    /// <summary>Whether the edges are finite degrees and in order.</summary>
    public bool IsValid =>
        WestDeg < EastDeg && SouthDeg < NorthDeg && WestDeg >= -180 && EastDeg <= 180 && SouthDeg >= -90 && NorthDeg <= 90;

    /// <summary>Whether a position lies in the box.</summary>
    public bool Contains(LonLat lonLat) =>
        lonLat.LonDeg >= WestDeg && lonLat.LonDeg <= EastDeg && lonLat.LatDeg >= SouthDeg && lonLat.LatDeg <= NorthDeg;
}

/// <summary>What one subscriber may and wants to see.</summary>
/// <param name="Box">The part of the map on the screen.</param>
/// <param name="OnlyUnitId">A volunteer's own unit, the only one that role sees; null for all.</param>
/// <param name="OnlyStartedIn">Only duties that started in this span, UTC, end exclusive: an invite for one night shows nothing of
/// another. Null for all.</param>
public sealed record SubscriberView(ViewBox Box, string? OnlyUnitId = null, (DateTimeOffset From, DateTimeOffset To)? OnlyStartedIn = null)
{
    /// <summary>Whether the subscriber sees a unit; one without a fix is nowhere to be seen.</summary>
    public bool Sees(UnitState unit) =>
        unit.Latest is { } latest
        && (OnlyUnitId is null || OnlyUnitId == unit.UnitId)
        && (OnlyStartedIn is not { } span || (unit.Duty.StartedAt >= span.From && unit.Duty.StartedAt < span.To))
        && Box.Contains(latest.LonLat);
}
