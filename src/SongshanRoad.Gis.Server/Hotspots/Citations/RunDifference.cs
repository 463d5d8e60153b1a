using System.Runtime.InteropServices;
using SongshanRoad.Gis.Hotspots.Overlays;
using SongshanRoad.Gis.Storage.Hotspots;

namespace SongshanRoad.Gis.Server.Hotspots.Citations;

/// <summary>How many units of a stored run come out otherwise, to the last bit, when it is computed again.</summary>
internal static class RunDifference
{
    /// <summary>Cells, found by column and row.</summary>
    public static (int Units, int Differing) Of(HotspotOverlay computed, IReadOnlyList<PlacedCell> stored) => Compare(
        computed.Cells.ToDictionary(cell => (cell.Column, cell.Row), BitsOf),
        stored.ToDictionary(placed => (placed.Cell.Column, placed.Cell.Row), placed => BitsOf(placed.Cell)));

    /// <summary>Street segments, found by number.</summary>
    public static (int Units, int Differing) Of(SegmentOverlay? computed, IReadOnlyList<PlacedSegment> stored) => Compare(
        (computed?.Segments ?? []).ToDictionary(segment => segment.Number, segment => BitsOf(
            [segment.Count, segment.DensityPerKm, segment.Z, segment.P, segment.Q, segment.Class, .. segment.PieceDensitiesPerKm])),
        stored.ToDictionary(segment => segment.Segment, segment => BitsOf(
            [segment.Count, segment.DensityPerKm, segment.Z, segment.P, segment.Q, segment.Class, .. segment.PieceDensitiesPerKm])));

    private static (int Units, int Differing) Compare<TKey>(Dictionary<TKey, long[]> computed, Dictionary<TKey, long[]> stored)
        where TKey : notnull
    {
        var same = computed.Count(unit => stored.TryGetValue(unit.Key, out var bits) && bits.AsSpan().SequenceEqual(unit.Value));
        var all = computed.Count + stored.Keys.Count(key => !computed.ContainsKey(key));
        return (all, all - same);
    }

    private static long[] BitsOf(HotspotCell cell) =>
        BitsOf([cell.Count, cell.DensityPerKm2, cell.Z, cell.P, cell.Q, cell.Class, cell.DependsOnGrid ? 1 : 0]);

    private static long[] BitsOf(ReadOnlySpan<double> figures) => MemoryMarshal.Cast<double, long>(figures).ToArray();
}
