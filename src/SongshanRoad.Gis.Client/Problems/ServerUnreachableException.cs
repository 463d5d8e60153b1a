namespace SongshanRoad.Gis.Client.Problems;

/// <summary>No answer came: no server, no network, or the connection broke in between. Whether the request took effect is not known.</summary>
/// <param name="message">What was asked, and of whom.</param>
/// <param name="innerException">What the transport threw.</param>
public sealed class ServerUnreachableException(string message, Exception innerException) : Exception(message, innerException);
