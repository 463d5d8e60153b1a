using System.Text.Json;
using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Client.Live.Queue;

/// <summary>Fixes that the server will never take, one a line as JSON with the reason: nothing vanishes without a trace. Full at 1 MB; what comes then is
/// only counted by the queue.</summary>
internal sealed class RefusedFixes(string path)
{
    private const long LargestBytes = 1024 * 1024;

    /// <exception cref="IOException">It could not be written, e.g. because the disk is full.</exception>
    public void Add(PositionBatch batch, string code, string sentence, DateTimeOffset refusedAt)
    {
        using var file = Opened();
        if (file.Length < LargestBytes)
        {
            file.Write(JsonSerializer.SerializeToUtf8Bytes(new RefusedLine(refusedAt, code, sentence, batch), JsonSerializerOptions.Web));
            file.Write("\n"u8);
            file.Flush(flushToDisk: true);
        }
    }

    private FileStream Opened()
    {
        try
        {
            return new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new IOException(denied.Message, denied);
        }
    }

    private sealed record RefusedLine(DateTimeOffset RefusedAt, string Code, string Sentence, PositionBatch Batch);
}
