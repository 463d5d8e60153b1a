using CsCheck;
using SongshanRoad.Gis.Patrols.Live;
using static SongshanRoad.Gis.Patrols.Tests.Live.LiveSketch;

namespace SongshanRoad.Gis.Patrols.Tests.Live;

public class LivePictureWriterTests
{
    [Fact]
    public void A_late_fix_never_moves_a_unit_backwards()
    {
        var writer = OnDuty("a");
        writer.Apply([Fix("a", 20, eastM: 20)]);
        var after = writer.Apply([Fix("a", 10, eastM: 10)]);
        Assert.Equal(Evening.AddSeconds(20), after.Units["a"].Latest!.FixTime);
    }

    [Fact]
    public void A_duplicate_makes_no_new_version()
    {
        var writer = OnDuty("a");
        var first = writer.Apply([Fix("a", 20)]);
        Assert.Same(first, writer.Apply([Fix("a", 20), Fix("a", 20)]));
    }

    [Fact]
    public void A_fix_of_a_duty_that_is_not_running_puts_nobody_on_the_map()
    {
        var writer = OnDuty("a");
        Assert.Same(writer.Current, writer.Apply([Fix("b", 1), Fix("a", 1, round: 7)]));
    }

    [Fact]
    public void A_late_end_of_an_old_duty_leaves_the_new_one_running()
    {
        var writer = OnDuty("a");
        writer.Start(Duty("a", round: 1));
        writer.End("a/0");
        Assert.Equal("a/1", writer.Current.Units["a"].Duty.DutyId);
        writer.Start(Duty("a", round: 0));
        Assert.Equal("a/1", writer.Current.Units["a"].Duty.DutyId);
    }

    [Fact]
    public void Any_order_of_arrival_gives_the_same_state() =>
        Gen.Select(FixesOfOneDuty, Gen.Int[1, 7], Gen.Int).Sample((fixes, batch, seed) =>
        {
            var shuffled = fixes.ToArray();
            new Random(seed).Shuffle(shuffled);
            return StateAfter(fixes.OrderBy(fix => fix, Patrols.Live.Fix.ByTime), 1) == StateAfter(shuffled.Concat(fixes), batch);
        });

    [Fact]
    public void The_picture_agrees_with_a_plain_dictionary() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 3], Gen.Int[0, 40]).Array[0, 80].Sample(steps =>
        {
            var writer = new LivePictureWriter("e");
            var model = new Dictionary<string, (int Round, DateTimeOffset? Latest)>();
            var rounds = new Dictionary<string, int>();
            foreach (var (what, which, second) in steps)
            {
                var unitId = $"unit{which}";
                var round = rounds.GetValueOrDefault(unitId);
                if (what == 0)
                {
                    rounds[unitId] = ++round;
                    model[unitId] = (round, null);
                    writer.Start(Duty(unitId, round: round));
                }
                else if (what == 1)
                {
                    model.Remove(unitId);
                    writer.End($"{unitId}/{round}");
                }
                else
                {
                    if (model.TryGetValue(unitId, out var known))
                    {
                        var time = Evening.AddSeconds(second);
                        model[unitId] = (round, known.Latest > time ? known.Latest : time);
                    }

                    writer.Apply([Fix(unitId, second, round: round)]);
                }
            }

            return writer.Current.Units.Count == model.Count && model.All(entry =>
                writer.Current.Units[entry.Key] is var unit && unit.Duty.DutyId == $"{entry.Key}/{entry.Value.Round}"
                && unit.Latest?.FixTime == entry.Value.Latest);
        });

    [Fact]
    public void A_delta_takes_an_old_picture_to_the_new_one() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 3], Gen.Int[0, 40]).Array[1, 60].Sample(steps =>
        {
            var writer = new LivePictureWriter("e");
            var pictures = new List<LivePicture> { writer.Current };
            foreach (var (what, which, second) in steps)
            {
                pictures.Add(what switch
                {
                    0 => writer.Start(Duty($"unit{which}", round: pictures.Count)),
                    1 => writer.Current.Units.TryGetValue($"unit{which}", out var unit) ? writer.End(unit.Duty.DutyId) : writer.Current,
                    _ => writer.Apply(writer.Current.Units.Values.Where(unit => unit.UnitId == $"unit{which}")
                        .Select(unit => Fix(unit.UnitId, second) with { DutyId = unit.Duty.DutyId })),
                });
            }

            return pictures.All(old =>
            {
                var delta = writer.Current.Since(old.Version);
                var patched = old.Units.ToDictionary();
                foreach (var unitId in delta.Ended)
                {
                    patched.Remove(unitId);
                }

                foreach (var unit in delta.Changed)
                {
                    patched[unit.UnitId] = unit;
                }

                return patched.Count == writer.Current.Units.Count
                    && patched.All(entry => writer.Current.Units[entry.Key] == entry.Value);
            });
        });

    private static LivePictureWriter OnDuty(string unitId)
    {
        var writer = new LivePictureWriter("e");
        writer.Start(Duty(unitId));
        return writer;
    }

    private static UnitState StateAfter(IEnumerable<Fix> fixes, int batch)
    {
        var writer = OnDuty("a");
        foreach (var chunk in fixes.Chunk(batch))
        {
            writer.Apply(chunk);
        }

        return writer.Current.Units["a"] with { ChangedInVersion = 0 };
    }
}
