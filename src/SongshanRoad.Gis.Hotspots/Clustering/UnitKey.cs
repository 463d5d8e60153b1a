using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>A number that belongs to a unit and not to its place in a list, so that what is drawn by chance for it does not depend on the
/// order of the units.</summary>
public static class UnitKey
{
    /// <summary>Key of a unit's id: the FNV-1a hash of its UTF-16 characters.</summary>
    public static ulong Of(ReadOnlySpan<char> id)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var character in id)
        {
            hash = (hash ^ character) * 0x100000001B3;
        }

        return hash;
    }

    /// <summary>Key of a cell: its column and row.</summary>
    public static ulong Of(GridCell cell) => ((ulong)(uint)cell.Column << 32) | (uint)cell.Row;
}
