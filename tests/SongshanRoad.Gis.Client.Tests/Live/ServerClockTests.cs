using Microsoft.Extensions.Time.Testing;
using SongshanRoad.Gis.Client.Live;

namespace SongshanRoad.Gis.Client.Tests.Live;

public class ServerClockTests
{
    private static readonly DateTimeOffset Evening = new(2026, 3, 1, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_machine_whose_clock_is_a_day_off_still_knows_the_server_s_time()
    {
        var machine = new FakeTimeProvider(Evening.AddDays(-1));
        var clock = new ServerClock(machine);
        Assert.Equal(Evening.AddDays(-1), clock.Now);

        // Told at Evening, arrives 300 ms later; the next at Evening + 10 s takes 20 ms.
        machine.Advance(TimeSpan.FromMilliseconds(300));
        clock.Note(Evening.ToUnixTimeMilliseconds());
        machine.Advance(TimeSpan.FromMilliseconds(9_720));
        clock.Note(Evening.AddSeconds(10).ToUnixTimeMilliseconds());
        Assert.Equal(Evening.AddSeconds(10), clock.Now);
        // A slow message changes nothing.
        machine.Advance(TimeSpan.FromSeconds(5));
        clock.Note(Evening.AddSeconds(11).ToUnixTimeMilliseconds());
        Assert.Equal(Evening.AddSeconds(15), clock.Now);
    }

    [Fact]
    public void Setting_the_machine_s_clock_changes_no_age()
    {
        var machine = new SetClock { Wall = Evening };
        var clock = new ServerClock(machine);
        clock.Note(Evening.ToUnixTimeMilliseconds());
        machine.Wall = Evening.AddHours(-3);
        Assert.Equal(Evening, clock.Now);
    }

    [Fact]
    public void Another_server_has_another_clock()
    {
        var clock = new ServerClock(new FakeTimeProvider(Evening));
        clock.Note(Evening.AddHours(1).ToUnixTimeMilliseconds());
        clock.Restart(Evening.ToUnixTimeMilliseconds());
        Assert.Equal(Evening, clock.Now);
    }

    /// <summary>A clock on the wall that can be set while the steady one stands still.</summary>
    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Wall { get; set; }

        public override DateTimeOffset GetUtcNow() => Wall;

        public override long GetTimestamp() => 0;
    }
}
