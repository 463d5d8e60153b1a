namespace SongshanRoad.Gis.Server.Nodes;

/// <summary>The other servers of the deployment, as far as they have been heard.</summary>
internal sealed class NodePeers
{
    /// <summary>After how long without a word a server is silent: four beats.</summary>
    public static readonly TimeSpan SilentAfter = 4 * NodeSpeaker.BeatEvery;

    private static readonly TimeSpan GoneAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(5);
    private static readonly TimeProvider Pace = TimeProvider.System;

    private readonly Dictionary<Guid, (long Sequence, long HeardAt)> _heard = [];

    /// <summary>The servers that were heard of late, silent ones among them: a busy machine may be late with a beat.</summary>
    public IReadOnlyCollection<Guid> Present => Where(quiet => quiet < GoneAfter);

    /// <summary>Whether a server that has not taken its leave is silent: it is dead, or stores what nobody hears of.</summary>
    public bool HasSilent => Where(quiet => quiet >= SilentAfter).Count > 0;

    /// <summary>Notes a message.</summary>
    /// <returns>False when messages before it were lost.</returns>
    public bool Note(NodeMessage message)
    {
        lock (_heard)
        {
            // Each start has a name of its own and begins with 1.
            var isNext = message.Sequence == _heard.GetValueOrDefault(message.Sender).Sequence + 1;
            if (message.IsLast)
            {
                _heard.Remove(message.Sender);
            }
            else
            {
                _heard[message.Sender] = (message.Sequence, Pace.GetTimestamp());
            }

            return isNext;
        }
    }

    private List<Guid> Where(Func<TimeSpan, bool> holds)
    {
        lock (_heard)
        {
            foreach (var (peer, _) in _heard.Where(peer => Pace.GetElapsedTime(peer.Value.HeardAt) > ForgottenAfter).ToList())
            {
                _heard.Remove(peer);
            }

            return [.. _heard.Where(peer => holds(Pace.GetElapsedTime(peer.Value.HeardAt))).Select(peer => peer.Key)];
        }
    }
}
