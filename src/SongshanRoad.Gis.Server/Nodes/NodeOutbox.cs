using System.Threading.Channels;
using SongshanRoad.Gis.Patrols.Live;

namespace SongshanRoad.Gis.Server.Nodes;

/// <summary>What the writer of the live path has stored and the other servers have yet to be told. It never holds the writer up: what finds no
/// room is left out, and its number with it, so that the others see the hole.</summary>
/// <param name="isRead">Whether there are other servers at all.</param>
internal sealed class NodeOutbox(bool isRead)
{
    private const int WaitingMessages = 256;

    private readonly Channel<Told> _waiting = Channel.CreateBounded<Told>(new BoundedChannelOptions(WaitingMessages) { SingleReader = true });

    private long _sequence;

    /// <summary>The waiting messages, with their numbers.</summary>
    public ChannelReader<Told> Waiting => _waiting.Reader;

    /// <summary>Number of the latest message, told or left out.</summary>
    public long Sequence => Interlocked.Read(ref _sequence);

    /// <summary>Takes what was stored.</summary>
    /// <param name="duties">Duties that changed, and all those of the fixes.</param>
    /// <param name="fixes">Believed fixes.</param>
    public void Tell(IReadOnlyList<Duty> duties, IReadOnlyList<Fix> fixes)
    {
        if (!isRead)
        {
            return;
        }

        // Number and place together: a beat may come at the same time as a commit.
        lock (_waiting)
        {
            _waiting.Writer.TryWrite(new Told(++_sequence, duties, fixes));
        }
    }

    /// <summary>Takes no more; what waits is still told.</summary>
    public void Close() => _waiting.Writer.TryComplete();

    /// <summary>A waiting message.</summary>
    /// <param name="Sequence">Its number.</param>
    /// <param name="Duties">Its duties.</param>
    /// <param name="Fixes">Its fixes.</param>
    internal readonly record struct Told(long Sequence, IReadOnlyList<Duty> Duties, IReadOnlyList<Fix> Fixes);
}
