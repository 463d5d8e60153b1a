namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>Opens input files so that every failure is one clear line.</summary>
public static class InputFile
{
    /// <summary>Opens a file for one sequential read.</summary>
    /// <exception cref="UnreadableFileException">Missing, a folder, a pipe, not permitted, in use, or empty.</exception>
    public static Stream Open(string path)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(path, new FileStreamOptions
            {
                Access = FileAccess.Read,
                Share = FileShare.Read,
                BufferSize = 1 << 17,
                Options = FileOptions.SequentialScan,
            });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnreadableFileException(ProblemCodes.CannotOpen, $"{path}: no such file.", "Check the path.", inner: e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Directory.Exists(path)
                ? new UnreadableFileException(ProblemCodes.CannotOpen, $"{path} is a folder.", "Name a file in it.", inner: e)
                : new UnreadableFileException(ProblemCodes.CannotOpen, $"{path}: reading is not permitted.", "Give this account read permission.", inner: e);
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            throw new UnreadableFileException(ProblemCodes.CannotOpen, $"{path}: cannot be opened ({e.Message}).",
                "Close the program that uses it, or check the path.", inner: e);
        }

        if (!stream.CanSeek)
        {
            stream.Dispose();
            throw new UnreadableFileException(ProblemCodes.CannotOpen, $"{path} is no regular file.", "Save it to disk first.");
        }

        if (stream.Length == 0)
        {
            stream.Dispose();
            throw new UnreadableFileException(ProblemCodes.EmptyFile, $"{path} is empty (0 bytes).", "Export it again.");
        }

        return stream;
    }
}
