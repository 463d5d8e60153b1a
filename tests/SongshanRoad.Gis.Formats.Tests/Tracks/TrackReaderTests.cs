using System.Text;
using System.Text.Json;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Formats.Tracks;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Measures;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Formats.Tests.Tracks;

public sealed class TrackReaderTests
{
    [Fact]
    public void Every_real_GeoLife_track_has_the_points_times_and_length_that_another_program_found()
    {
        var folder = ReferenceFiles.InSharedOrSkip("geodata/tracks/geolife");
        using var all = JsonDocument.Parse(File.ReadAllText(ReferenceFiles.InSharedOrSkip("geodata/expected_part1.json")));
        var tracks = all.RootElement.GetProperty("geolife_tracks").EnumerateObject().ToList();
        Assert.True(tracks.Count >= 20);
        foreach (var expected in tracks)
        {
            using var reader = new GeoLifeReader(Path.Combine(folder, expected.Name));
            var reads = reader.ReadRows().ToList();
            Assert.All(reads, read => Assert.Null(read.Problem));
            var rows = reads.ConvertAll(read => read.Row!);
            Assert.Equal(expected.Value.GetProperty("points").GetInt32(), rows.Count);
            Assert.Equal(expected.Value.GetProperty("start_utc").GetDateTimeOffset(), rows[0].TimeUtc);
            Assert.Equal(expected.Value.GetProperty("end_utc").GetDateTimeOffset(), rows[^1].TimeUtc);
            var lengthM = rows.Zip(rows.Skip(1)).Sum(pair => Geodesic.DistanceM(
                LonLat.FromDegrees(pair.First.LonDeg, pair.First.LatDeg), LonLat.FromDegrees(pair.Second.LonDeg, pair.Second.LatDeg)));
            Assert.Equal(expected.Value.GetProperty("length_m_geodesic_all_points").GetDouble(), lengthM, 0.06);
        }
    }

    [Fact]
    public void Feet_become_metres_and_the_mark_for_none_becomes_none()
    {
        var plt = "Geolife trajectory\nWGS 84\nAltitude is in Feet\nReserved 3\n0,2,255,My Track,0,0,2,8421376\n0\n" +
            "39.9,116.3,0,100,39745.09,2008-10-24,02:09:59\r\n39.9,116.3,0,-777,39745.09,2008-10-24,02:10:04\r\n999,116.3,0,-777,1,2008-10-24,02:10:04\r\n";
        using var reader = new GeoLifeReader(new MemoryStream(Encoding.UTF8.GetBytes(plt)));
        var reads = reader.ReadRows().ToList();
        Assert.Equal(30.48, reads[0].Row!.ElevationM!.Value, 1e-9);
        Assert.Equal((8L, null), (reads[1].Row!.Line, reads[1].Row!.ElevationM));
        Assert.Equal((9L, ProblemCodes.BadCoordinate), (reads[2].Problem!.Line, reads[2].Problem!.Code));
    }

    [Fact]
    public void Gpx_segments_stay_apart_and_speed_is_found_in_extensions()
    {
        var reads = Gpx("""
            <?xml version="1.0"?>
            <gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1" xmlns:x="urn:x">
             <wpt lat="1" lon="2"><name>not a track</name></wpt>
             <trk><name>一队</name>
              <trkseg>
               <trkpt lat="34.71" lon="113.62"><ele>101.5</ele><time>2024-05-01T14:30:00Z</time><extensions><x:t><x:speed>1.4</x:speed><x:course>90</x:course></x:t></extensions></trkpt>
               <trkpt lat="34.72" lon="113.62"/>
              </trkseg>
              <trkseg><trkpt lat="34.73" lon="113.62"><time>2024-05-01T22:31:00+08:00</time></trkpt></trkseg>
             </trk>
            </gpx>
            """, null, out var notes);
        Assert.Equal(new TrackRow(6, "一队", 1, Utc("2024-05-01T14:30:00Z"), 113.62, 34.71, 101.5, 1.4, 90), reads[0].Row);
        Assert.Equal((1, null), (reads[1].Row!.Segment, reads[1].Row!.TimeUtc));
        Assert.Equal((2, Utc("2024-05-01T14:31:00Z")), (reads[2].Row!.Segment, reads[2].Row!.TimeUtc!.Value));
        Assert.Contains("1 points have no time", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_without_zone_is_refused_until_its_zone_is_declared()
    {
        const string gpx = "<gpx><trk><trkseg><trkpt lat='34.7' lon='113.6'><time>2024-05-01T22:30:00</time></trkpt></trkseg></trk></gpx>";
        Assert.Equal(ProblemCodes.BadTime, Gpx(gpx, null, out _).Single().Problem!.Code);
        Assert.Equal(Utc("2024-05-01T14:30:00Z"), Gpx(gpx, ZoneText.China, out _).Single().Row!.TimeUtc);
    }

    [Theory]
    [InlineData("lat='x' lon='113.6'", ProblemCodes.BadCoordinate)]
    [InlineData("lon='113.6'", ProblemCodes.BadCoordinate)]
    [InlineData("lat='113.6' lon='34.7'", ProblemCodes.OutOfRange)]
    public void A_broken_point_costs_itself_only(string attributes, string code)
    {
        var reads = Gpx($"<gpx><trk><trkseg>\n<trkpt {attributes}/>\n<trkpt lat='34.7' lon='113.6'/></trkseg></trk></gpx>", null, out _);
        Assert.Equal((2L, code), (reads[0].Problem!.Line, reads[0].Problem!.Code));
        Assert.NotNull(reads[1].Row);
    }

    [Fact]
    public void Real_bus_reports_are_read_with_their_vehicles_and_missing_bearings()
    {
        using var reader = new TrackCsvReader(ReferenceFiles.InSharedOrSkip("geodata/tracks/liverpool_bus_route14_2026-01-26.csv"),
            new CsvOptions { Zone = TimeZoneInfo.Utc });
        var reads = reader.ReadRows().ToList();
        Assert.All(reads, read => Assert.Null(read.Problem));
        Assert.Equal(1533, reads.Count);
        Assert.Equal(8, reads.Select(read => read.Row!.TrackName).Distinct().Count());
        Assert.Equal(399, reads.Count(read => read.Row!.HeadingDeg is null));
    }

    private static List<Read<TrackRow>> Gpx(string text, TimeZoneInfo? zone, out IReadOnlyList<string> notes)
    {
        using var reader = new GpxReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), zone);
        var reads = reader.ReadRows().ToList();
        notes = reader.Notes;
        return reads;
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
