using SongshanRoad.Gis.Client.Live;

namespace SongshanRoad.Gis.Client.Tests.Live;

/// <summary>A folder for a queue, gone with the test.</summary>
internal sealed class QueueFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("songshan-queue-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "positions");

    public static readonly DateTimeOffset Evening = new(2026, 3, 1, 14, 0, 0, TimeSpan.Zero);

    public PositionQueue Open(int maxFixes = 100_000, string unitId = "car-1", string datum = "wgs84") =>
        PositionQueue.Open(Path, new PositionQueueOptions(unitId) { MaxFixes = maxFixes, Datum = datum });

    public static DeviceFix Fix(int number) => new(Evening.AddSeconds(number), 113.6415 + (number * 1e-4), 34.7256, 5, number % 2 == 0 ? null : 1.25);

    public void Dispose() => _folder.Delete(recursive: true);
}
