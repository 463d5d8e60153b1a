using CsCheck;
using SongshanRoad.Gis.Hotspots.Times;

namespace SongshanRoad.Gis.Hotspots.Tests.Times;

public class CubeWeightsTests
{
    private const int Cells = 4;

    private static readonly DateTime Start = new(2026, 1, 5, 0, 0, 0, DateTimeKind.Unspecified);

    private static readonly Gen<(int Cell, IncidentTime Time)> Incident = Gen.Select(Gen.Int[-1, Cells - 1], Gen.Int[-500, 3_000], Gen.Int[-10, 2_000], Gen.Bool)
        .Select((cell, start, minutes, known) => (cell, new IncidentTime(Start.AddMinutes(start), known ? null : Start.AddMinutes(start + minutes))));

    [Fact]
    public void Bins_hold_what_minutes_counted_one_by_one_give_and_the_rest_is_said() =>
        Gen.Select(Incident.Array[0, 12], Gen.Int[1, 700], Gen.Int[1, 9]).Sample((incidents, stepMinutes, count) =>
        {
            var steps = new TimeSteps(Start.AddMinutes(13), TimeSpan.FromMinutes(stepMinutes), count);
            var cube = Fill(incidents, steps);
            var expected = new double[Cells * count];
            foreach (var (cell, time) in incidents.Where(incident => incident.Cell >= 0))
            {
                var minutes = time.End is { } end && (end - time.Start).TotalMinutes > 1 ? (int)(end - time.Start).TotalMinutes : 1;
                for (var minute = 0; minute < minutes; minute++)
                {
                    var step = (int)Math.Floor((time.Start.AddMinutes(minute) - steps.Start).TotalMinutes / stepMinutes);
                    if (step >= 0 && step < count)
                    {
                        expected[(cell * count) + step] += 1.0 / minutes;
                    }
                }
            }

            for (var bin = 0; bin < expected.Length; bin++)
            {
                Assert.Equal(expected[bin], cube.Weights[bin], 1e-9);
            }

            Assert.Equal(incidents.Count(incident => incident.Cell < 0), cube.OutsideCells);
            Assert.Equal(incidents.Length, cube.Weights.Sum() + cube.OutsideSteps + cube.OutsideCells, 1e-9);
            Assert.Equal(cube.Weights, Fill([.. Enumerable.Reverse(incidents)], steps).Weights);
        });

    [Fact]
    public void A_theft_over_night_is_shared_by_two_days_and_a_moment_is_not()
    {
        var days = new TimeSteps(Start, TimeSpan.FromDays(1), 7);
        var cube = Fill([(2, new IncidentTime(Start.AddHours(21), Start.AddHours(33))), (2, new IncidentTime(Start.AddDays(1)))], days);
        Assert.Equal(0.25, cube.Of(2, 0), 1e-15);
        Assert.Equal(1.75, cube.Of(2, 1), 1e-15);
        Assert.Equal(Start.AddDays(7), days.End);
    }

    [Fact]
    public void Nonsense_is_named()
    {
        var day = new TimeSteps(Start, TimeSpan.FromDays(1), 1);
        Assert.Throws<ArgumentException>(() => CubeWeights.Fill([0], [], 1, day));
        Assert.Throws<ArgumentException>(() => CubeWeights.Fill([1], [new IncidentTime(Start)], 1, day));
        Assert.Throws<ArgumentException>(() => CubeWeights.Fill([], [], int.MaxValue, day));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeSteps(Start, TimeSpan.FromSeconds(1), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeSteps(Start, TimeSpan.FromDays(1), 0));
        Assert.Throws<ArgumentException>(() => new TimeSteps(Start, TimeSpan.FromDays(365), 10_000));
    }

    private static CubeWeights Fill((int Cell, IncidentTime Time)[] incidents, TimeSteps steps) =>
        CubeWeights.Fill([.. incidents.Select(incident => incident.Cell)], [.. incidents.Select(incident => incident.Time)], Cells, steps);
}
