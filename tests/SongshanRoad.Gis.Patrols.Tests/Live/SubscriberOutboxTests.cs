using CsCheck;
using SongshanRoad.Gis.Patrols.Live;
using static SongshanRoad.Gis.Patrols.Tests.Live.LiveSketch;

namespace SongshanRoad.Gis.Patrols.Tests.Live;

public class SubscriberOutboxTests
{
    private static readonly SubscriberView Corner = new(BoxOf(-200, -200, 200, 200));

    [Fact]
    public void All_frames_together_give_the_filtered_picture() =>
        Gen.Select(Gen.Select(Gen.Int[0, 12], Gen.Int[0, 5], Gen.Double[-400, 400], Gen.Double[-400, 400]).Array[0, 80], Gen.Int[0, 2])
            .Sample((steps, filter) =>
            {
                var view = filter switch
                {
                    0 => Corner,
                    1 => Corner with { OnlyUnitId = "unit1" },
                    // A duty a minute: some start before the span, some in it, some after.
                    _ => Corner with { OnlyStartedIn = (Evening.AddMinutes(10), Evening.AddMinutes(40)) },
                };
                var writer = new LivePictureWriter("e");
                var outbox = new SubscriberOutbox(view, writer.Current, out var snapshot);
                var client = snapshot.Units.ToDictionary(unit => unit.UnitId);
                var sequence = snapshot.Sequence;
                var second = 0;
                foreach (var (what, which, eastM, northM) in steps)
                {
                    second++;
                    var unitId = $"unit{which}";
                    writer.Start(Duty(unitId, round: second));
                    var dutyId = writer.Current.Units[unitId].Duty.DutyId;
                    if (what == 0)
                    {
                        writer.End(dutyId);
                    }
                    else
                    {
                        writer.Apply([Fix(unitId, second, eastM, northM) with { DutyId = dutyId }]);
                    }

                    if (what < 5)
                    {
                        sequence = Receive(outbox.NextFrame(writer.Current), client, sequence);
                    }
                }

                Receive(outbox.NextFrame(writer.Current), client, sequence);
                var expected = writer.Current.Units.Values.Where(view.Sees).ToDictionary(unit => unit.UnitId);
                return client.Count == expected.Count && expected.All(entry => client[entry.Key] == entry.Value)
                    && outbox.RememberedUnits == expected.Count;
            });

    [Fact]
    public void A_slow_reader_gets_one_frame_with_the_latest_states()
    {
        var writer = new LivePictureWriter("e");
        writer.Start(Duty("a"));
        var outbox = new SubscriberOutbox(Corner, writer.Current, out _);
        for (var second = 0; second < 1000; second++)
        {
            writer.Apply([Fix("a", second, eastM: second / 10.0)]);
        }

        var frame = outbox.NextFrame(writer.Current)!;
        Assert.Equal(1, frame.Sequence);
        Assert.Equal(Evening.AddSeconds(999), Assert.Single(frame.Changed).Latest!.FixTime);
        Assert.Null(outbox.NextFrame(writer.Current));
    }

    [Fact]
    public void A_unit_that_leaves_the_view_box_is_sent_as_removed_once()
    {
        var writer = new LivePictureWriter("e");
        writer.Start(Duty("a"));
        writer.Apply([Fix("a", 1)]);
        var outbox = new SubscriberOutbox(Corner, writer.Current, out var snapshot);
        Assert.Single(snapshot.Units);

        var leaving = outbox.NextFrame(writer.Apply([Fix("a", 60, eastM: 300)]))!;
        Assert.Equal(["a"], leaving.Removed);
        Assert.Empty(leaving.Changed);
        Assert.Null(outbox.NextFrame(writer.Apply([Fix("a", 61, eastM: 310)])));
        Assert.Single(outbox.NextFrame(writer.Apply([Fix("a", 120, eastM: 100)]))!.Changed);
    }

    [Fact]
    public void Moving_the_view_answers_with_the_whole_new_view()
    {
        var writer = new LivePictureWriter("e");
        writer.Start(Duty("a"));
        writer.Apply([Fix("a", 1, eastM: 300)]);
        var outbox = new SubscriberOutbox(Corner, writer.Current, out _);
        var moved = outbox.Subscribe(new SubscriberView(BoxOf(200, -100, 400, 100)), writer.Current);
        Assert.Single(moved.Units);
        Assert.Equal(moved.Sequence + 1, outbox.NextFrame(writer.Apply([Fix("a", 2, eastM: 301)]))!.Sequence);
    }

    [Fact]
    public void A_picture_of_another_epoch_is_refused()
    {
        var outbox = new SubscriberOutbox(Corner, new LivePictureWriter("e").Current, out _);
        Assert.Throws<ArgumentException>(() => outbox.NextFrame(new LivePictureWriter("f").Current));
    }

    private static long Receive(OutboxFrame? frame, Dictionary<string, UnitState> client, long sequence)
    {
        if (frame is null)
        {
            return sequence;
        }

        Assert.Equal(sequence + 1, frame.Sequence);
        foreach (var unitId in frame.Removed)
        {
            Assert.True(client.Remove(unitId), "removed a unit the client never had");
        }

        foreach (var unit in frame.Changed)
        {
            client[unit.UnitId] = unit;
        }

        return frame.Sequence;
    }

    private static ViewBox BoxOf(double westM, double southM, double eastM, double northM)
    {
        var (lower, upper) = (At(westM, southM), At(eastM, northM));
        return new ViewBox(lower.LonDeg, lower.LatDeg, upper.LonDeg, upper.LatDeg);
    }
}
