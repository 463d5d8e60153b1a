using System.Collections.Frozen;

namespace SongshanRoad.Gis.Formats.Osm;

/// <summary>Which OSM ways form the network that patrols walk and coverage is measured on.</summary>
public static class StreetNetworkSelection
{
    private static readonly FrozenSet<string> CarsOnly = FrozenSet.Create(StringComparer.Ordinal, "motorway", "motorway_link", "trunk", "trunk_link");

    private static readonly FrozenSet<string> NotTravelled = FrozenSet.Create(StringComparer.Ordinal,
        "platform", "construction", "proposed", "bus_stop", "rest_area", "services");

    /// <summary>Whether a way counts: it has <c>highway</c>, but is no motorway or trunk road or link of one, no platform, bus stop,
    /// rest area or service area, not under construction or proposed, and not an area.</summary>
    public static bool Contains(OsmTags tags) => IsTravelled(tags) && !CarsOnly.Contains(tags["highway"]!);

    /// <summary>Whether a way is a street that somebody walks or drives: the network with motorways, trunk roads and their links.</summary>
    public static bool IsTravelled(OsmTags tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return tags["highway"] is { } streetClass && !NotTravelled.Contains(streetClass) && tags["area"] != "yes";
    }
}
