using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Server.Problems;

namespace SongshanRoad.Gis.Server.Nodes;

/// <summary>Takes what the other servers have stored. When something of it was lost the writer reads the database instead; while Redis is away, or
/// a server is silent, it does so every two seconds, so that maps stay right at a lower pace.</summary>
/// <remarks>That Redis works is known from hearing one's own messages: then this server is heard, too, and hears.</remarks>
internal sealed class NodeInbox(NodeLink link, NodePeers peers, LiveLane lane, ILogger<NodeInbox> log) : BackgroundService
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(2);

    // Paces the wire, not the domain: real time even when a test's clock stands still.
    private static readonly TimeProvider Pace = TimeProvider.System;

    // Looks in a row without one's own word, not time: a machine that is so busy that words are late looks late, too.
    private const int AwayAfterLooks = 6;

    private int _looksUnheard;
    private int _missed;

    /// <summary>Hears from here on, before the writer reads the database at its start: nothing falls between.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await link.HearAsync(NodeSpeaker.Channel, Take);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(NodeSpeaker.BeatEvery, Pace);
        var readAt = Pace.GetTimestamp() - (long)(ReadEvery.TotalSeconds * Pace.TimestampFrequency);
        var (wasAway, didFail) = (false, false);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var isAway = Interlocked.Increment(ref _looksUnheard) > AwayAfterLooks;
            if (isAway != wasAway)
            {
                Interlocked.Exchange(ref _missed, 1);
                Note(isAway);
                wasAway = isAway;
            }

            if ((!isAway && Volatile.Read(ref _missed) == 0 && !peers.HasSilent) || Pace.GetElapsedTime(readAt) < ReadEvery)
            {
                continue;
            }

            readAt = Pace.GetTimestamp();
            // All that was missed until now is in the database; while messages are lost it stays so, and the whole is read when they come again.
            var someMissed = !isAway && Interlocked.Exchange(ref _missed, 0) == 1;
            try
            {
                await lane.ReadAnewAsync(someMissed, stoppingToken);
                didFail = false;
            }
            catch (TimeoutException) when (lane.IsClosed)
            {
                return;
            }
            catch (Exception failure) when (StorageFailureHandler.IsOutage(failure))
            {
                Interlocked.Exchange(ref _missed, 1);
                if (!didFail)
                {
                    log.WorkerWaits(nameof(NodeInbox), failure.Message);
                }

                didFail = true;
            }
        }
    }

    private void Take(ReadOnlyMemory<byte> bytes)
    {
        if (NodeMessage.TryRead(bytes) is not { } message)
        {
            Interlocked.Exchange(ref _missed, 1);
        }
        else if (message.Sender == link.NodeId)
        {
            Interlocked.Exchange(ref _looksUnheard, 0);
        }
        else if (!peers.Note(message) | ((message.Duties.Count > 0 || message.Fixes.Count > 0) && !lane.TrySend(new RemoteGroup(message.Duties, message.Fixes))))
        {
            Interlocked.Exchange(ref _missed, 1);
        }
    }

    private void Note(bool isAway)
    {
        if (isAway)
        {
            log.RedisLost();
        }
        else
        {
            log.RedisBack();
        }
    }
}
