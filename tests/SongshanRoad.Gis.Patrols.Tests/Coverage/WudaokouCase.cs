using System.Globalization;
using System.Text.Json;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Osm;
using SongshanRoad.Gis.Patrols.Coverage;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Projections;
using SongshanRoad.Gis.Spatial.Streets;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Patrols.Tests.Coverage;

/// <summary>A real street network (OpenStreetMap, Beijing 五道口) and real walks (GeoLife) with figures computed by another program.</summary>
internal sealed class WudaokouCase
{
    private static readonly IProjection Utm50N = MetricProjection.FromSrid(32650);

    private WudaokouCase(List<(string Class, LineString LineMetric)> network, Dictionary<string, WalkedLine> tracks, JsonElement expected)
    {
        Network = network;
        Tracks = tracks;
        Expected = expected;
    }

    public List<(string Class, LineString LineMetric)> Network { get; }

    public LineString[] Lines => [.. Network.Select(street => street.LineMetric)];

    public Dictionary<string, WalkedLine> Tracks { get; }

    public JsonElement Expected { get; }

    public static WudaokouCase ReadOrSkip()
    {
        var osm = ReferenceFiles.InSharedOrSkip("geodata/osm/beijing_wudaokou_2017.osm");
        var expected = JsonDocument.Parse(File.ReadAllText(ReferenceFiles.InSharedOrSkip("geodata/expected_part1.json")))
            .RootElement.GetProperty("coverage_wudaokou_users_000_001_003");
        var tracks = expected.GetProperty("buffers").GetProperty("20").GetProperty("per_track_covered_m").EnumerateObject()
            .ToDictionary(track => track.Name, track => Track(ReferenceFiles.InSharedOrSkip($"geodata/tracks/geolife/{track.Name}")));
        return new WudaokouCase(NetworkOf(OsmFile.Read(osm)), tracks, expected);
    }

    private static List<(string, LineString)> NetworkOf(OsmExtract extract) =>
        [.. OsmStreets.Build(extract).Select(read => read.Row!).Where(street => StreetNetworkSelection.Contains(street.Tags))
            .SelectMany(street => BoundsClip.Clip((LineString)street.CentreLineWgs84, extract.BoundsWgs84!)
                .Select(piece => (street.Class, Utm50N.ToMetric(piece))))];

    private static WalkedLine Track(string path)
    {
        var fixes = File.ReadLines(path).Skip(6).Select((line, row) =>
        {
            var cells = line.Split(',');
            var time = DateTimeOffset.Parse($"{cells[5]}T{cells[6].Trim()}Z", CultureInfo.InvariantCulture);
            return new MetricFix(time, row, Utm50N.ToMetric(LonLat.FromDegrees(
                double.Parse(cells[1], CultureInfo.InvariantCulture), double.Parse(cells[0], CultureInfo.InvariantCulture))));
        });
        return WalkedLine.Of(fixes, CoverageRule.Default);
    }
}
