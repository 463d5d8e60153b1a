using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Formats.Osm;

/// <summary>What one OSM file contains, the same whether it came as XML or PBF. Held in memory (a province fits, a country does
/// not, and is refused). Immutable once read. © OpenStreetMap contributors, ODbL 1.0, applies to whatever is derived from it.</summary>
public sealed class OsmExtract
{
    private readonly NodeTable _nodes;
    private readonly Dictionary<long, OsmWay> _waysById;

    internal OsmExtract(OsmExtractBuilder builder)
    {
        _nodes = builder.Nodes;
        _nodes.Seal();
        TaggedNodes = builder.TaggedNodes;
        Ways = builder.Ways;
        Relations = builder.Relations;
        Problems = builder.Problems;
        FurtherProblems = builder.FurtherProblems;
        BoundsWgs84 = builder.BoundsWgs84;
        _waysById = new Dictionary<long, OsmWay>(Ways.Count);
        foreach (var way in Ways)
        {
            _waysById[way.Id] = way;
        }
    }

    /// <summary>Number of nodes with a usable position.</summary>
    public int NodeCount => _nodes.Count;

    /// <summary>Nodes that have tags.</summary>
    public IReadOnlyList<OsmTaggedNode> TaggedNodes { get; }

    /// <summary>All ways, in file order.</summary>
    public IReadOnlyList<OsmWay> Ways { get; }

    /// <summary>All relations, in file order.</summary>
    public IReadOnlyList<OsmRelation> Relations { get; }

    /// <summary>Objects that were left out while reading, and why; the first ten thousand.</summary>
    public IReadOnlyList<ImportProblem> Problems { get; }

    /// <summary>Objects left out beyond those of <see cref="Problems"/>.</summary>
    public long FurtherProblems { get; }

    /// <summary>The rectangle the file declares, x = longitude, in WGS-84 degrees; null when it declares none.</summary>
    public Envelope? BoundsWgs84 { get; }

    /// <summary>The position of a node, if the file contains it.</summary>
    public bool TryFindNode(long id, out LonLat position) => _nodes.TryFind(id, out position);

    /// <summary>Number of a node in the order of the table, or -1 if the file does not contain it.</summary>
    internal int IndexOfNode(long id) => _nodes.IndexOf(id);

    /// <summary>A way, or null if the file does not contain it.</summary>
    public OsmWay? FindWay(long id) => _waysById.GetValueOrDefault(id);
}
