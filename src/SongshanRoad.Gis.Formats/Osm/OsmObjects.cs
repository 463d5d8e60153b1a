namespace SongshanRoad.Gis.Formats.Osm;

/// <summary>A node that has tags; the positions of all nodes are in <see cref="OsmExtract"/>.</summary>
/// <param name="Line">Line in OSM XML, running number of the object in PBF.</param>
/// <param name="Id">OSM id.</param>
/// <param name="Tags">Its tags.</param>
public sealed record OsmTaggedNode(long Line, long Id, OsmTags Tags);

/// <summary>A way: an open or closed line through nodes.</summary>
/// <param name="Line">Line in OSM XML, running number of the object in PBF.</param>
/// <param name="Id">OSM id.</param>
/// <param name="NodeIds">Its nodes in order; the file need not contain them all.</param>
/// <param name="Tags">Its tags.</param>
public sealed record OsmWay(long Line, long Id, IReadOnlyList<long> NodeIds, OsmTags Tags)
{
    /// <summary>Whether it ends where it begins and encloses something: at least four node references.</summary>
    public bool IsClosed => NodeIds.Count >= 4 && NodeIds[0] == NodeIds[^1];
}

/// <summary>A relation.</summary>
/// <param name="Line">Line in OSM XML, running number of the object in PBF.</param>
/// <param name="Id">OSM id.</param>
/// <param name="Members">Its members in order.</param>
/// <param name="Tags">Its tags.</param>
public sealed record OsmRelation(long Line, long Id, IReadOnlyList<OsmMember> Members, OsmTags Tags)
{
    /// <summary>Whether it describes an outline by outer and inner ways.</summary>
    public bool IsMultipolygon => Tags["type"] is "multipolygon";
}

/// <summary>A member of a relation.</summary>
/// <param name="Kind">What kind of object it is.</param>
/// <param name="Id">OSM id within its kind.</param>
/// <param name="Role">Role, e.g. <c>outer</c>; may be empty.</param>
public readonly record struct OsmMember(OsmKind Kind, long Id, string Role);

/// <summary>Kind of an OSM object; the values are those of the PBF format.</summary>
public enum OsmKind
{
    /// <summary>A node.</summary>
    Node = 0,

    /// <summary>A way.</summary>
    Way = 1,

    /// <summary>A relation.</summary>
    Relation = 2,
}
