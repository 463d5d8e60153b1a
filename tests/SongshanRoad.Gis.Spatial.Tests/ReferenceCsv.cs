using System.Globalization;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Spatial.Tests;

internal static class ReferenceCsv
{
    public static IEnumerable<(string Id, double[] Values)> Rows(string relativePath) =>
        File.ReadLines(ReferenceFiles.InRepository(relativePath)).Skip(1).Select(line => line.Split(','))
            .Select(cells => (cells[0], cells[1..].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()));
}
