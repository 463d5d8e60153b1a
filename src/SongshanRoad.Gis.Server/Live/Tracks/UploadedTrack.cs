namespace SongshanRoad.Gis.Server.Live.Tracks;

/// <summary>A file of an upload.</summary>
/// <param name="Name">Its name, for the answer.</param>
/// <param name="Content">All of it.</param>
internal sealed record UploadedTrack(string Name, Stream Content);
