using System.Net;
using Microsoft.Extensions.Time.Testing;
using SongshanRoad.Gis.Client.Live;
using SongshanRoad.Gis.Client.Problems;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Contracts.Problems;

namespace SongshanRoad.Gis.Client.Tests.Live;

/// <summary>What a sender does with each way in which sending can fail; the real server's part is in Server.Tests.</summary>
public class PositionSenderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refused_fix_is_set_aside_and_all_others_are_sent()
    {
        using var folder = new QueueFolder();
        using var queue = Filled(folder, 20);
        var stored = new List<long>();
        await using var sender = new PositionSender(queue, (batch, _) => batch.Fixes.Any(fix => fix.Sequence is 7 or 13)
            ? throw new ServerProblemException(ProblemCodes.InvalidValue, "It does not fit.", HttpStatusCode.BadRequest)
            : Stored(batch, stored));

        await sender.UntilEmptyAsync(Cancellation);
        Assert.Equal(Enumerable.Range(1, 20).Select(number => (long)number).Except([7, 13]), stored);
        Assert.Equal(2, queue.RefusedCount);
        Assert.Equal(2, File.ReadAllLines($"{folder.Path}.refused").Length);
    }

    [Fact]
    public async Task A_fix_over_which_the_server_fails_is_set_aside_once_another_goes_through()
    {
        using var folder = new QueueFolder();
        using var queue = Filled(folder, 9);
        var clock = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero };
        var stored = new List<long>();
        await using var sender = new PositionSender(queue, (batch, _) => batch.Fixes.Any(fix => fix.Sequence == 4)
            ? throw new ServerProblemException(ServerProblemException.Unknown, "It broke.", HttpStatusCode.InternalServerError)
            : Stored(batch, stored), clock: clock);

        await PassAsync(clock, sender.UntilEmptyAsync(Cancellation));
        Assert.Equal([1, 2, 3, 5, 6, 7, 8, 9], stored.Distinct().Order());
        Assert.Equal(1, queue.RefusedCount);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_server_that_fails_over_everything_or_what_refuses_everything_in_its_place_loses_nothing(HttpStatusCode status)
    {
        using var folder = new QueueFolder();
        using var queue = Filled(folder, 6);
        var clock = new FakeTimeProvider();
        var attempts = 0;
        var stored = new List<long>();
        await using var sender = new PositionSender(queue, (batch, _) => ++attempts <= 40
            ? throw new ServerProblemException(ServerProblemException.Unknown, "It broke.", status)
            : Stored(batch, stored), clock: clock);

        await PassAsync(clock, sender.UntilEmptyAsync(Cancellation));
        // The fix behind the oldest may have gone first, as the question whose fault it is.
        Assert.Equal([1, 2, 3, 4, 5, 6], stored.Distinct().Order());
        Assert.Equal(0, queue.RefusedCount);
    }

    [Theory]
    [InlineData(ProblemCodes.StorageUnavailable, HttpStatusCode.ServiceUnavailable)]
    [InlineData(ProblemCodes.SignInFailed, HttpStatusCode.Unauthorized)]
    [InlineData(ProblemCodes.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData(ServerProblemException.Unknown, HttpStatusCode.BadGateway)]
    [InlineData(ServerProblemException.Unknown, HttpStatusCode.NotFound)]
    public async Task What_passes_or_is_mended_elsewhere_is_waited_out_however_long(string code, HttpStatusCode status)
    {
        using var folder = new QueueFolder();
        using var queue = Filled(folder, 3);
        var clock = new FakeTimeProvider();
        var attempts = 0;
        var stored = new List<long>();
        await using var sender = new PositionSender(queue, (batch, _) => ++attempts <= 25
            ? throw new ServerProblemException(code, "Later.", status)
            : Stored(batch, stored), clock: clock);

        await PassAsync(clock, sender.UntilEmptyAsync(Cancellation));
        Assert.Equal([1, 2, 3], stored);
        Assert.Equal(0, queue.RefusedCount);
    }

    [Fact]
    public async Task A_refused_fix_that_cannot_be_noted_is_only_counted_and_the_sender_goes_on()
    {
        using var folder = new QueueFolder();
        using var queue = Filled(folder, 3);
        // A folder in the file's place: the system answers with UnauthorizedAccessException.
        Directory.CreateDirectory($"{folder.Path}.refused");
        var clock = new FakeTimeProvider();
        var stored = new List<long>();
        await using var sender = new PositionSender(queue, (batch, _) => batch.Fixes.Any(fix => fix.Sequence == 2)
            ? throw new ServerProblemException(ProblemCodes.InvalidValue, "It does not fit.", HttpStatusCode.BadRequest)
            : Stored(batch, stored), clock: clock);

        await PassAsync(clock, sender.UntilEmptyAsync(Cancellation));
        Assert.Equal([1, 3], stored);
        Assert.Equal(1, queue.RefusedCount);
    }

    [Fact]
    public async Task The_server_s_own_wait_is_kept_and_a_nudge_ends_it()
    {
        using var folder = new QueueFolder();
        using var queue = Filled(folder, 1);
        var clock = new FakeTimeProvider();
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var attempts = 0;
        await using var sender = new PositionSender(queue, (batch, _) =>
        {
            if (++attempts > 1)
            {
                return Stored(batch, []);
            }

            failed.SetResult();
            throw new ServerProblemException(ProblemCodes.TooManyRequests, "Wait.", HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(90));
        }, clock: clock);

        await failed.Task;
        var emptied = sender.UntilEmptyAsync(Cancellation);
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, attempts);
        sender.TryNow();
        await emptied;
        Assert.Equal((2, null), (attempts, sender.Progress.Problem));
    }

    private static PositionQueue Filled(QueueFolder folder, int count)
    {
        var queue = folder.Open();
        foreach (var number in Enumerable.Range(0, count))
        {
            queue.Enqueue(QueueFolder.Fix(number));
        }

        return queue;
    }

    private static Task<PositionReceipt> Stored(PositionBatch batch, List<long> stored)
    {
        stored.AddRange(batch.Fixes.Select(fix => fix.Sequence));
        return Task.FromResult(new PositionReceipt(batch.Fixes.Count, 0, 0, []));
    }

    /// <summary>Lets the clock run, a minute at a time, until the task is done.</summary>
    private static async Task PassAsync(FakeTimeProvider clock, Task done)
    {
        while (!done.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        await done;
    }
}
