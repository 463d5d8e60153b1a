using System.Collections.Frozen;

namespace SongshanRoad.Gis.Formats.Osm;

/// <summary>Which OSM ways form the network that patrols walk and coverage is measured on.</summary>
public static class StreetNetworkSelection
{
    private static readonly FrozenSet<string> LeftOut = FrozenSet.Create(StringComparer.Ordinal,
        "motorway", "motorway_link", "trunk", "trunk_link", "platform", "construction", "proposed", "bus_stop", "rest_area", "services");

    /// <summary>Whether a way counts: it has <c>highway</c>, but is no motorway or trunk road or link of one, no platform, bus stop,
    /// rest area or service area, not under construction or proposed, and not an area.</summary>
    public static bool Contains(OsmTags tags) =>
        tags["highway"] is { } streetClass && !LeftOut.Contains(streetClass) && tags["area"] != "yes";
}
