using System.Text.Json;
using CsCheck;
using SongshanRoad.Gis.Client.Live;
using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Client.Tests.Live;

public class PositionQueueTests
{
    [Fact]
    public void What_was_enqueued_comes_back_after_a_restart_to_the_last_bit()
    {
        using var folder = new QueueFolder();
        using (var queue = folder.Open(datum: "gcj02"))
        {
            Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(number => queue.Enqueue(QueueFolder.Fix(number))));
            queue.Enqueue(new DeviceFix(QueueFolder.Evening, -0.1, double.Epsilon, double.NaN, 1e300, double.NegativeInfinity, 0));
        }

        using var again = folder.Open();
        var batch = again.Oldest(10)!;
        Assert.Equal("gcj02", batch.Datum);
        Assert.Equal(
            new ReportedFix(2, QueueFolder.Evening.AddSeconds(1).ToUnixTimeMilliseconds(), 113.6415 + 1e-4, 34.7256, 5, 1.25), batch.Fixes[1]);
        // What is no number counts as absent.
        Assert.Equal(new ReportedFix(4, QueueFolder.Evening.ToUnixTimeMilliseconds(), -0.1, double.Epsilon, null, 1e300, null, 0), batch.Fixes[3]);
        Assert.Equal(0, again.DamagedBytes);
        Assert.Equal(5, again.Enqueue(QueueFolder.Fix(4)));
        // A batch is of one datum.
        Assert.Equal(4, again.Oldest(10)!.Fixes.Count);
    }

    [Fact]
    public void A_file_cut_at_any_byte_still_holds_every_fix_that_was_on_the_disk_before_the_cut()
    {
        using var folder = new QueueFolder();
        var path = folder.Path;
        // How long the file was when Enqueue returned, and what had been removed by then.
        var kept = new List<(long Length, long Sequence)>();
        var removed = new List<(long Length, long Through)>();
        using (var queue = folder.Open())
        {
            for (var number = 0; number < 7; number++)
            {
                var sequence = queue.Enqueue(QueueFolder.Fix(number));
                kept.Add((new FileInfo(path).Length, sequence));
                if (number % 3 == 2)
                {
                    queue.Remove(queue.Oldest(2)!);
                    removed.Add((new FileInfo(path).Length, queue.Oldest(1)!.Fixes[0].Sequence - 1));
                }
            }
        }

        var whole = File.ReadAllBytes(path);
        Assert.Equal(whole.Length, kept[^1].Length);
        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            var gone = removed.Where(mark => mark.Length <= length).Select(mark => mark.Through).DefaultIfEmpty(0).Max();
            var expected = kept.Where(entry => entry.Length <= length && entry.Sequence > gone).Select(entry => entry.Sequence);
            using var queue = folder.Open();
            Assert.Equal(expected, queue.Oldest(100)?.Fixes.Select(fix => fix.Sequence) ?? []);
            // And it goes on working.
            var next = queue.Enqueue(QueueFolder.Fix(99));
            Assert.Equal(next, queue.Oldest(100)!.Fixes[^1].Sequence);
        }
    }

    [Fact]
    public void A_damaged_byte_costs_its_own_record_only()
    {
        using var folder = new QueueFolder();
        using (var queue = folder.Open())
        {
            for (var number = 0; number < 8; number++)
            {
                queue.Enqueue(QueueFolder.Fix(number));
            }
        }

        var whole = File.ReadAllBytes(folder.Path);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte[1, 255]).Sample((at, flip) =>
        {
            var damaged = whole.ToArray();
            damaged[at] ^= flip;
            File.WriteAllBytes(folder.Path, damaged);
            using var queue = folder.Open();
            Assert.InRange(queue.Count, 7, 8);
            Assert.InRange(queue.DamagedBytes, 1, 90);
        }, iter: 100, threads: 1);
    }

    [Fact]
    public void Any_sequence_of_adding_sending_and_reopening_keeps_what_a_list_would_keep()
    {
        // 0-5 enqueue, 6-7 remove some, 8 reopen.
        Gen.Int[0, 8].Array[1, 60].Sample(steps =>
        {
            using var folder = new QueueFolder();
            const int most = 7;
            var list = new List<long>();
            var dropped = 0;
            var queue = folder.Open(most);
            try
            {
                foreach (var step in steps)
                {
                    switch (step)
                    {
                        case <= 5:
                            list.Add(queue.Enqueue(QueueFolder.Fix(step)));
                            if (list.Count > most)
                            {
                                list.RemoveAt(0);
                                dropped++;
                            }

                            break;
                        case <= 7 when list.Count > 0:
                            var batch = queue.Oldest(step - 4)!;
                            list.RemoveRange(0, batch.Fixes.Count);
                            queue.Remove(batch);
                            break;
                        case 8:
                            queue.Dispose();
                            queue = folder.Open(most);
                            break;
                    }

                    Assert.Equal(list, queue.Oldest(100)?.Fixes.Select(fix => fix.Sequence) ?? []);
                    Assert.Equal((list.Count, dropped, 0), (queue.Count, queue.DroppedCount, queue.DamagedBytes));
                }
            }
            finally
            {
                queue.Dispose();
            }
        }, iter: 40, threads: 1);
    }

    [Fact]
    public void The_file_stays_small_however_much_goes_through()
    {
        using var folder = new QueueFolder();
        using var queue = folder.Open(50);
        var largest = 0L;
        for (var number = 0; number < 1_200; number++)
        {
            queue.Enqueue(QueueFolder.Fix(number));
            largest = Math.Max(largest, new FileInfo(folder.Path).Length);
        }

        Assert.Equal((50, 1_150), (queue.Count, queue.DroppedCount));
        Assert.InRange(largest, 64 * 1024, 80 * 1024);
        Assert.Equal(1_151, queue.Oldest(1)!.Fixes[0].Sequence);
    }

    [Fact]
    public void A_file_that_cannot_be_made_anew_only_grows()
    {
        using var folder = new QueueFolder();
        using var queue = folder.Open(50);
        // A folder in its place: the system answers with UnauthorizedAccessException.
        Directory.CreateDirectory($"{folder.Path}.next");
        for (var number = 0; number < 1_200; number++)
        {
            queue.Enqueue(QueueFolder.Fix(number));
        }

        Assert.InRange(new FileInfo(folder.Path).Length, 90 * 1024, 200 * 1024);
        Assert.Equal((50, 1_151), (queue.Count, queue.Oldest(1)!.Fixes[0].Sequence));
    }

    [Fact]
    public void What_the_system_denies_at_the_opening_is_told_as_an_I_O_failure()
    {
        using var folder = new QueueFolder();
        Directory.CreateDirectory($"{folder.Path}.next");
        Assert.Throws<IOException>(() => folder.Open());
    }

    [Fact]
    public void Fixes_dropped_while_they_were_on_their_way_were_not_lost_when_the_receipt_comes()
    {
        using var folder = new QueueFolder();
        using var queue = folder.Open(3);
        foreach (var number in Enumerable.Range(0, 3))
        {
            queue.Enqueue(QueueFolder.Fix(number));
        }

        var onItsWay = queue.Oldest(2)!;
        queue.Enqueue(QueueFolder.Fix(3));
        Assert.Equal(1, queue.DroppedCount);
        queue.Remove(onItsWay);
        Assert.Equal(0, queue.DroppedCount);
        Assert.Equal([3, 4], queue.Oldest(9)!.Fixes.Select(fix => fix.Sequence));
    }

    [Fact]
    public void A_file_is_of_one_process_and_of_one_unit()
    {
        using var folder = new QueueFolder();
        using (var queue = folder.Open())
        {
            queue.Enqueue(QueueFolder.Fix(0));
            var taken = Assert.Throws<PositionQueueException>(() => folder.Open());
            Assert.Contains("another process", taken.Message, StringComparison.Ordinal);
        }

        var foreign = Assert.Throws<PositionQueueException>(() => folder.Open(unitId: "car-2"));
        Assert.Contains("1 fixes of unit car-1, not of car-2", foreign.Message, StringComparison.Ordinal);
        using (var queue = folder.Open())
        {
            queue.Remove(queue.Oldest(1)!);
        }

        // Emptied, it may change hands; numbers still count up.
        using var other = folder.Open(unitId: "car-2");
        Assert.Equal(2, other.Enqueue(QueueFolder.Fix(1)));
    }

    [Fact]
    public void What_is_no_position_or_no_option_is_refused_by_name()
    {
        using var folder = new QueueFolder();
        Assert.Throws<ArgumentException>(() => folder.Open(datum: "mars"));
        Assert.Throws<ArgumentOutOfRangeException>(() => folder.Open(maxFixes: 0));
        Assert.Throws<ArgumentException>(() => folder.Open(unitId: " "));
        using var queue = folder.Open();
        Assert.Throws<ArgumentException>(() => queue.Enqueue(new DeviceFix(QueueFolder.Evening, double.NaN, 34)));
        Assert.Throws<ArgumentException>(() => queue.Enqueue(new DeviceFix(DateTimeOffset.UnixEpoch.AddDays(-1), 113, 34)));
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void A_refused_fix_lies_beside_the_queue_with_the_reason()
    {
        using var folder = new QueueFolder();
        using var queue = folder.Open();
        queue.Enqueue(QueueFolder.Fix(0));
        queue.SetAside(queue.Oldest(1)!, "invalid-value", "It does not fit.", QueueFolder.Evening);

        Assert.Equal((0, 1, 0), (queue.Count, queue.RefusedCount, queue.DroppedCount));
        var line = JsonDocument.Parse(Assert.Single(File.ReadAllLines($"{folder.Path}.refused"))).RootElement;
        Assert.Equal("invalid-value", line.GetProperty("code").GetString());
        Assert.Equal(1, line.GetProperty("batch").GetProperty("fixes")[0].GetProperty("sequence").GetInt64());
    }
}
