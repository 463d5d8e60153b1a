using CsCheck;
using SongshanRoad.Gis.Hotspots.SpaceTime;
using SongshanRoad.Gis.Hotspots.Times;

namespace SongshanRoad.Gis.Hotspots.Tests.SpaceTime;

public class SpaceTimeCubeTests
{
    private const int Units = 4;

    private static readonly DateTime Start = new(2026, 1, 5, 0, 0, 0, DateTimeKind.Unspecified);

    private static readonly TimeSteps Weeks = new(Start, TimeSpan.FromDays(7), 12);

    // Seconds, too; ends before the start, and moments.
    private static readonly Gen<CubeEvent> Event = Gen.Select(Gen.Int[0, Units - 1], Gen.Int[-30_000, 180_000], Gen.Int[-600, 120_000], Gen.Bool)
        .Select((unit, start, seconds, known) => new CubeEvent(unit, new IncidentTime(Start.AddSeconds(start), known ? null : Start.AddSeconds(start + seconds))));

    [Fact]
    public void Bins_hold_what_minutes_counted_one_by_one_give_and_the_rest_is_reported() =>
        Gen.Select(Event.Array[0, 12], Gen.Int[1, 700], Gen.Int[1, 9]).Sample((events, stepMinutes, count) =>
        {
            var steps = new TimeSteps(Start.AddMinutes(13), TimeSpan.FromMinutes(stepMinutes), count);
            var cube = SpaceTimeCube.Count(Units, steps, events);
            var expected = new double[Units * count];
            var (outside, partly) = (0, 0);
            foreach (var (unit, time) in events)
            {
                var minutes = time.End is { } end && (end - time.Start).TotalMinutes >= 2 ? (int)(end - time.Start).TotalMinutes : 1;
                var from = minutes == 1 ? time.Start : time.Start.AddSeconds(-time.Start.Second);
                var inside = 0;
                for (var minute = 0; minute < minutes; minute++)
                {
                    var step = (int)Math.Floor((from.AddMinutes(minute) - steps.Start).TotalMinutes / stepMinutes);
                    if (step >= 0 && step < count)
                    {
                        expected[(step * Units) + unit] += 1.0 / minutes;
                        inside++;
                    }
                }

                outside += inside == 0 ? 1 : 0;
                partly += inside > 0 && inside < minutes ? 1 : 0;
            }

            Near.AssertAll(expected, cube.Values.ToArray(), 1e-9);
            Assert.Equal((outside, partly), (cube.Outside, cube.PartlyOutside));
            Assert.Equal(cube.Values.ToArray(), SpaceTimeCube.Count(Units, steps, [.. Enumerable.Reverse(events)]).Values.ToArray());
        });

    [Fact]
    public void A_theft_over_night_is_shared_by_two_days_and_a_moment_is_not()
    {
        var days = new TimeSteps(Start, TimeSpan.FromDays(1), 7);
        var cube = SpaceTimeCube.Count(3, days, [new(2, new IncidentTime(Start.AddHours(21), Start.AddHours(33))), new(2, new IncidentTime(Start.AddDays(1)))]);
        Assert.Equal([0.25, 1.75], [cube.ValuesAt(0)[2], cube.ValuesAt(1)[2]]);
        Assert.Equal(Start.AddDays(7), days.End);
    }

    [Fact]
    public void An_interval_is_shared_out_by_the_time_each_step_covers()
    {
        // From six days before a boundary to twelve hours after it.
        var cube = SpaceTimeCube.Count(2, Weeks,
        [
            new(1, new IncidentTime(Start.AddDays(1), Start.AddDays(7.5))), new(1, new IncidentTime(Start.AddDays(-3), Start.AddDays(1))),
            new(0, new IncidentTime(Start.AddDays(84), Start.AddDays(90))),
        ]);
        Assert.Equal((6 / 6.5) + 0.25, cube.ValuesAt(0)[1], 1e-12);
        Assert.Equal(0.5 / 6.5, cube.ValuesAt(1)[1], 1e-12);
        Assert.Equal((1, 1), (cube.Outside, cube.PartlyOutside));
    }

    [Fact]
    public void A_step_ends_before_the_next_begins()
    {
        var cube = SpaceTimeCube.Count(1, Weeks,
            [new(0, new IncidentTime(Start.AddDays(7))), new(0, new IncidentTime(Start.AddDays(7).AddTicks(-1))), new(0, new IncidentTime(Start, Start.AddDays(7)))]);
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
        Assert.Throws<ArgumentException>(() => SpaceTimeCube.Count(1, Weeks, [new(1, new IncidentTime(Start))]));
        Assert.Throws<ArgumentException>(() => SpaceTimeCube.Count(1, Weeks, [new(-1, new IncidentTime(Start))]));
        Assert.Contains("longer steps", Assert.Throws<ArgumentException>(() => SpaceTimeCube.Count(50_000_000, Weeks, [])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SpaceTimeCube.Of(2, Weeks, new double[23]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeSteps(Start, TimeSpan.FromDays(-1), 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeSteps(Start, TimeSpan.FromSeconds(1), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeSteps(Start, TimeSpan.FromDays(1), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeSteps(Start, TimeSpan.FromDays(365), 10_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeSteps(DateTime.MaxValue.AddDays(-1), TimeSpan.FromDays(1), 3));
    }
}
