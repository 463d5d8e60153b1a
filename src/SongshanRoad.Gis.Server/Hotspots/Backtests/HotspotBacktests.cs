using System.Collections.Concurrent;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Hotspots.Forecasts.Scores;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Overlays;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Storage.Hotspots;
using SongshanRoad.Gis.Storage.Hotspots.Backtests;

namespace SongshanRoad.Gis.Server.Hotspots.Backtests;

/// <summary>Tests the standing overlay on the last four weeks of duty days that are over; once a day for each kind of incidents, when
/// somebody asks.</summary>
internal sealed class HotspotBacktests(HotspotStore store, ForecastEventStore events, NightCalendar nights, TimeProvider clock) : IDisposable
{
    private const double AreaShare = 0.02;
    private const int Seed = 1;

    /// <summary>Below this many incidents before the days foreseen there is nothing to foresee from.</summary>
    private const int LeastTrainingEvents = 60;

    private static readonly TimeSpan Foreseen = TimeSpan.FromDays(28);
    private static readonly TimeSpan Training = TimeSpan.FromDays(730);
    private readonly ConcurrentDictionary<(DateTimeOffset To, string? Category, bool CalledInOnly), Kept> _kept = [];
    private readonly SemaphoreSlim _testing = new(1, 1);

    /// <summary>The test of a kind of incidents; null when there are too few of them, or no district is stored.</summary>
    public async Task<HotspotBacktestView?> GetAsync(string? category, bool calledInOnly, CancellationToken cancellation)
    {
        var to = nights.DayOf(nights.NightAt(clock.GetUtcNow())).Start;
        var key = (to, category, calledInOnly);
        // Once there is a test, single incidents entered later do not make another one worth while the same day; nor does anybody wait for it
        // while another is made.
        if (_kept.TryGetValue(key, out var made) && made.View is not null)
        {
            return made.View;
        }

        await _testing.WaitAsync(cancellation);
        try
        {
            // Without incidents, only the outline and the versions are read.
            var filter = new HotspotFilter(to - Foreseen - Training, to, category is null ? [] : [category], calledInOnly);
            var input = await store.ReadInputAsync(filter with { To = filter.From }, false, cancellation);
            var versions = (input.Versions["incidents"], input.Versions["places"]);
            if (_kept.TryGetValue(key, out var kept) && (kept.View is not null || kept.Versions == versions))
            {
                return kept.View;
            }

            var view = input.OutlineMetric is { } outline
                ? await TestAsync(filter, to - Foreseen, new PolygonWindow(outline), cancellation)
                : null;
            foreach (var old in _kept.Keys.Where(old => old.To != to))
            {
                _kept.TryRemove(old, out _);
            }

            _kept[key] = new Kept(view, versions);
            return view;
        }
        finally
        {
            _testing.Release();
        }
    }

    public void Dispose() => _testing.Dispose();

    private async Task<HotspotBacktestView?> TestAsync(HotspotFilter filter, DateTimeOffset origin, PolygonWindow window, CancellationToken cancellation)
    {
        var found = await events.ReadAsync(filter, origin, cancellation);
        var originDay = (origin - DateTimeOffset.UnixEpoch).TotalDays;
        if (found.Count(one => one.Day < originDay && window.Contains(one.Place)) < LeastTrainingEvents)
        {
            return null;
        }

        var parameters = HotspotRequest.StandingAt(origin).OnCells();
        var test = OverlayBacktest.Run(
            found, window, parameters, HotspotRequest.StandingWindow.TotalDays, originDay, Foreseen.TotalDays, AreaShare, Seed);
        return new HotspotBacktestView(
            origin, filter.To, filter.Categories.Count == 0 ? null : filter.Categories[0], filter.CalledInOnly,
            test.Shown.SizeShare, test.Shown.Units, HotspotRequest.DefaultCellM, test.Shown.Events,
            ViewOf(test.Shown), ViewOf(test.Chosen.Tested.Score), test.Chosen.Forecast.Method.ToString(), ViewOf(test.Chosen.CountTested.Score));
    }

    private static HotspotScoreView ViewOf(ForecastScore score) =>
        new(score.Hits, score.HitRate, score.HitRateInterval?.Low, score.HitRateInterval?.High, score.Pai);

    private sealed record Kept(HotspotBacktestView? View, (long Incidents, long Places) Versions);
}
