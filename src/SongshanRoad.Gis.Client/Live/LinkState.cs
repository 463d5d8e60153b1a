using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Client.Live;

/// <summary>How a live client stands with its server.</summary>
public enum LinkKind
{
    /// <summary>No connection was made yet.</summary>
    Connecting,

    /// <summary>Connected; with a view, its whole picture has arrived.</summary>
    Connected,

    /// <summary>The connection was lost; attempts go on until it is back.</summary>
    Reconnecting,

    /// <summary>The server speaks another version of the wire: its messages are not read. Attempts go on, rarely.</summary>
    OtherVersion,

    /// <summary>The server knows the session or the token no longer: sign in again with a new client. Attempts go on, rarely.</summary>
    SignInOver,

    /// <summary>The client was disposed.</summary>
    Stopped,
}

/// <summary>The connection at an instant.</summary>
/// <param name="Kind">How it stands.</param>
/// <param name="Since">Since when; for <see cref="LinkKind.Reconnecting"/> the moment of the loss, whatever attempts there were.</param>
/// <param name="Attempts">Failed attempts since then.</param>
/// <param name="ServerVersion">For <see cref="LinkKind.OtherVersion"/> what the server speaks instead of <see cref="ILiveHub.WireVersion"/>;
/// null for one that does not say.</param>
public sealed record LinkState(LinkKind Kind, DateTimeOffset Since, int Attempts = 0, string? ServerVersion = null);
