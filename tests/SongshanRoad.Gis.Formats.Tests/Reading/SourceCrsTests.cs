using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Tests.Reading;

public sealed class SourceCrsTests
{
    [Theory]
    [InlineData("EPSG:4326", "WGS84")]
    [InlineData("wgs-84", "WGS84")]
    [InlineData(" gcj02 ", "GCJ02")]
    [InlineData("BD-09", "BD09")]
    [InlineData("epsg:4490", "EPSG:4490")]
    [InlineData("4547", "EPSG:4547")]
    public void Usual_ways_of_declaring_are_understood(string declaration, string name) =>
        Assert.Equal(name, SourceCrs.Find(declaration)?.Name);

    [Theory]
    [InlineData("EPSG:2379")]
    [InlineData("西安80")]
    [InlineData("")]
    [InlineData("EPSG:99999999999999")]
    public void Unknown_declarations_are_refused(string declaration) => Assert.Null(SourceCrs.Find(declaration));

    // songshan_x_changjiang in tests/reference/crs, computed by PROJ and coordtransform.
    [Theory]
    [InlineData("EPSG:4547", 465381.3012, 3842607.9436)]
    [InlineData("EPSG:4526", 38465381.3012, 3842607.9436)]
    [InlineData("EPSG:3857", 12648354.3149, 4124689.7665)]
    [InlineData("EPSG:32649", 740138.5871, 3844136.2127)]
    [InlineData("EPSG:4490", 113.6221, 34.7111)]
    [InlineData("GCJ02", 113.628140407, 34.709879339)]
    [InlineData("BD09", 113.634574843, 34.716162429)]
    public void Every_declaration_brings_the_same_crossing_to_the_same_place(string declaration, double x, double y)
    {
        var crs = SourceCrs.Find(declaration)!;
        Assert.True(crs.TryToWgs84(x, y, out var wgs84));
        Assert.Equal(113.6221, wgs84.LonDeg, 2e-8);
        Assert.Equal(34.7111, wgs84.LatDeg, 2e-8);
        Assert.True(crs.TryToWgs84(new Point(x, y), out var geometry, out var refusal));
        Assert.Null(refusal);
        Assert.Equal(4326, geometry!.SRID);
        Assert.Equal(wgs84.LonDeg, geometry.Coordinate.X);
    }

    [Theory]
    [InlineData("WGS84", 34.7, 113.6, "swapped")]
    [InlineData("WGS84", 465381, 3842607, "metres, not degrees")]
    [InlineData("EPSG:4547", 3842607.9, 465381.3, "swapped")]
    [InlineData("EPSG:4547", 38465381.3, 3842607.9, "zone prefix")]
    [InlineData("EPSG:4526", 113.6, 34.7, "degrees, not metres")]
    [InlineData("BD09", -180, 0, "outside")]
    [InlineData("WGS84", double.NaN, 0, "outside")]
    public void A_pair_out_of_range_is_refused_with_the_likely_cause(string declaration, double x, double y, string word)
    {
        var crs = SourceCrs.Find(declaration)!;
        Assert.False(crs.TryToWgs84(x, y, out _));
        Assert.False(crs.TryToWgs84(new Point(x, y), out var geometry, out var refusal));
        Assert.Null(geometry);
        Assert.Contains(word, refusal, StringComparison.Ordinal);
    }
}
