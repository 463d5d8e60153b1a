using System.Text;
using CsCheck;
using SongshanRoad.Gis.Trackers.OwnTracks;

namespace SongshanRoad.Gis.Trackers.Tests.OwnTracks;

public class OwnTracksReaderTests
{
    [Fact]
    public void A_location_is_read_in_our_units()
    {
        var report = Read(null, """{"_type":"location","tst":1700000000,"created_at":1700000009,"lat":34.7256,"lon":113.6415,"acc":12,"vel":36,"cog":180,"batt":55,"topic":"owntracks/team-3/phone"}""");
        Assert.Equal("team-3/phone", report.Device);
        Assert.Equal(new TrackerPoint(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), 113.6415, 34.7256, 12, 10, 180, 0.55), Assert.Single(report.Points));
        Assert.Equal("header", Read("header", """{"_type":"location","tst":1700000000,"lat":1,"lon":2,"topic":"owntracks/a/b"}""").Device);
    }

    [Fact]
    public void A_ping_is_a_sign_of_life_and_no_position_of_now()
    {
        var point = Assert.Single(Read("a", """{"_type":"location","t":"p","tst":1700000000,"lat":1,"lon":2,"batt":9}""").Points);
        Assert.Equal(new TrackerPoint(null, null, null, BatteryShare: 0.09), point);
    }

    [Theory]
    [InlineData("", TrackerFlaw.None)]
    [InlineData("""{"_type":"waypoint","lat":1,"lon":2}""", TrackerFlaw.None)]
    [InlineData("""{"_type":"encrypted","data":"AAAA"}""", TrackerFlaw.Encrypted)]
    [InlineData("""{"lat":1}""", TrackerFlaw.Malformed)]
    [InlineData("[]", TrackerFlaw.Malformed)]
    [InlineData("{", TrackerFlaw.Malformed)]
    public void All_else_has_no_point(string body, TrackerFlaw expected)
    {
        var report = Read("a", body);
        Assert.Empty(report.Points);
        Assert.Equal(expected, report.Flaw);
    }

    [Fact]
    public void No_bytes_make_it_throw() => Gen.Select(Gen.Byte.Array[0, 200], Gen.Char["{}[]\":,_typelocatin1.e-\\ud"].Array[0, 80]).Sample((bytes, text) =>
    {
        OwnTracksReader.Read(null, bytes);
        OwnTracksReader.Read(null, Encoding.UTF8.GetBytes(text));
        OwnTracksReader.Read(null, Encoding.UTF8.GetBytes($$"""{"_type":"location","tst":"{{new string(text).Replace("\"", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal)}}","lat":{} }"""));
    });

    private static TrackerReport Read(string? device, string body) => OwnTracksReader.Read(device, Encoding.UTF8.GetBytes(body));
}
