using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Trackers.Jtt808;

namespace SongshanRoad.Gis.Server.Live.Vehicles;

/// <summary>One TCP connection: bytes to messages, until either side has enough.</summary>
internal sealed class VehicleConnection(
    ConnectionContext line, VehicleOutbox outbox, VehicleReports reports, VehicleDialogue dialogue, VehicleDoorOptions options, VehicleCuts cuts,
    TimeProvider clock)
{
    /// <summary>Bad frames in a row, after which whoever sends them is no terminal, or not one of ours.</summary>
    public const int MaxBadFrames = 32;

    private int _badFrames;

    /// <summary>Runs the connection to its end.</summary>
    public async Task RunAsync()
    {
        // One watch for all that stands still: a half-open connection, a terminal that reads no answers, one that never says who it is.
        await using var watch = clock.CreateTimer(
            _ => CutSilent(), null, options.AuthenticatedWithin, Timeout.InfiniteTimeSpan);
        using var stopping = line.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested.Register(line.Transport.Input.CancelPendingRead);
        var saying = outbox.RunAsync(line.Transport.Output);
        var storing = reports.RunAsync();
        try
        {
            await ReadAsync(watch);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // The line broke, or was cut; what was stored and not answered comes again.
        }
        finally
        {
            dialogue.End();
            reports.Close();
            try
            {
                await storing;
            }
            finally
            {
                outbox.Close();
                await saying;
            }
        }
    }

    private async Task ReadAsync(ITimer watch)
    {
        var input = line.Transport.Input;
        ReadResult read;
        do
        {
            read = await input.ReadAsync(CancellationToken.None);
            Rewind(watch);
            var (goesOn, left) = await TakeFramesAsync(read.Buffer);
            // It may have become known by this.
            Rewind(watch);
            if (!goesOn)
            {
                return;
            }

            input.AdvanceTo(left, read.Buffer.End);
        }
        while (!read.IsCompleted && !read.IsCanceled);
    }

    private void CutSilent()
    {
        cuts.Note(dialogue.IsKnown ? "silent" : "not authenticated in time");
        line.Abort(new ConnectionAbortedException("The terminal was silent for too long."));
    }

    /// <summary>Whoever has not said who it is gets no more time by talking.</summary>
    private void Rewind(ITimer watch)
    {
        if (dialogue.IsKnown)
        {
            watch.Change(options.SilentAfter, Timeout.InfiniteTimeSpan);
        }
    }

    private async ValueTask<(bool GoesOn, SequencePosition Left)> TakeFramesAsync(ReadOnlySequence<byte> buffer)
    {
        Jtt808FrameSearch search;
        while ((search = Jtt808Frames.TryTake(ref buffer, out var frame)) == Jtt808FrameSearch.Found)
        {
            var fault = Jtt808Message.TryRead(frame, out var message);
            var verdict = fault == Jtt808Fault.None ? await dialogue.TakeAsync(message!) : VehicleVerdict.Bad;
            _badFrames = verdict == VehicleVerdict.Bad ? _badFrames + 1 : dialogue.IsKnown ? 0 : _badFrames;
            if (verdict == VehicleVerdict.Over)
            {
                return (false, buffer.Start);
            }

            if (_badFrames > MaxBadFrames)
            {
                cuts.Note("bad frames");
                return (false, buffer.Start);
            }
        }

        if (search == Jtt808FrameSearch.Overlong)
        {
            cuts.Note("not JT/T 808");
            return (false, buffer.Start);
        }

        return (true, buffer.Start);
    }
}
