namespace SongshanRoad.Gis.Storage.Import;

/// <summary>The rows of a file, each good by itself, must not stand beside what is stored; nothing was. The message says why and
/// how to mend it.</summary>
public sealed class ImportRefusedException(string message) : Exception(message);
