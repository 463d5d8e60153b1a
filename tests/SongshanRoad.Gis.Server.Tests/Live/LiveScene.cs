using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Server.Tests.Live;

/// <summary>What the tests of the live path play with: an evening, the district's middle, fixes along a street.</summary>
internal static class LiveScene
{
    /// <summary>22:00 in Zhengzhou; the night of 1 March.</summary>
    public static readonly DateTimeOffset Evening = new(2026, 3, 1, 14, 0, 0, TimeSpan.Zero);

    public const string Tonight = "2026-03-01";

    public const double LonDeg = 113.6415;
    public const double LatDeg = 34.7256;

    public static readonly LiveSubscription District = new(113.60, 34.70, 113.70, 34.75);

    public static FakeTimeProvider Clock() => new(Evening);

    /// <summary>Fix number <paramref name="sequence"/>: a second later and 9 m further east than the one before.</summary>
    public static ReportedFix Fix(long sequence, double eastDeg = 0) => At(Evening.AddSeconds(sequence), sequence, LonDeg + eastDeg + (sequence * 1e-4));

    public static ReportedFix At(DateTimeOffset time, long sequence, double lonDeg = LonDeg, double latDeg = LatDeg, double? accuracyM = 5) =>
        new(sequence, time.ToUnixTimeMilliseconds(), lonDeg, latDeg, accuracyM);

    public static async Task<DutyView> StartDutyAsync(this HttpClient device)
    {
        var answer = await device.PostAsync("/api/duties", null, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<DutyView>(TestContext.Current.CancellationToken))!;
    }

    public static Task<HttpResponseMessage> PostFixesAsync(this HttpClient sender, params IReadOnlyList<ReportedFix> fixes) =>
        sender.PostAsJsonAsync("/api/positions", new PositionBatch("wgs84", fixes), TestContext.Current.CancellationToken);

    public static async Task<PositionReceipt> ReportAsync(this HttpClient sender, params IReadOnlyList<ReportedFix> fixes)
    {
        var answer = await sender.PostFixesAsync(fixes);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<PositionReceipt>(TestContext.Current.CancellationToken))!;
    }

    public static async Task<T> ScalarAsync<T>(this LiveServer server, string sql)
    {
        await using var command = server.Database.DataSource.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
