namespace SongshanRoad.Gis.Spatial.Streets;

/// <summary>What the values of OpenStreetMap's <c>highway</c> key mean for patrols.</summary>
public static class HighwayRules
{
    private static readonly HashSet<string> NotPatrolled =
    [
        "motorway", "motorway_link", "trunk", "trunk_link", "platform", "construction", "proposed", "bus_stop", "rest_area", "services",
    ];

    private static readonly HashSet<string> FootOnly = ["footway", "path", "pedestrian", "steps", "cycleway", "corridor", "bridleway"];

    /// <summary>Whether a way belongs to the network patrols walk: every street but motorways, trunk roads and what is no street.</summary>
    /// <param name="highway">Value of the <c>highway</c> key.</param>
    /// <param name="isArea">Whether the way is tagged <c>area=yes</c>.</param>
    public static bool IsPatrolled(string highway, bool isArea = false) => !isArea && !NotPatrolled.Contains(highway);

    /// <summary>Whether a car may drive there.</summary>
    /// <param name="highway">Value of the <c>highway</c> key.</param>
    public static bool AllowsCars(string highway) => !FootOnly.Contains(highway);
}
