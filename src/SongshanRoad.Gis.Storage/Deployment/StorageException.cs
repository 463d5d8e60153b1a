namespace SongshanRoad.Gis.Storage.Deployment;

/// <summary>The database or its cluster cannot be used; the message is one line that says what, where and how to mend it.</summary>
public sealed class StorageException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="code">Machine-readable reason, e.g. <c>data-directory-foreign</c>.</param>
    /// <param name="message">One line for people.</param>
    /// <param name="cause">The underlying error, if any.</param>
    public StorageException(string code, string message, Exception? cause = null)
        : base(message, cause) => Code = code;

    /// <summary>Machine-readable reason.</summary>
    public string Code { get; }
}
