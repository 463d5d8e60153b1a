using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using CsCheck;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Testing;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;

namespace SongshanRoad.Gis.Server.Tests.Live;

public class PhoneTests(PostGisCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Traccar_Client_of_every_generation_and_OwnTracks_send_the_same_point_once()
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        var (phone, desk) = await OnDutyAsync(server);
        using (desk)
        {
            using var app = server.CreateClient();
            var time = Evening.ToUnixTimeSeconds();
            var query = Query(phone, $"timestamp={time}&lat=34.7256&lon=113.6415&speed=5.4&bearing=90&accuracy=8&batt=77");
            await AssertTakenAsync(await app.PostAsync($"/in/osmand?{query}", null, Cancellation));
            await AssertTakenAsync(await app.GetAsync($"/in/osmand?{query}", Cancellation));
            await AssertTakenAsync(await app.PostAsync("/in/osmand", new StringContent(query, Encoding.UTF8, "application/x-www-form-urlencoded"), Cancellation));
            await AssertTakenAsync(await PostJsonAsync(app, "/in/osmand", $$$"""
                {"device_id":"{{{phone.Token}}}","location":{"timestamp":"{{{Evening:yyyy-MM-ddTHH:mm:ss.fffZ}}}","coords":{"latitude":34.7256,"longitude":113.6415,"accuracy":8} } }
                """));
            await AssertTakenAsync(await PostJsonAsync(app, phone.OwnTracksPath, $$"""{"_type":"location","tst":{{time}},"lat":34.7256,"lon":113.6415,"acc":8}"""), "[]");

            Assert.Equal(1, await server.ScalarAsync<long>("select count(*) from fix"));
            Assert.Equal("113.6415 34.7256 8 2.78 90 0.77", await server.AskAsync(
                "select concat_ws(' ', ST_X(position), ST_Y(position), accuracy_m, round(speed_mps::numeric, 2), heading_deg, battery_share) from fix where mark is null"));
        }
    }

    [Fact]
    public async Task Whatever_a_known_phone_sends_is_taken_and_what_is_no_position_is_seen_by_a_dispatcher()
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        var (phone, desk) = await OnDutyAsync(server);
        using (desk)
        {
            using var app = server.CreateClient();
            var time = Evening.ToUnixTimeSeconds();
            await AssertTakenAsync(await app.GetAsync($"/in/osmand?{Query(phone, $"timestamp={time}&lat=north&lon=113.6")}", Cancellation));
            await AssertTakenAsync(await app.GetAsync($"/in/osmand?{Query(phone, $"timestamp={time}&lat=500&lon=113.6")}", Cancellation));
            await AssertTakenAsync(await app.GetAsync($"/in/osmand?{Query(phone, $"timestamp={time}&lat=34.7&lon=113.6&mock=true")}", Cancellation));
            await AssertTakenAsync(await app.GetAsync($"/in/osmand?{Query(phone, $"timestamp={time}&lat=34.7256&lon=113.6415&alarm=tow")}", Cancellation));
            await AssertTakenAsync(await PostJsonAsync(app, phone.OwnTracksPath, "{"), "[]");
            await AssertTakenAsync(await PostJsonAsync(app, phone.OwnTracksPath, """{"_type":"encrypted","data":"AAAA"}"""), "[]");
            await AssertTakenAsync(await PostJsonAsync(app, phone.OwnTracksPath, ""), "[]");

            var kept = await desk.GetFromJsonAsync<List<QuarantinedReportView>>("/api/quarantine", Cancellation);
            Assert.Equal(["encrypted", "malformed", "alarm", "unreadable-value"], kept!.Select(report => report.Reason));
            Assert.All(kept!, report => Assert.Equal(("team-1", Evening), (report.UnitId, report.ReceivedAt)));
            Assert.Equal("{", kept![1].Content);
            Assert.Equal($"?id=TOKEN&timestamp={time}&lat=north&lon=113.6", kept[3].Content);
            // Out of range, made up and with an alarm: kept raw, one of them believed.
            Assert.Equal("fix-mock-position 113.6 34.7, fix-nowhere 113.6 500", await server.AskAsync(
                "select string_agg(concat_ws(' ', mark, ST_X(position), ST_Y(position)), ', ' order by mark) from fix where mark is not null"));
            Assert.Equal(1, await server.ScalarAsync<long>("select count(*) from fix where mark is null"));
        }
    }

    [Fact]
    public async Task A_phone_that_sends_nonsense_all_night_does_not_fill_the_disk()
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        var (phone, desk) = await OnDutyAsync(server);
        using (desk)
        {
            using var app = server.CreateClient();
            foreach (var number in Enumerable.Range(1, 105))
            {
                await AssertTakenAsync(await PostJsonAsync(app, phone.OwnTracksPath, $"{{{number}{new string(' ', 5000)}"), "[]");
            }

            var kept = await desk.GetFromJsonAsync<List<QuarantinedReportView>>("/api/quarantine", Cancellation);
            Assert.Equal(100, kept!.Count);
            Assert.StartsWith("{105 ", kept[0].Content, StringComparison.Ordinal);
            Assert.All(kept, report => Assert.Equal(4096, report.Content.Length));
        }
    }

    [Fact]
    public async Task Off_duty_and_after_its_night_everything_is_taken_and_nothing_kept()
    {
        var clock = Clock();
        await using var server = await LiveServer.StartAsync(cluster, clock);
        var (phone, desk) = await OnDutyAsync(server);
        using (desk)
        {
            using var app = server.CreateClient();
            clock.Advance(TimeSpan.FromHours(2));
            (await desk.DeleteAsync("/api/units/team-1/duty", Cancellation)).EnsureSuccessStatusCode();
            clock.Advance(TimeSpan.FromHours(1));
            await AssertTakenAsync(await app.GetAsync($"/in/osmand?{Point(phone, clock.GetUtcNow())}", Cancellation));
            await AssertTakenAsync(await PostJsonAsync(app, phone.OwnTracksPath, "{"), "[]");
            Assert.Equal(0, await server.ScalarAsync<long>("select (select count(*) from fix) + (select count(*) from quarantine)"));
            // What it kept in a dead zone while on duty still counts.
            await AssertTakenAsync(await app.GetAsync($"/in/osmand?{Point(phone, Evening.AddMinutes(5))}", Cancellation));
            Assert.Equal(1, await server.ScalarAsync<long>("select count(*) from fix"));
            // The next night the unit is on duty again, but this phone was enrolled for the last one.
            clock.Advance(TimeSpan.FromDays(1));
            using var nextDesk = await server.SignInAsync(Roles.Dispatcher);
            (await nextDesk.PostAsync("/api/units/team-1/duty", null, Cancellation)).EnsureSuccessStatusCode();
            await AssertTakenAsync(await app.GetAsync($"/in/osmand?{Point(phone, clock.GetUtcNow())}", Cancellation));
            await AssertTakenAsync(await PostJsonAsync(app, phone.OwnTracksPath, "{"), "[]");
            Assert.Equal(1, await server.ScalarAsync<long>("select (select count(*) from fix) + (select count(*) from quarantine)"));
            using var device = server.CreateDevice(phone.Token);
            Assert.Equal(HttpStatusCode.Forbidden, (await device.PostAsync("/api/duties", null, Cancellation)).StatusCode);
        }
    }

    [Fact]
    public async Task A_phone_is_enrolled_by_a_dispatcher_only_for_a_unit_and_a_datum_that_exist()
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        var (phone, desk) = await OnDutyAsync(server, "gcj02");
        using (desk)
        using (var leader = await server.SignInAsync(Roles.Leader))
        using (var app = server.CreateClient())
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await leader.PostAsJsonAsync("/api/units/team-1/phones", new NewPhone("wgs84"), Cancellation)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await leader.GetAsync("/api/quarantine", Cancellation)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await desk.PostAsJsonAsync("/api/units/nobody/phones", new NewPhone("wgs84"), Cancellation)).StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, (await desk.PostAsJsonAsync("/api/units/team-1/phones", new NewPhone("mars"), Cancellation)).StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, (await desk.PostAsJsonAsync("/api/units/team-1/phones", new NewPhone("wgs84", "tonight"), Cancellation)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync($"/in/osmand?{Point(phone with { Token = "guessed" }, Evening)}", Cancellation)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/in/osmand", Cancellation)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await PostJsonAsync(app, "/in/owntracks/guessed", "{}")).StatusCode);
            // GCJ-02 is converted on the way in: 568 m here.
            await AssertTakenAsync(await app.GetAsync($"/in/osmand?{Query(phone, $"timestamp={Evening.ToUnixTimeSeconds()}&lat=34.7244184&lon=113.6475626")}", Cancellation));
            Assert.Equal("113.64150 34.72560", await server.AskAsync("select concat_ws(' ', round(ST_X(position)::numeric, 5), round(ST_Y(position)::numeric, 5)) from fix"));
        }
    }

    [Fact]
    public async Task A_phone_whose_report_was_not_stored_is_told_to_keep_it()
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        var (phone, desk) = await OnDutyAsync(server);
        using (desk)
        {
            using var app = server.CreateClient();
            var points = string.Join(',', Enumerable.Range(0, 1000).Select(second =>
                $$"""{"id":"{{phone.Token}}","timestamp":{{Evening.ToUnixTimeSeconds() + second}},"lat":34.7256,"lon":113.6415}"""));
            HttpResponseMessage answer;
            var sent = 0;
            do
            {
                answer = await PostJsonAsync(app, "/in/osmand", $"[{points}]");
                sent++;
            }
            while (answer.IsSuccessStatusCode && sent < 50);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
            // Two minutes are the furthest a clock may run ahead; the rest is kept, too, but not believed.
            Assert.Equal(1000, await server.ScalarAsync<long>("select count(*) from fix"));
        }
    }

    [Fact]
    public void Two_places_have_two_numbers() =>
        Gen.Select(Gen.Int[-1_800_000_000, 1_800_000_000], Gen.Int[-900_000_000, 900_000_000], Gen.Int[-1, 1], Gen.Int[-1, 1]).Sample((lon, lat, east, north) =>
        {
            var (one, other) = (PositionSequence.Of(lon / 1e7, lat / 1e7), PositionSequence.Of((lon + east) / 1e7, (lat + north) / 1e7));
            Assert.True(one >= 0);
            var isSame = Math.Clamp(lon + east, -1_800_000_000, 1_800_000_000) == lon && Math.Clamp(lat + north, -900_000_000, 900_000_000) == lat;
            Assert.Equal(isSame, one == other);
        });

    private static async Task<(EnrolledPhone Phone, HttpClient Desk)> OnDutyAsync(LiveServer server, string datum = "wgs84")
    {
        await server.AddUnitAsync("team-1", "volunteerTeam");
        var desk = await server.SignInAsync(Roles.Dispatcher);
        var answer = await desk.PostAsJsonAsync("/api/units/team-1/phones", new NewPhone(datum), Cancellation);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var phone = (await answer.Content.ReadFromJsonAsync<EnrolledPhone>(Cancellation))!;
        Assert.Equal(Tonight, phone.Night);
        (await desk.PostAsync("/api/units/team-1/duty", null, Cancellation)).EnsureSuccessStatusCode();
        return (phone, desk);
    }

    private static string Query(EnrolledPhone phone, string rest) => $"id={phone.Token}&{rest}";

    private static string Point(EnrolledPhone phone, DateTimeOffset time) =>
        Query(phone, string.Create(CultureInfo.InvariantCulture, $"timestamp={time.ToUnixTimeSeconds()}&lat={LatDeg}&lon={LonDeg}"));

    private static Task<HttpResponseMessage> PostJsonAsync(HttpClient app, string path, string json) =>
        app.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"), Cancellation);

    private static async Task AssertTakenAsync(HttpResponseMessage answer, string body = "")
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(body, await answer.Content.ReadAsStringAsync(Cancellation));
    }
}
