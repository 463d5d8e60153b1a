using System.Threading.Channels;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>Says that there is something to do. However often it is rung before it is heard, it is heard once; a ring after that is another.</summary>
internal sealed class Bell
{
    private readonly Channel<bool> _rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Rings; never waits.</summary>
    public void Ring() => _rung.Writer.TryWrite(true);

    /// <summary>Done when it has been rung; it stays so until <see cref="Hear"/>.</summary>
    public async Task RungAsync(CancellationToken cancellation) => await _rung.Reader.WaitToReadAsync(cancellation);

    /// <summary>From here on a ring is a new one.</summary>
    public void Hear() => _rung.Reader.TryRead(out _);
}
