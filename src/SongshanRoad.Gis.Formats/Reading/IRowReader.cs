namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>A file being read row by row, once, on one thread. Memory stays bounded whatever the file's size, except where a
/// format cannot be streamed (said at the reader).</summary>
/// <typeparam name="T">Kind of row.</typeparam>
public interface IRowReader<T> : IDisposable
    where T : class
{
    /// <summary>Bytes of the file consumed so far, for a progress bar. May be read from another thread.</summary>
    long BytesRead { get; }

    /// <summary>Size of the file in bytes, or 0 when the stream does not tell.</summary>
    long LengthBytes { get; }

    /// <summary>Remarks on the whole file that no row carries, complete after the last row: the encoding found, the time zone assumed.</summary>
    IReadOnlyList<string> Notes { get; }

    /// <summary>The filter the reader applies itself, or null.</summary>
    RowFilter? Filter => null;

    /// <summary>The rows and problems in file order. May be enumerated once.</summary>
    /// <exception cref="UnreadableFileException">While enumerating: the file as a whole cannot be read (any further).</exception>
    IEnumerable<Read<T>> ReadRows();
}
