using System.Threading.Channels;
using SongshanRoad.Gis.Patrols.Live;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>What waits for the one writer of the live path. Bounded: when the database cannot keep up, senders wait at the door.</summary>
internal sealed class LiveLane
{
    private const int WaitingEntries = 2048;

    private readonly Channel<object> _entries = Channel.CreateBounded<object>(new BoundedChannelOptions(WaitingEntries) { SingleReader = true });

    public ChannelReader<object> Entries => _entries.Reader;

    /// <summary>Whether the server is stopping.</summary>
    public bool IsClosed { get; private set; }

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

    /// <summary>Takes what another server has stored, if there is room; never waits.</summary>
    /// <returns>False when there is none: then it must be read from the database.</returns>
    public bool TrySend(RemoteGroup group) => _entries.Writer.TryWrite(group);

    /// <summary>Has the running duties and their latest fixes read from the database; done when the picture shows them.</summary>
    /// <param name="someMissed">Whether others of this process must read anew, too, what they keep of fixes.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="Npgsql.NpgsqlException">The database is not reachable; nothing has changed.</exception>
    public async Task ReadAnewAsync(bool someMissed, CancellationToken cancellation)
    {
        var reading = new Reading(someMissed);
        await WriteAsync(reading, cancellation);
        await reading.Done.Task.WaitAsync(cancellation);
    }

    /// <summary>Takes no more; what waits is still written.</summary>
    public void Close()
    {
        IsClosed = true;
        _entries.Writer.TryComplete();
    }

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

/// <summary>What another server has stored.</summary>
/// <param name="Duties">Duties that started or ended there, and all those of the fixes.</param>
/// <param name="Fixes">Believed fixes.</param>
internal sealed record RemoteGroup(IReadOnlyList<Duty> Duties, IReadOnlyList<Fix> Fixes);

/// <summary>A reading of the database in place of what was missed.</summary>
/// <param name="SomeMissed">Whether readers of committed fixes have missed some.</param>
internal sealed record Reading(bool SomeMissed)
{
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
