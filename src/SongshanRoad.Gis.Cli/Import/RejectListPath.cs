using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Cli.Import;

/// <summary>Guards files of others against the reject list: it replaces only the list of an earlier import. A path that leads to the
/// input, by whatever link, is one of those others, for a reject list is no input either.</summary>
internal static class RejectListPath
{
    /// <summary>Makes sure that the list may be written.</summary>
    /// <exception cref="CommandFailedException">It would have no place, or overwrite another file.</exception>
    public static void Check(string path)
    {
        if (Directory.Exists(path))
        {
            throw new CommandFailedException($"--rejects {path} is a folder; name a file in it.", ExitCodes.Usage);
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new CommandFailedException($"--rejects {path}: the folder {folder} does not exist; make it, or name another file.", ExitCodes.Usage);
        }

        if (File.Exists(path) && !IsFree(path))
        {
            throw new CommandFailedException(
                $"--rejects {path} exists, is no reject list of an earlier import and is not overwritten; name another file with --rejects, or move it away.",
                ExitCodes.Usage);
        }
    }

    /// <summary>Refuses a reject list as input.</summary>
    /// <exception cref="CommandFailedException">The input is one.</exception>
    public static void RefuseAsInput(string path)
    {
        if (RejectFile.IsOne(path))
        {
            throw new CommandFailedException(
                $"{path} is the reject list of an earlier import, not a file to import. Correct these rows in the original file and import that again.");
        }
    }

    /// <summary>Removes the list of an earlier import, which would be taken for this one's.</summary>
    public static void RemoveStale(string path)
    {
        if (File.Exists(path) && new FileInfo(path).Length > 0 && RejectFile.IsOne(path))
        {
            File.Delete(path);
        }
    }

    private static bool IsFree(string path)
    {
        try
        {
            return new FileInfo(path).Length == 0 || RejectFile.IsOne(path);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
