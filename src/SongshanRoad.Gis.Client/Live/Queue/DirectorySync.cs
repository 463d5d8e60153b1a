using System.ComponentModel;
using System.Runtime.InteropServices;

namespace SongshanRoad.Gis.Client.Live.Queue;

/// <summary>Makes a new or renamed entry of a directory durable, for which .NET has no call: POSIX.1-2017, fsync, on the directory. Windows
/// keeps its directories in a journal of its own.</summary>
internal static class DirectorySync
{
    private const int ReadOnly = 0;

    /// <summary>Returns when the directory's entries are on the disk.</summary>
    /// <exception cref="IOException">The system refuses.</exception>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Open(path, ReadOnly);
        if (handle < 0)
        {
            throw Failure(path);
        }

        try
        {
            if (Fsync(handle) != 0)
            {
                throw Failure(path);
            }
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static IOException Failure(string path)
    {
        var reason = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"{path}: its entries could not be made durable: {reason.Message}.", reason);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Fsync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Close(int handle);
}
