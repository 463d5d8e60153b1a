namespace SongshanRoad.Gis.Client.Live;

/// <summary>A queue's file cannot be used; the message says why, and the cure. Nothing in it was changed.</summary>
/// <param name="message">File, reason, cure.</param>
/// <param name="innerException">What the system said, or null.</param>
public sealed class PositionQueueException(string message, Exception? innerException = null) : Exception(message, innerException);
