using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Formats.Osm;

/// <summary>Positions by node id: 16 bytes a node, found by binary search. OSM's own precision is 1e-7 degrees, so both file
/// formats give the same numbers.</summary>
internal sealed class NodeTable
{
    private readonly List<long> _ids = [];
    private readonly List<(int LonE7, int LatE7)> _positions = [];
    private long[] _sortedIds = [];
    private (int LonE7, int LatE7)[] _sortedPositions = [];

    public int Count => _ids.Count + _sortedIds.Length;

    public void Add(long id, int lonE7, int latE7)
    {
        _ids.Add(id);
        _positions.Add((lonE7, latE7));
    }

    /// <summary>Makes the table searchable; nothing may be added afterwards.</summary>
    public void Seal()
    {
        _sortedIds = [.. _ids];
        _sortedPositions = [.. _positions];
        _ids.Clear();
        _ids.TrimExcess();
        _positions.Clear();
        _positions.TrimExcess();
        for (var i = 1; i < _sortedIds.Length; i++)
        {
            if (_sortedIds[i] < _sortedIds[i - 1])
            {
                Array.Sort(_sortedIds, _sortedPositions);
                break;
            }
        }
    }

    /// <summary>Place of a node in the sealed table, or negative.</summary>
    public int IndexOf(long id) => Array.BinarySearch(_sortedIds, id);

    public bool TryFind(long id, out LonLat position)
    {
        var index = IndexOf(id);
        if (index < 0)
        {
            position = default;
            return false;
        }

        var (lonE7, latE7) = _sortedPositions[index];
        position = LonLat.FromDegrees(lonE7 / 1e7, latE7 / 1e7);
        return true;
    }
}
