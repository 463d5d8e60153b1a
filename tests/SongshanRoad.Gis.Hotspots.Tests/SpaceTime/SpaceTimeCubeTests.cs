using CsCheck;
using SongshanRoad.Gis.Hotspots.SpaceTime;

namespace SongshanRoad.Gis.Hotspots.Tests.SpaceTime;

public class SpaceTimeCubeTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSteps Weeks = new(Start, TimeSpan.FromDays(7), 12);

    private static readonly Gen<CubeEvent[]> Events = Gen.Select(Gen.Int[0, 4], Gen.Int[-20_000, 140_000], Gen.OneOf(Gen.Const(0), Gen.Int[1, 30_000]))
        .Select((unit, minute, length) => new CubeEvent(unit, Start.AddMinutes(minute), Start.AddMinutes(minute + length))).Array[0, 60];

    [Fact]
    public void Every_event_is_counted_once_in_whole_or_in_parts_or_reported_as_outside() => Events.Sample(events =>
    {
        var cube = SpaceTimeCube.Count(5, Weeks, events);
        var inside = events.Sum(e => e.From == e.To
            ? (e.From >= Start && e.From < Weeks.End ? 1.0 : 0.0)
            : Math.Max(0, (Min(e.To, Weeks.End) - Max(e.From, Start)).TotalMinutes) / (e.To - e.From).TotalMinutes);
        Assert.Equal(inside, cube.Values.ToArray().Sum(), 1e-9);
        Assert.Equal(events.Length, cube.Outside + events.Count(e => (e.From < Weeks.End && e.To > Start) || (e.From == e.To && e.From == Start)));
        Assert.Equal(cube.Values.ToArray(), SpaceTimeCube.Count(5, Weeks, [.. events.Reverse()]).Values.ToArray());
    });

    [Fact]
    public void An_interval_is_shared_out_by_the_time_each_step_covers()
    {
        // From six days before a boundary to twelve hours after it.
        var cube = SpaceTimeCube.Count(2, Weeks, [new(1, Start.AddDays(1), Start.AddDays(7.5)), new(1, Start.AddDays(-3), Start.AddDays(1)), new(0, Start.AddDays(84), Start.AddDays(90))]);
        Assert.Equal((6 / 6.5) + 0.25, cube.ValuesAt(0)[1], 1e-12);
        Assert.Equal(0.5 / 6.5, cube.ValuesAt(1)[1], 1e-12);
        Assert.Equal((1, 1), (cube.Outside, cube.PartlyOutside));
    }

    [Fact]
    public void A_step_ends_before_the_next_begins()
    {
        var cube = SpaceTimeCube.Count(1, Weeks, [new(0, Start.AddDays(7), Start.AddDays(7)), new(0, Start.AddDays(7).AddTicks(-1), Start.AddDays(7).AddTicks(-1)), new(0, Start, Start.AddDays(7))]);
        Assert.Equal([2, 1], [cube.ValuesAt(0)[0], cube.ValuesAt(1)[0]]);
        Assert.Equal(-1, Weeks.StepOf(Start.AddTicks(-1)));
    }

    [Fact]
    public void Whole_steps_end_at_the_end_and_what_is_too_short_is_left_out_at_the_beginning()
    {
        var steps = TimeSteps.EndingAt(Start, Start.AddDays(30), TimeSpan.FromDays(7));
        Assert.Equal((Start.AddDays(2), 4, Start.AddDays(30)), (steps.Start, steps.Count, steps.End));
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeSteps.EndingAt(Start, Start.AddDays(6), TimeSpan.FromDays(7)));
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeSteps.EndingAt(Start, Start.AddYears(900), TimeSpan.FromDays(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeSteps.EndingAt(Start, Start.AddDays(30), TimeSpan.Zero));
    }

    [Fact]
    public void Unusable_events_and_sizes_are_refused()
    {
        Assert.Contains("before it begins", Assert.Throws<ArgumentException>(() => SpaceTimeCube.Count(1, Weeks, [new(0, Start, Start.AddDays(-1))])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SpaceTimeCube.Count(1, Weeks, [new(1, Start, Start)]));
        Assert.Contains("longer steps", Assert.Throws<ArgumentException>(() => SpaceTimeCube.Count(50_000_000, Weeks, [])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SpaceTimeCube.Of(2, Weeks, new double[23]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeSteps(Start, TimeSpan.FromDays(-1), 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeSteps(DateTimeOffset.MaxValue.AddDays(-1), TimeSpan.FromDays(1), 3));
    }

    private static DateTimeOffset Min(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
