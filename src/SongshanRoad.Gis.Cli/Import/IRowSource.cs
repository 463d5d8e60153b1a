namespace SongshanRoad.Gis.Cli.Import;

/// <summary>A file on its way to checked rows. Read once, on one thread; progress may be asked from another.</summary>
/// <typeparam name="TRow">A row that may be stored.</typeparam>
internal interface IRowSource<TRow> : IDisposable
{
    /// <summary>Bytes read so far.</summary>
    long BytesRead { get; }

    /// <summary>Bytes in all, 0 when unknown.</summary>
    long LengthBytes { get; }

    /// <summary>The usable rows; the others go to the log.</summary>
    IEnumerable<TRow> ReadRows(ImportLog log);

    /// <summary>What is to be said after the last row.</summary>
    IEnumerable<string> Remarks();

    /// <summary>Why there was no row at all, or null when the file says nothing about it; asked after the last row.</summary>
    string? WhyEmpty => null;

    /// <summary>A reason to refuse the whole file although its rows look usable, or null; asked after the last row.</summary>
    string? Refusal();
}
