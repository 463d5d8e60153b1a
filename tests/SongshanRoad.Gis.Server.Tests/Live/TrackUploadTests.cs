using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Testing;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;

namespace SongshanRoad.Gis.Server.Tests.Live;

public class TrackUploadTests(PostGisCluster cluster)
{
    private const string Team = "team-1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lost_evening_is_told_file_by_file_and_a_bad_file_stores_nothing_while_the_others_count()
    {
        var clock = Clock();
        await using var server = await LiveServer.StartAsync(cluster, clock);
        using var leader = await OnDutyForFourHoursAsync(server, clock, Roles.Leader);
        // A jump of 9 km within a second; before the duty; no time; no zone; no number.
        var mixed = Gpx(Walk(0, 60) + Point(Evening.AddSeconds(60), LonDeg + 0.1) + Point(Evening.AddMinutes(-1), LonDeg)
            + "<trkpt lat='34.7256' lon='113.6415'/>\n<trkpt lat='34.7256' lon='113.6415'><time>2026-03-01T22:00:00</time></trkpt>\n<trkpt lat='north' lon='113.6415'/>\n");
        var cut = Gpx(Walk(600, 40));
        cut = cut[..cut.LastIndexOf("<trkpt", StringComparison.Ordinal)];
        const string bomb = "<!DOCTYPE gpx [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><gpx><trk><name>&b;</name></trk></gpx>";

        var upload = await UploadedAsync(leader, ("mixed.gpx", mixed), ("cut.gpx", cut), ("bomb.gpx", bomb), ("table.csv", "time,lon,lat"), ("empty.gpx", ""),
            ("晚巡 2.gpx", Gpx(Walk(1000, 1500))));

        Assert.Equal(["mixed.gpx", "cut.gpx", "bomb.gpx", "table.csv", "empty.gpx", "晚巡 2.gpx"], upload.Files.Select(file => file.FileName));
        var told = upload.Files[0];
        Assert.Equal((65, 61, 0, 1, 1, 2), (told.Points, told.Stored, told.Duplicates, told.OffDuty, told.WithoutTime, told.Unreadable));
        Assert.Equal([new MarkedCount(ProblemCodes.FixImpossibleJump, 1)], told.Marked);
        Assert.Equal(2, told.FirstUnreadable.Count);
        Assert.Contains("2026-03-01T22:00:00", told.FirstUnreadable[0].Sentence, StringComparison.Ordinal);
        Assert.Equal(told.FirstUnreadable[0].Line + 1, told.FirstUnreadable[1].Line);
        Assert.Equal((Evening.AddMinutes(-1), Evening.AddSeconds(60)), (told.FirstFixAt, told.LastFixAt));
        Assert.Null(told.Problem);
        Assert.Equal(["truncated", "not-this-format", "not-this-format", "empty-file"], upload.Files.Skip(1).Take(4).Select(file => file.Problem!.Code));
        Assert.All(upload.Files.Skip(1).Take(4), file => Assert.Equal((0, 0), (file.Points, file.Stored)));
        Assert.True(upload.Files[1].Problem!.Line > 1);
        // More than one batch.
        Assert.Equal((1500, 1500, 0), (upload.Files[5].Points, upload.Files[5].Stored, upload.Files[5].Marked.Count));
        Assert.Equal(1560, await server.ScalarAsync<long>("select count(*) from fix where mark is null"));
        Assert.Equal("{\"files\": 6, \"points\": 1565, \"stored\": 1561}", await server.AskAsync("select detail::text from audit where action = 'track.upload'"));

        var again = await UploadedAsync(leader, ("mixed.gpx", mixed), ("晚巡 2.gpx", Gpx(Walk(1000, 1500))));
        Assert.Equal([(0, 61), (0, 1500)], again.Files.Select(file => (file.Stored, file.Duplicates)));
        Assert.Equal(1561, await server.ScalarAsync<long>("select count(*) from fix"));
    }

    [Fact]
    public async Task An_evening_of_a_fix_a_second_fits_and_what_the_budget_has_no_room_for_is_told_when_to_come_back()
    {
        var clock = Clock();
        await using var server = await LiveServer.StartAsync(cluster, clock);
        using var leader = await OnDutyForFourHoursAsync(server, clock, Roles.Leader);
        var evening = Gpx(Walk(0, 14_400, stepDeg: 1e-6));

        Assert.Equal((14_400, 14_400), await CountsAsync(leader, evening));
        var full = Assert.Single((await UploadedAsync(leader, ("again.gpx", evening))).Files);
        Assert.Equal((14_400, 0, 0, "too-many-requests"), (full.Points, full.Stored, full.Duplicates, full.Problem!.Code));
        Assert.Contains("in 44 s", full.Problem!.Sentence, StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromSeconds(44));
        Assert.Equal(14_400, Assert.Single((await UploadedAsync(leader, ("again.gpx", evening))).Files).Duplicates);
        var tooLong = Assert.Single((await UploadedAsync(leader, ("day.gpx", Gpx(Walk(0, 20_001, stepDeg: 1e-6))))).Files);
        Assert.Equal(("too-large", 0), (tooLong.Problem!.Code, tooLong.Stored));
    }

