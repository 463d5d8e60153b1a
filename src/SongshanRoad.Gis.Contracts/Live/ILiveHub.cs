namespace SongshanRoad.Gis.Contracts.Live;

/// <summary>What a client may call on the hub at <c>/hubs/live</c>.</summary>
public interface ILiveHub
{
    /// <summary>Version of hub and messages. It goes up with a change that an older client or server would misread; members that may
    /// be absent need no new version.</summary>
    const int WireVersion = 1;

    /// <summary>The response header in which the server says its <see cref="WireVersion"/>, also on the answer that opens a WebSocket.</summary>
    const string WireVersionHeader = "Songshan-Wire-Version";

    /// <summary>Sets (or moves) this connection's view; the answer is the whole picture inside it. Frames that follow carry the
    /// same epoch and count up from the snapshot's sequence without a hole.</summary>
    Task<LiveSnapshot> Subscribe(LiveSubscription subscription);

    /// <summary>Takes fixes of the caller's own unit; answered after the durable commit, never before.</summary>
    Task<PositionReceipt> Report(PositionBatch batch);
}
