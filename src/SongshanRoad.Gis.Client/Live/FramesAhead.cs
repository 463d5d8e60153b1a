using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Client.Live;

/// <summary>Frames that arrive while a snapshot is on its way: they may follow it, and the thread that takes the snapshot may be the slower one. Not
/// thread-safe.</summary>
internal sealed class FramesAhead
{
    // Four frames a second at most: a snapshot that takes longer than their sum is asked for again because of the hole.
    private const int Most = 64;

    private readonly List<LiveFrame> _frames = [];
    private bool _isHolding;

    /// <summary>A snapshot was asked for.</summary>
    public void Hold()
    {
        _isHolding = true;
        _frames.Clear();
    }

    /// <summary>Keeps a frame while a snapshot is on its way.</summary>
    /// <returns>False when none is: the frame is to be followed now.</returns>
    public bool Keep(LiveFrame frame)
    {
        if (_isHolding && _frames.Count < Most)
        {
            _frames.Add(frame);
        }

        return _isHolding;
    }

    /// <summary>The snapshot has arrived.</summary>
    /// <returns>What came meanwhile, in order.</returns>
    public IReadOnlyList<LiveFrame> Release()
    {
        _isHolding = false;
        return [.. _frames];
    }
}
