using System.Globalization;
using SongshanRoad.Gis.Client.Accounts;
using SongshanRoad.Gis.Client.Live;

namespace SongshanRoad.Gis.Client.Example;

/// <summary>A tracker that loses nothing: a line of input is a fix, "Unix-milliseconds longitude latitude"; each is answered once it is kept.</summary>
internal static class TrackExample
{
    public static async Task RunAsync(Uri server, string token, string unitId, string queuePath, TextReader input, TextWriter output)
    {
        using var session = ServerSession.OfDevice(server, token);
        using var queue = PositionQueue.Open(queuePath, new PositionQueueOptions(unitId));
        await using var client = new LiveClient(session);
        await using var sender = new PositionSender(queue, client);
        while (await input.ReadLineAsync() is { } line)
        {
            var parts = line.Split(' ');
            var time = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[0], CultureInfo.InvariantCulture));
            queue.Enqueue(new DeviceFix(
                time, double.Parse(parts[1], CultureInfo.InvariantCulture), double.Parse(parts[2], CultureInfo.InvariantCulture)));
            // From here on neither a dead zone nor a killed process loses it.
            await output.WriteLineAsync($"kept {parts[0]}");
        }

        await sender.UntilEmptyAsync();
        await output.WriteLineAsync($"stored {sender.Progress.StoredCount}, stored before {sender.Progress.DuplicateCount}");
    }
}
