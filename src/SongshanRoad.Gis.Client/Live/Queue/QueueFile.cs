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

    /// <summary>Takes the file for this process; makes its directory when there is none.</summary>
    /// <exception cref="PositionQueueException">Another process, or another queue of this one, has it.</exception>
    public QueueFile(string path)
    {
        _path = Path.GetFullPath(path);
        _directory = Path.GetDirectoryName(_path)!;
        Directory.CreateDirectory(_directory);
        try
        {
            _lock = new FileStream($"{_path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (File.Exists($"{_path}.lock"))
        {
            throw new PositionQueueException(
                $"{_path}: another process keeps positions in this queue; stop it, or give each program a queue of its own.", taken);
        }
    }

    /// <summary>Bytes in the file.</summary>
    public long Length { get; private set; }

    /// <summary>Everything in the file; nothing when there is none yet.</summary>
    public byte[] ReadAll() => File.Exists(_path) ? File.ReadAllBytes(_path) : [];

    /// <summary>Replaces the content; whatever happens, the old or the new is there. Durable on return.</summary>
    public void Replace(ReadOnlySpan<byte> content)
    {
        var next = $"{_path}.next";
        var handle = File.OpenHandle(next, FileMode.Create, FileAccess.ReadWrite, Sharing);
        try
        {
            RandomAccess.Write(handle, content, 0);
            RandomAccess.FlushToDisk(handle);
            // Windows replaces no open file.
            _handle?.Dispose();
            File.Move(next, _path, overwrite: true);
        }
        catch
        {
            handle.Dispose();
            _handle = _handle is { IsClosed: true } ? File.OpenHandle(_path, FileMode.Open, FileAccess.ReadWrite, Sharing) : _handle;
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
        try
        {
            RandomAccess.Write(_handle!, content, Length);
            if (durable)
            {
                RandomAccess.FlushToDisk(_handle!);
            }

            Length += content.Length;
        }
        catch (IOException)
        {
            TakeBack();
            throw;
        }
    }

    public void Dispose()
    {
        _handle?.Dispose();
        _lock.Dispose();
    }

    private void TakeBack()
    {
        try
        {
            RandomAccess.SetLength(_handle!, Length);
        }
        catch (IOException)
        {
            // What is left is torn, or is overwritten by the next record.
        }
    }
}
