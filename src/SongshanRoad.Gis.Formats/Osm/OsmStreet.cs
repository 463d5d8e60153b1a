using NetTopologySuite.Geometries;

namespace SongshanRoad.Gis.Formats.Osm;

/// <summary>A street as OSM has it: a way with <c>highway=*</c>.</summary>
/// <param name="Line">Line in OSM XML, running number of the object in PBF.</param>
/// <param name="ExternalId"><c>way/123</c>.</param>
/// <param name="Class">Value of <c>highway</c>, e.g. <c>residential</c>.</param>
/// <param name="Name">Value of <c>name</c>; null for most Chinese alleys.</param>
/// <param name="OneWay">Direction in which vehicles may go.</param>
/// <param name="CentreLineWgs84">LineString; MultiLineString where nodes are missing inside the way.</param>
/// <param name="Tags">All its tags, for access rules (<c>access</c>, <c>foot</c>, <c>motor_vehicle</c>) and the like.</param>
public sealed record OsmStreet(
    long Line,
    string ExternalId,
    string Class,
    string? Name,
    OneWay OneWay,
    Geometry CentreLineWgs84,
    OsmTags Tags);

/// <summary>Direction of a street for vehicles, relative to its line.</summary>
public enum OneWay
{
    /// <summary>Both directions.</summary>
    Both = 0,

    /// <summary>From the first to the last position.</summary>
    Forward = 1,

    /// <summary>From the last to the first position (<c>oneway=-1</c>).</summary>
    Backward = 2,
}
