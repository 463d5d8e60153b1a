using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Cli.Analyze.Density;

/// <summary>A study window as a file of corners, <c>x,y</c>, closed or not, in either direction; a column <c>ring</c> tells several
/// rings apart: what an odd number of them surrounds is inside.</summary>
internal static class WindowFile
{
    /// <summary>Reads a window.</summary>
    /// <exception cref="UnreadableFileException">The file is unusable, or a ring has fewer than three corners.</exception>
    /// <exception cref="ArgumentException">The outline crosses itself.</exception>
    public static PolygonWindow Read(string path)
    {
        var factory = new GeometryFactory();
        Geometry? outline = null;
        foreach (var ring in ReadRings(path))
        {
            if (ring.Distinct().Count() < 3)
            {
                throw new UnreadableFileException(ProblemCodes.BadGeometry, $"{path}: a window needs three corners or more; it has {ring.Distinct().Count()}.", "Give its outline.");
            }

            var polygon = factory.CreatePolygon(ring[0].Equals2D(ring[^1]) ? [.. ring] : [.. ring, ring[0].Copy()]);
            outline = outline is null ? polygon : !polygon.IsValid || !outline.IsValid ? throw CrossesItself(path) : outline.SymmetricDifference(polygon);
        }

        if (outline is null)
        {
            throw new UnreadableFileException(ProblemCodes.EmptyFile, $"{path} has no corner.", "Give the window's outline.");
        }

        return outline.IsValid && !outline.IsEmpty ? new PolygonWindow(outline) : throw CrossesItself(path);
    }

    private static List<List<Coordinate>> ReadRings(string path)
    {
        using var table = TextTable.Open(path);
        var (x, y, ring) = (table.Column("x"), table.Column("y"), table.Find("ring"));
        var rings = new List<List<Coordinate>>();
        var name = "";
        while (table.Read())
        {
            var own = ring < 0 ? "" : table[ring].ToString();
            if (rings.Count == 0 || own != name)
            {
                rings.Add([]);
                name = own;
            }

            rings[^1].Add(new Coordinate(table.Number(x), table.Number(y)));
        }

        return rings;
    }

    private static UnreadableFileException CrossesItself(string path) =>
        new(ProblemCodes.BadGeometry, $"{path}: the window's outline crosses itself or holds nothing.", "Put its corners in order.");
}