    [Fact]
    public async Task A_team_uploads_its_own_night_only_and_a_leader_of_a_community_its_teams_only()
    {
        var clock = Clock();
        await using var server = await LiveServer.StartAsync(cluster, clock);
        using var dispatcher = await OnDutyForFourHoursAsync(server, clock, Roles.Dispatcher);
        await server.AddUnitAsync("car-1");
        using var team = server.CreateClient(await server.VolunteerCookieAsync(Team));
        using var yesterday = server.CreateClient(await server.VolunteerCookieAsync(Team, "2026-02-28"));
        using var elsewhere = server.CreateClient(await server.OfficeCookieAsync(Roles.Leader, "410103010001"));
        using var nobody = server.CreateClient();
        using var device = server.CreateDevice(await server.AddUnitAsync("car-2"));
        var walk = Gpx(Walk(0, 10));

        Assert.Equal(10, Assert.Single((await UploadedAsync(yesterday, ("a.gpx", walk))).Files).OffDuty);
        Assert.Equal((10, 10), await CountsAsync(team, walk));
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(team, "car-1", "wgs84", ("a.gpx", walk))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(team, "no-such", "wgs84", ("a.gpx", walk))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(elsewhere, Team, "wgs84", ("a.gpx", walk))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(nobody, Team, "wgs84", ("a.gpx", walk))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(device, "car-2", "wgs84", ("a.gpx", walk))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(dispatcher, "no-such", "wgs84", ("a.gpx", walk))).StatusCode);
        Assert.Equal(10, await server.ScalarAsync<long>("select count(*) from fix"));
    }

    [Fact]
    public async Task The_datum_is_declared_and_what_is_no_upload_is_refused_with_a_sentence()
    {
        var clock = Clock();
        await using var server = await LiveServer.StartAsync(cluster, clock);
        using var dispatcher = await OnDutyForFourHoursAsync(server, clock, Roles.Dispatcher);
        var point = Gpx("<trkpt lat='34.7244184' lon='113.6475626'><time>2026-03-01T14:00:05Z</time></trkpt>");

        foreach (var query in (string[])["", "?datum=mars"])
        {
            Assert.Contains("wgs84", await RefusalAsync(await dispatcher.PostAsync($"/api/units/{Team}/tracks{query}", Form(("a.gpx", point)), Cancellation), 400), StringComparison.Ordinal);
        }

        const string path = $"/api/units/{Team}/tracks?datum=gcj02";
        Assert.Contains("multipart", await RefusalAsync(await dispatcher.PostAsJsonAsync(path, point, Cancellation), 400), StringComparison.Ordinal);
        Assert.Contains("no file", await RefusalAsync(await dispatcher.PostAsync(path, new MultipartFormDataContent { { new StringContent("x"), "note" } }, Cancellation), 400), StringComparison.Ordinal);
        var broken = new StringContent("--x\r\nnonsense", Encoding.UTF8);
        broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        Assert.Contains("broken", await RefusalAsync(await dispatcher.PostAsync(path, broken, Cancellation), 400), StringComparison.Ordinal);
        using var large = new HttpRequestMessage(HttpMethod.Post, path) { Content = Form(("large.gpx", new string(' ', 17 * 1024 * 1024))) };
        large.Headers.ExpectContinue = true;
        await RefusalAsync(await dispatcher.SendAsync(large, Cancellation), 413);
        const string head = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.gpx\"\r\n\r\n";
        foreach (var after in (string[])["\r\n--x\r\nnonsense", "\r\n" + head + point])
        {
            var cut = new StringContent(head + point + after, Encoding.UTF8);
            cut.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
            Assert.Contains("nothing was stored", await RefusalAsync(await dispatcher.PostAsync(path, cut, Cancellation), 400), StringComparison.Ordinal);
        }

        var files = Enumerable.Range(0, 21).Select(number => ($"{number}.gpx", Gpx(Walk(10 * number, 5)))).ToArray();
        Assert.Contains("20 files", await RefusalAsync(await dispatcher.PostAsync(path, Form(files), Cancellation), 400), StringComparison.Ordinal);
        Assert.Equal(0, await server.ScalarAsync<long>("select count(*) from fix"));

        (await dispatcher.PostAsync(path, Form(("a.gpx", point)), Cancellation)).EnsureSuccessStatusCode();
        // GCJ-02 is converted on the way in: 568 m here.
        Assert.Equal("113.64150 34.72560", await server.AskAsync("select concat_ws(' ', round(ST_X(position)::numeric, 5), round(ST_Y(position)::numeric, 5)) from fix"));
    }

    [Fact]
    public async Task When_the_database_goes_in_the_middle_the_answer_says_what_is_stored_and_the_audit_has_it()
    {
        var clock = Clock();
        await using var server = await LiveServer.StartAsync(cluster, clock);
        using var dispatcher = await OnDutyForFourHoursAsync(server, clock, Roles.Dispatcher);
        await server.RunAsync("create function lose() returns trigger language plpgsql as $$ begin raise 'gone' using errcode = '57P01'; end $$");
        await server.RunAsync($"create trigger lose before insert on fix for each row when (new.fix_time >= '{Evening.AddSeconds(1500):O}') execute function lose()");
        (string, string)[] files = [("a.gpx", Gpx(Walk(0, 10))), ("b.gpx", Gpx(Walk(100, 1500))), ("c.gpx", Gpx(Walk(50, 10)))];

        var upload = await UploadedAsync(dispatcher, files);
        Assert.Equal(
            [(10, 10, null), (1500, 1000, ProblemCodes.StorageUnavailable), (0, 0, ProblemCodes.StorageUnavailable)],
            upload.Files.Select(file => (file.Points, file.Stored, file.Problem?.Code)));
        Assert.Equal("{\"files\": 3, \"points\": 1510, \"stored\": 1010}", await server.AskAsync("select detail::text from audit where action = 'track.upload'"));
        // Nothing of this one is stored, which is what the refusal says.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await PostAsync(dispatcher, Team, "wgs84", ("d.gpx", Gpx(Walk(2000, 10))))).StatusCode);

        await server.RunAsync("drop trigger lose on fix");
        Assert.Equal([(0, 10), (500, 1000), (10, 0)], (await UploadedAsync(dispatcher, files)).Files.Select(file => (file.Stored, file.Duplicates)));
        Assert.NotEmpty(server.Log.Take());
    }

    /// <summary>The team's duty ran from 22:00 to 02:00; its phone sent nothing.</summary>
    private static async Task<HttpClient> OnDutyForFourHoursAsync(LiveServer server, FakeTimeProvider clock, string role)
    {
        using var device = server.CreateDevice(await server.AddUnitAsync(Team, "volunteerTeam"));
        await device.StartDutyAsync();
        clock.Advance(TimeSpan.FromHours(4));
        (await device.DeleteAsync("/api/duties/current", Cancellation)).EnsureSuccessStatusCode();
        return server.CreateClient(await server.OfficeCookieAsync(role));
    }

    private static string Gpx(string points) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>walk</name><trkseg>
        {points}</trkseg></trk></gpx>
        """;

    private static string Walk(int fromSecond, int count, double stepDeg = 1e-5) =>
        string.Concat(Enumerable.Range(fromSecond, count).Select(second => Point(Evening.AddSeconds(second), LonDeg + ((second - fromSecond) * stepDeg))));

    private static string Point(DateTimeOffset time, double lonDeg) =>
        string.Create(CultureInfo.InvariantCulture, $"<trkpt lat='{LatDeg}' lon='{lonDeg:F7}'><time>{time:yyyy-MM-ddTHH:mm:ssZ}</time></trkpt>\n");

    private static MultipartFormDataContent Form(params (string Name, string Content)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, content) in files)
        {
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "file", name);
        }

        return form;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string unit, string datum, params (string Name, string Content)[] files) =>
        client.PostAsync($"/api/units/{unit}/tracks?datum={datum}", Form(files), Cancellation);

    private static async Task<TrackUploadView> UploadedAsync(HttpClient client, params (string Name, string Content)[] files)
    {
        var answer = await PostAsync(client, Team, "wgs84", files);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
        var upload = (await answer.Content.ReadFromJsonAsync<TrackUploadView>(Cancellation))!;
        Assert.All(upload.Files.Where(file => file.Problem is null), file =>
            Assert.Equal(file.Points, file.Stored + file.Duplicates + file.OffDuty + file.WithoutTime + file.Unreadable));
        return upload;
    }

    private static async Task<(int Points, int Stored)> CountsAsync(HttpClient client, string file)
    {
        var told = Assert.Single((await UploadedAsync(client, ("a.gpx", file))).Files);
        return (told.Points, told.Stored);
    }

    private static async Task<string> RefusalAsync(HttpResponseMessage answer, int code)
    {
        Assert.Equal(code, (int)answer.StatusCode);
        using var problem = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(ProblemCodes.InvalidValue, problem.RootElement.GetProperty("code").GetString());
        return problem.RootElement.GetProperty("detail").GetString()!;
    }
}
