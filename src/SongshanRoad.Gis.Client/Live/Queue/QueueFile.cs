using Microsoft.Win32.SafeHandles;

namespace SongshanRoad.Gis.Client.Live.Queue;

/// <summary>The queue's file: appended to, now and then replaced as a whole. One process at a time has it, by a lock on a file beside it, which is never
/// renamed. Not thread-safe.</summary>
internal sealed class QueueFile : IDisposable
{
    private const FileShare Sharing = FileShare.Read | FileShare.Delete;

    private readonly string _path;
    private readonly string _directory;
    private readonly FileStream _lock;
    private SafeFileHandle? _handle;
    private bool _isDisposed;

    /// <summary>Takes the file for this process; makes its directory when there is none.</summary>
    /// <exception cref="PositionQueueException">Another process, or another queue of this one, has it.</exception>
    /// <exception cref="IOException">The system refuses.</exception>
    public QueueFile(string path)
    {
        _path = Path.GetFullPath(path);
        _directory = Path.GetDirectoryName(_path)!;
        try
        {
            Directory.CreateDirectory(_directory);
            _lock = new FileStream($"{_path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (File.Exists($"{_path}.lock"))
        {
            throw new PositionQueueException(
                $"{_path}: another process keeps positions in this queue; stop it, or give each program a queue of its own.", taken);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw Denied(denied);
        }
    }

    /// <summary>Bytes in the file.</summary>
    public long Length { get; private set; }

    /// <summary>Everything in the file; nothing when there is none yet.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public byte[] ReadAll()
    {
        try
        {
            return File.Exists(_path) ? File.ReadAllBytes(_path) : [];
        }
        catch (UnauthorizedAccessException denied)
        {
            throw Denied(denied);
        }
    }

    /// <summary>Replaces the content; whatever happens, the old or the new is there. Durable on return.</summary>
    /// <exception cref="IOException">The old is there still, unless only the directory could not be made durable.</exception>
    public void Replace(ReadOnlySpan<byte> content)
    {
        var next = $"{_path}.next";
        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(next, FileMode.Create, FileAccess.ReadWrite, Sharing);
            RandomAccess.Write(handle, content, 0);
            RandomAccess.FlushToDisk(handle);
            // Windows replaces no open file. Should the move fail, the next record opens the old one again.
            _handle?.Dispose();
            File.Move(next, _path, overwrite: true);
        }
        catch (Exception failure)
        {
            handle?.Dispose();
            if (failure is UnauthorizedAccessException denied)
            {
                throw Denied(denied);
            }

            throw;
        }

        _handle = handle;
        Length = content.Length;
        DirectorySync.Flush(_directory);
    }

    /// <summary>Appends.</summary>
    /// <param name="content">Whole records.</param>
    /// <param name="durable">Whether it must be on the disk on return.</param>
    /// <exception cref="IOException">Nothing was appended, e.g. because the disk is full.</exception>
    public void Append(ReadOnlySpan<byte> content, bool durable)
    {
        var handle = Opened();
        try
        {
            RandomAccess.Write(handle, content, Length);
            if (durable)
            {
                RandomAccess.FlushToDisk(handle);
            }

            Length += content.Length;
        }
        catch (IOException)
        {
            TakeBack(handle);
            throw;
        }
        catch (UnauthorizedAccessException denied)
        {
            TakeBack(handle);
            throw Denied(denied);
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        _handle?.Dispose();
        _lock.Dispose();
    }

    // That the system says no by another type than that the disk is full is nothing to whoever keeps fixes.
    private static IOException Denied(UnauthorizedAccessException denied) => new(denied.Message, denied);

    private SafeFileHandle Opened()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        try
        {
            return _handle is { IsClosed: false } open ? open : _handle = File.OpenHandle(_path, FileMode.Open, FileAccess.ReadWrite, Sharing);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw Denied(denied);
        }
    }

    private void TakeBack(SafeFileHandle handle)
    {
        try
        {
            RandomAccess.SetLength(handle, Length);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What is left is torn, or is overwritten by the next record.
        }
    }
}
