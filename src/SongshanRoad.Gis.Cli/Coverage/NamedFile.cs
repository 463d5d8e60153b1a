using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Cli.Coverage;

/// <summary>Reads one of several files so that a failure says which.</summary>
internal static class NamedFile
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="UnreadableFileException">The file cannot be read; the message names it.</exception>
    public static T Read<T>(string path, Func<Stream, T> read)
    {
        try
        {
            return read(InputFile.Open(path));
        }
        catch (UnreadableFileException failure) when (!failure.Message.Contains(path, StringComparison.Ordinal))
        {
            throw new UnreadableFileException(failure.Code, $"{path}: {failure.Sentence}", failure.Cure, failure.Line, failure);
        }
    }
}
