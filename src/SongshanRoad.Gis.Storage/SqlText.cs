using System.Collections.Concurrent;

namespace SongshanRoad.Gis.Storage;

/// <summary>Reads the .sql files that lie beside the code which runs them.</summary>
internal static class SqlText
{
    private static readonly ConcurrentDictionary<string, string> Loaded = new();

    /// <summary>The text of <c>fileName</c> in the folder (= namespace) of <typeparamref name="TReader"/>.</summary>
    /// <exception cref="FileNotFoundException">No such file was embedded.</exception>
    public static string Load<TReader>(string fileName) => Loaded.GetOrAdd($"{typeof(TReader).Namespace}.{fileName}", resource =>
    {
        using var stream = typeof(SqlText).Assembly.GetManifestResourceStream(resource)
            ?? throw new FileNotFoundException("No embedded SQL file of this name.", resource);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });
}
