using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SongshanRoad.Gis.Patrols.Live;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>Fixes of one commit.</summary>
/// <param name="Fixes">Believed fixes that were not stored before, of any units; late ones among them.</param>
/// <param name="SomeMissed">True when groups before this one were lost to a slow reader, or on the way from another server: what is kept of
/// them must be read anew from the database.</param>
public sealed record CommittedGroup(IReadOnlyList<Fix> Fixes, bool SomeMissed);

/// <summary>Tells others in the process which fixes were committed, by whichever server. A slow reader loses groups and is told so; it never holds up
/// the commit or another reader.</summary>
public sealed class CommittedFixes
{
    /// <summary>Groups that wait for a slow reader before the first is lost: about 13 s of back-to-back commits.</summary>
    public const int WaitingGroups = 256;

    private readonly ConcurrentDictionary<Reader, byte> _readers = new();

    /// <summary>Reads every group committed from the moment of the call on, until cancelled.</summary>
    /// <param name="cancellation">Ends the reading.</param>
    public IAsyncEnumerable<CommittedGroup> ReadAllAsync(CancellationToken cancellation)
    {
        var reader = new Reader();
        _readers.TryAdd(reader, 0);
        return ReadAsync(reader, cancellation);
    }

    /// <summary>Tells every reader.</summary>
    /// <param name="fixes">The fixes, which may be none.</param>
    /// <param name="someMissed">Whether others were committed before them that nobody was told of.</param>
    internal void Publish(IReadOnlyList<Fix> fixes, bool someMissed = false)
    {
        foreach (var reader in _readers.Keys)
        {
            reader.Offer(fixes, someMissed);
        }
    }

    private async IAsyncEnumerable<CommittedGroup> ReadAsync(Reader reader, [EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            await foreach (var fixes in reader.Groups.ReadAllAsync(cancellation))
            {
                yield return new CommittedGroup(fixes, reader.TakeMissed());
            }
        }
        finally
        {
            _readers.TryRemove(reader, out _);
        }
    }

    private sealed class Reader
    {
        private readonly Channel<IReadOnlyList<Fix>> _groups = Channel.CreateBounded<IReadOnlyList<Fix>>(WaitingGroups);
        private int _missed;

        public ChannelReader<IReadOnlyList<Fix>> Groups => _groups.Reader;

        public void Offer(IReadOnlyList<Fix> fixes, bool someMissed)
        {
            if (someMissed)
            {
                // Before the group itself, with which it is taken.
                Volatile.Write(ref _missed, 1);
            }

            if (!_groups.Writer.TryWrite(fixes))
            {
                Volatile.Write(ref _missed, 1);
            }
        }

        // A group is only lost while others wait, so the flag is always taken with one of those.
        public bool TakeMissed() => Interlocked.Exchange(ref _missed, 0) == 1;
    }
}
