using SongshanRoad.Gis.Load.Deployment;

namespace SongshanRoad.Gis.Load.Faults;

/// <summary>Something fills the disk under the data directory to its last byte, and goes away after 10 s.</summary>
internal sealed class DiskFull : IFault
{
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(10);

    public string Name => "disk";

    public string Says => "disk full";

    public bool NeedsSmallDisk => true;

    public async Task<Finding?> StrikeAsync(FreshDeployment server, LoadDatabase database, Random random, CancellationToken cancellation)
    {
        var path = Path.Combine(server.Folder, "filler");
        try
        {
            var begun = TimeProvider.System.GetTimestamp();
            var bytes = new byte[1024 * 1024];
            while (TimeProvider.System.GetElapsedTime(begun) < Lasting)
            {
                // Again and again, for others free a little and take it.
                Fill(path, bytes);
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
            }
        }
        finally
        {
            File.Delete(path);
        }

        return null;
    }

    private static void Fill(string path, byte[] bytes)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
            while (true)
            {
                file.Write(bytes);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }
}
