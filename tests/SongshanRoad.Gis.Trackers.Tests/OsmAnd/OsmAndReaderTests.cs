using System.Text;
using CsCheck;
using SongshanRoad.Gis.Trackers.OsmAnd;

namespace SongshanRoad.Gis.Trackers.Tests.OsmAnd;

public class OsmAndReaderTests
{
    private const string Form = "id=T1&timestamp=1700000000&lat=34.7256&lon=113.6415&speed=5.4&bearing=90&altitude=105&accuracy=8&batt=77";
    private const string FormType = "application/x-www-form-urlencoded";
    private static readonly TimeZoneInfo China = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Fact]
    public void The_three_generations_say_the_same()
    {
        const string Json = """
            {"device_id":"T1","location":{"timestamp":"2023-11-14T22:13:20.000Z","coords":{"latitude":34.7256,"longitude":113.6415,
            "accuracy":8,"speed":2.778,"heading":90,"altitude":105},"is_moving":true,"battery":{"level":0.77,"is_charging":false}}}
            """;
        foreach (var report in new[] { Read("?" + Form), Read("", FormType, Form), Read("", "application/json; charset=utf-8", Json) })
        {
            Assert.Equal("T1", report.Device);
            Assert.Equal(TrackerFlaw.None, report.Flaw);
            var point = Assert.Single(report.Points);
            Assert.Equal(point with { SpeedMps = null }, new TrackerPoint(Time, 113.6415, 34.7256, 8, null, 90, 0.77));
            Assert.Equal(5.4 * 1852 / 3600, point.SpeedMps!.Value, 0.001);
        }
    }

    [Theory]
    [InlineData("1700000000000")]
    [InlineData("1700000000.0")]
    [InlineData("2023-11-14T22:13:20Z")]
    [InlineData("2023-11-15T06:13:20%2B08:00")]
    [InlineData("2023-11-15 06:13:20")]
    [InlineData("2023-11-15+06:13:20")]
    public void A_time_may_be_written_in_many_ways(string time) =>
        Assert.Equal(Time, Assert.Single(Read($"id=1&lat=1&lon=2&timestamp={time}").Points).Time);

    [Fact]
    public void What_is_unknown_is_null_and_what_is_no_number_is_told()
    {
        var json = """{"id":7,"location":{"timestamp":"2023-11-14T22:13:20Z","coords":{"latitude":1,"longitude":2,"accuracy":0,"speed":-1,"heading":-1},"battery":{"level":-1}}}""";
        var report = Read("", "application/json", json);
        Assert.Equal("7", report.Device);
        Assert.Equal(new TrackerPoint(Time, 2, 1), Assert.Single(report.Points));
        var half = Read("id=1&lat=north&lon=113.6&timestamp=yesterday&speed=NaN");
        Assert.Equal(TrackerFlaw.UnreadableValue, half.Flaw);
        Assert.Equal(new TrackerPoint(null, 113.6, null), Assert.Single(half.Points));
    }

    [Fact]
    public void A_sign_of_life_an_alarm_and_a_token_make_no_position()
    {
        Assert.Empty(Read("id=T1&notificationToken=abc").Points);
        Assert.Equal("sos", Assert.Single(Read("deviceid=T1&alarm=sos&location=34.7,113.6").Points).Alarm);
        Assert.Equal((34.7, 113.6), (Read("deviceid=T1&location=34.7,113.6").Points[0].LatDeg, Read("deviceid=T1&location=34.7,113.6").Points[0].LonDeg));
        Assert.Null(Assert.Single(Read("id=T1&timestamp=1700000000&batt=5").Points).LatDeg);
    }

    [Fact]
    public void An_array_with_the_keys_of_the_form_is_read()
    {
        var report = Read("", "application/json", """[{"id":"T1","timestamp":1700000000,"lat":1,"lon":"2"},{"id":"T1","timestamp":1700000010,"lat":3,"lon":4,"speed":10}]""");
        Assert.Equal("T1", report.Device);
        Assert.Equal([1, 3], report.Points.Select(point => point.LatDeg!.Value));
        Assert.Equal(5.144, report.Points[1].SpeedMps!.Value, 0.001);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("12")]
    [InlineData("")]
    public void What_is_no_report_is_told(string json) => Assert.Equal(TrackerFlaw.Malformed, Read("", "application/json", json).Flaw);

    [Fact]
    public void Whom_the_address_names_is_known_when_the_document_cannot_be_read()
    {
        Assert.Equal(("T1", TrackerFlaw.Malformed), Read("?id=T1", "application/json", "{") is var report ? (report.Device, report.Flaw) : default);
        Assert.Equal("T2", Read("?id=T1", "application/json", """{"device_id":"T2"}""").Device);
    }

    [Fact]
    public void No_bytes_make_it_throw() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Char["{}[]\":,idlatonspe=&%1.e-\\u"].Array[0, 80], Gen.OneOfConst("", FormType, "application/json")).Sample((bytes, text, type) =>
        {
            OsmAndReader.Read(new string(text), type, bytes, China);
            OsmAndReader.Read("", type, Encoding.UTF8.GetBytes(text), China);
        });

    private static TrackerReport Read(string query, string? type = null, string body = "") =>
        OsmAndReader.Read(query, type, Encoding.UTF8.GetBytes(body), China);
}
