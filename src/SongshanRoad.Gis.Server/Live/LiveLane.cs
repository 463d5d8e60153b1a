using System.Threading.Channels;
using SongshanRoad.Gis.Patrols.Live;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>What waits for the one writer of the live path. Bounded: when the database cannot keep up, senders wait at the door.</summary>
internal sealed class LiveLane
{
    private const int WaitingEntries = 2048;

    private readonly Channel<object> _entries = Channel.CreateBounded<object>(new BoundedChannelOptions(WaitingEntries) { SingleReader = true });

    public ChannelReader<object> Entries => _entries.Reader;

    /// <summary>Queues a batch for the next commit.</summary>
    /// <exception cref="TimeoutException">The server is stopping; nothing was stored.</exception>
    public ValueTask SendAsync(SentBatch batch, CancellationToken cancellation) => WriteAsync(batch, cancellation);

    /// <summary>Puts a started duty on the map, or takes an ended one off it; done when the picture shows it.</summary>
    /// <exception cref="TimeoutException">The server is stopping; the duty itself is stored.</exception>
    public async Task SendAsync(Duty duty, CancellationToken cancellation)
    {
        var change = new DutyChange(duty);
        await WriteAsync(change, cancellation);
        await change.Applied.Task.WaitAsync(cancellation);
    }

    /// <summary>Takes no more; what waits is still written.</summary>
    public void Close() => _entries.Writer.TryComplete();

    private async ValueTask WriteAsync(object entry, CancellationToken cancellation)
    {
        try
        {
            await _entries.Writer.WriteAsync(entry, cancellation);
        }
        catch (ChannelClosedException)
        {
            throw new TimeoutException("The server is stopping and takes no more positions; send again when it is back.");
        }
    }
}

/// <summary>A duty that started (no end) or ended.</summary>
internal sealed record DutyChange(Duty Duty)
{
    public TaskCompletionSource Applied { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
