using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>Makes polygons of outer and inner rings that do not say which belongs to which.</summary>
internal static class RingNesting
{
    /// <summary>Most rings that one feature may have; the work grows with their square.</summary>
    public const int MaxRings = 2_000;

    /// <summary>A Polygon, or a MultiPolygon of several outer rings. Inner rings outside every outer ring are left out.</summary>
    public static Geometry Combine(IReadOnlyList<LinearRing> outers, IReadOnlyList<LinearRing> inners, GeometryFactory factory)
    {
        var holes = outers.Select(_ => new List<LinearRing>()).ToList();
        var locators = inners.Count == 0 ? [] : outers.Select(outer => new IndexedPointInAreaLocator(factory.CreatePolygon(outer))).ToList();
        foreach (var inner in inners)
        {
            // The first vertices may touch the outer ring; one strictly inside decides. Bounded: the file may be hostile.
            var owner = locators.FindIndex(locator => inner.Coordinates.Take(32).Any(c => locator.Locate(c) == Location.Interior));
            if (owner >= 0)
            {
                holes[owner].Add(inner);
            }
        }

        var polygons = outers.Select((outer, i) => factory.CreatePolygon(outer, [.. holes[i]])).ToArray();
        return polygons.Length == 1 ? polygons[0] : factory.CreateMultiPolygon(polygons);
    }
}
