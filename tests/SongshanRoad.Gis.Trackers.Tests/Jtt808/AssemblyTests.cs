using CsCheck;
using SongshanRoad.Gis.Trackers.Jtt808;

namespace SongshanRoad.Gis.Trackers.Tests.Jtt808;

public class AssemblyTests
{
    [Fact]
    public void Parts_come_together_in_any_order_doubled_and_between_others() =>
        Gen.Select(Gen.Int[1, 9], Gen.UShort, Gen.Int).Sample((count, firstSerial, seed) =>
        {
            var random = new Random(seed);
            var parts = Enumerable.Range(1, count).Select(number => Part(0x0704, firstSerial, count, number)).ToArray();
            // The last part of another message that never comes whole has no part in it.
            Jtt808Message[] sent = [.. parts, .. parts.Take(count - 1), Part(0x0704, (ushort)(firstSerial + 100), 2, 1), Part(0x0801, firstSerial, count, 1)];
            random.Shuffle(sent);
            var assembly = new Jtt808Assembly();
            var wholes = sent.Select(assembly.Take).Where(whole => whole?.MessageId == 0x0704).ToList();
            Assert.NotEmpty(wholes);
            Assert.Equal(Enumerable.Range(1, count).Select(number => (byte)number), wholes[0]!.Body.ToArray());
            Assert.Equal(parts.Select(part => part.Header), wholes[0]!.Headers);
        });

    [Fact]
    public void A_message_without_parts_is_whole()
    {
        var message = new Jtt808Message(new Jtt808Header(0x0200, Jtt808Edition.Of2013, "013800000001", 3), new byte[] { 1 });
        var whole = new Jtt808Assembly().Take(message)!;
        Assert.Equal([message.Header], whole.Headers);
        Assert.Equal(message.Body, whole.Body);
    }

    [Fact]
    public void What_never_comes_whole_takes_no_more_room()
    {
        var assembly = new Jtt808Assembly();
        Assert.Null(assembly.Take(Part(0x0704, 0, 2, 1)));
        for (ushort serial = 10; serial < 50; serial += 10)
        {
            Assert.Null(assembly.Take(Part(0x0704, serial, 2, 1)));
        }

        // The first was given up for the others.
        Assert.Null(assembly.Take(Part(0x0704, 0, 2, 2)));
        Assert.NotNull(assembly.Take(Part(0x0704, 40, 2, 2)));
        Assert.Null(assembly.Take(Part(0x0704, 0, Jtt808Assembly.MaxParts + 1, 1)));
    }

    [Fact]
    public void What_is_missing_is_known_when_the_last_part_has_come()
    {
        var assembly = new Jtt808Assembly();
        foreach (var number in new[] { 1, 4 })
        {
            var part = Part(0x0704, 65_534, 5, number);
            Assert.Null(assembly.Take(part));
            Assert.Null(assembly.MissingBefore(part.Header));
        }

        var last = Part(0x0704, 65_534, 5, 5);
        Assert.Null(assembly.Take(last));
        var missing = assembly.MissingBefore(last.Header)!;
        Assert.Equal(65_534, missing.FirstSerial);
        Assert.Equal([2, 3], missing.Numbers.Select(number => (int)number));
        Assert.Null(assembly.Take(Part(0x0704, 65_534, 5, 3)));
        Assert.NotNull(assembly.Take(Part(0x0704, 65_534, 5, 2)));
        Assert.Null(assembly.MissingBefore(last.Header));
    }

    private static Jtt808Message Part(ushort id, ushort firstSerial, int count, int number) => new(
        new Jtt808Header(id, Jtt808Edition.Of2013, "013800000001", (ushort)(firstSerial + number - 1), 0, new Jtt808Part((ushort)count, (ushort)number)),
        new[] { (byte)number });
}
