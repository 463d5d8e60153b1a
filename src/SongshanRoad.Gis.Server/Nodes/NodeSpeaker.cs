using Microsoft.Extensions.Hosting;
using SongshanRoad.Gis.Patrols.Live;

namespace SongshanRoad.Gis.Server.Nodes;

/// <summary>Tells the other servers what this one has stored and, twice a second, that it is there.</summary>
internal sealed class NodeSpeaker(NodeLink link, NodeOutbox outbox) : BackgroundService
{
    /// <summary>How often a server says that it is there, so that a lost last message is missed soon.</summary>
    public static readonly TimeSpan BeatEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>The channel on which servers tell what they have stored.</summary>
    public const string Channel = "live";

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        outbox.Close();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Paces the wire, not the domain: real time even when a test's clock stands still.
        await using var beat = TimeProvider.System.CreateTimer(_ => outbox.Tell([], []), null, TimeSpan.Zero, BeatEvery);
        await foreach (var told in outbox.Waiting.ReadAllAsync(stoppingToken))
        {
            Say(told.Sequence, isLast: false, told.Duties, told.Fixes);
        }

        Say(outbox.Sequence + 1, isLast: true, [], []);
    }

    private void Say(long sequence, bool isLast, IReadOnlyList<Duty> duties, IReadOnlyList<Fix> fixes) =>
        link.Say(Channel, new NodeMessage(link.NodeId, sequence, isLast, duties, fixes).ToBytes());
}
