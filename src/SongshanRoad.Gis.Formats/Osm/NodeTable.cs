using System.Runtime.InteropServices;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Formats.Osm;

/// <summary>Positions by node id: 16 bytes a node, found by binary search. OSM's own precision is 1e-7 degrees, so both file
/// formats give the same numbers.</summary>
internal sealed class NodeTable
{
    private readonly List<long> _ids = [];
    private readonly List<(int LonE7, int LatE7)> _positions = [];

    public int Count => _ids.Count;

    public void Add(long id, int lonE7, int latE7)
    {
        _ids.Add(id);
        _positions.Add((lonE7, latE7));
    }

    /// <summary>Makes the table searchable; nothing may be added afterwards.</summary>
    public void Seal()
    {
        var ids = CollectionsMarshal.AsSpan(_ids);
        for (var i = 1; i < ids.Length; i++)
        {
            if (ids[i] < ids[i - 1])
            {
                ids.Sort(CollectionsMarshal.AsSpan(_positions));
                break;
            }
        }
    }

    /// <summary>Place of a node in the sealed table, or negative.</summary>
    public int IndexOf(long id) => CollectionsMarshal.AsSpan(_ids).BinarySearch(id);

    public bool TryFind(long id, out LonLat position)
    {
        var index = IndexOf(id);
        if (index < 0)
        {
            position = default;
            return false;
        }

        var (lonE7, latE7) = _positions[index];
        position = LonLat.FromDegrees(lonE7 / 1e7, latE7 / 1e7);
        return true;
    }
}
