using SongshanRoad.Gis.Patrols.Demo;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Storage.Live;

namespace SongshanRoad.Gis.Cli.Demo;

/// <summary>Walks the nights before tonight, so that coverage of past nights has something to show.</summary>
internal sealed class DemoHistory(DemoNetwork demo, DutyStore duties, FixStore fixes, NightCalendar nights)
{
    private const int Nights = 3;
    private const int FixesPerCommit = 5_000;
    // Sparser than live, but well under the 60 s at which a walked line is cut.
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan TourStart = TimeSpan.FromHours(2);
    private static readonly TimeSpan Tour = TimeSpan.FromHours(2);

    /// <summary>Stores the tours of the last nights, and tonight's until a moment ago.</summary>
    /// <param name="now">UTC.</param>
    /// <param name="seed">Same seed, same tours.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>How many fixes.</returns>
    public async Task<int> StoreAsync(DateTimeOffset now, int seed, CancellationToken cancellation)
    {
        var tonight = nights.NightAt(now);
        var stored = 0;
        for (var back = Nights; back >= 1; back--)
        {
            var night = new DutyNight(tonight.Date.AddDays(-back));
            var start = nights.HoursOf(night).Start + TourStart;
            stored += await StoreTourAsync(night, start, start + Tour, seed + back, cancellation);
        }

        var end = now - TimeSpan.FromMinutes(1);
        var earliest = nights.DayOf(tonight).Start;
        return stored + await StoreTourAsync(tonight, end - Tour / 2 < earliest ? earliest : end - Tour / 2, end, seed, cancellation);
    }

    private async Task<int> StoreTourAsync(
        DutyNight night, DateTimeOffset start, DateTimeOffset end, int seed, CancellationToken cancellation)
    {
        if (end <= start)
        {
            return 0;
        }

        var units = new List<SimulatedUnit>();
        foreach (var unit in demo.Units)
        {
            if (await duties.StartAsync(unit.UnitId, night, start, cancellation) is { } duty)
            {
                units.Add(unit with { DutyId = duty.Booked.Duty.DutyId });
            }
        }

        var setup = new SimulationSetup(demo.Network, demo.Projection, units, start, seed) { ReportEvery = ReportEvery };
        var waiting = new List<RawFix>();
        var stored = 0;
        foreach (var fix in NightHistory.Of(setup, end).SelectMany(batch => batch.Fixes))
        {
            waiting.Add(new RawFix(fix.DutyId, fix.FixTime, fix.Sequence, fix.LonLat.LonDeg, fix.LonLat.LatDeg,
                fix.AccuracyM, fix.SpeedMps, fix.HeadingDeg, fix.BatteryShare, Mark: null));
            if (waiting.Count == FixesPerCommit)
            {
                stored += (await fixes.AddAsync(waiting, cancellation)).Count;
                waiting.Clear();
            }
        }

        stored += (await fixes.AddAsync(waiting, cancellation)).Count;
        foreach (var unit in units)
        {
            await duties.EndAsync(unit.UnitId, end, cancellation);
        }

        return stored;
    }
}
