using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using SongshanRoad.Gis.Client.Accounts;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Load.Deployment;

namespace SongshanRoad.Gis.Load.Faults;

/// <summary>For 10 s devices that are enrolled and on duty send whatever bytes to every door as fast as they can: noise, and messages with a few bytes wrong.</summary>
internal sealed class GarbageFlood : IFault
{
    private const int PerDoor = 4;
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(10);
    private static readonly byte[] Frame = Convert.FromHexString(
        "7E02000026123456789012007D02000000010000000200BA7F0E07E4F11C0028003C00001810151010100104000000640202007D01137E");

    public string Name => "garbage";

    public string Says => "garbage at every door";

    public async Task<Finding?> StrikeAsync(FreshDeployment server, LoadDatabase database, Random random, CancellationToken cancellation)
    {
        // Named so that they are not counted with the run's own.
        var devices = await database.AddDevicesAsync($"noise-{random.NextInt64():x}", PerDoor, cancellation);
        foreach (var device in devices)
        {
            using var session = ServerSession.OfDevice(server.Address, device.Token);
            await session.PostAsync<DutyView>("api/duties", cancellation: cancellation);
        }

        var answers = new ConcurrentDictionary<string, int>();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ending.CancelAfter(Lasting);
        var floods = devices.SelectMany(device => (Task[])
        [
            PostAsync(server, "osmand", $"in/osmand?id={device.Token}", null, Noise, new Random(random.Next()), answers, ending.Token),
            PostAsync(server, "osmand query", $"in/osmand?id={device.Token}&", null, null, new Random(random.Next()), answers, ending.Token),
            PostAsync(server, "owntracks", $"in/owntracks/{device.Token}", null, OwnTracks, new Random(random.Next()), answers, ending.Token),
            PostAsync(server, "positions", "api/positions", device.Token, Positions, new Random(random.Next()), answers, ending.Token),
            ShoutAsync(server.VehiclePort, new Random(random.Next()), answers, ending.Token),
        ]);
        await Task.WhenAll(floods);
        var told = string.Join(", ", answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => $"{answer.Key}: {answer.Value}"));
        // A phone that is told 4xx sends the same for ever; 429 and 503 say when to try again.
        var wrong = answers.Keys.Any(answer => answer.EndsWith(" 500", StringComparison.Ordinal)
            || (answer.StartsWith('o') && answer.Split(' ')[^1] is not ("200" or "429" or "503")));
        return new Finding($"answers to garbage: {told}", wrong);
    }

    private static async Task PostAsync(
        FreshDeployment server, string door, string path, string? token, Func<Random, byte[]>? body, Random random, ConcurrentDictionary<string, int> answers, CancellationToken ending)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        while (!ending.IsCancellationRequested)
        {
            var query = body is null ? Uri.EscapeDataString(Encoding.Latin1.GetString(Noise(random))) : "";
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path + query, UriKind.Relative));
            request.Content = body is null ? null : new ByteArrayContent(body(random));
            if (request.Content is not null)
            {
                request.Content.Headers.ContentType = new MediaTypeHeaderValue(random.Next(2) == 0 ? "application/json" : "application/x-www-form-urlencoded");
            }

            request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
            try
            {
                using var answer = await http.SendAsync(request, ending);
                Count(answers, $"{door} {(int)answer.StatusCode}");
            }
            catch (HttpRequestException)
            {
                Count(answers, $"{door} cut");
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static async Task ShoutAsync(int port, Random random, ConcurrentDictionary<string, int> answers, CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), ending);
                for (var message = 0; message < 50; message++)
                {
                    await socket.SendAsync(random.Next(2) == 0 ? Noise(random) : Mutated(Frame, random), ending);
                    Count(answers, "terminal messages");
                }
            }
            catch (SocketException)
            {
                Count(answers, "terminal cut");
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static void Count(ConcurrentDictionary<string, int> answers, string answer) => answers.AddOrUpdate(answer, 1, (_, count) => count + 1);

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(600)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] OwnTracks(Random random) => Mutated(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $$"""{"_type":"location","tst":{{random.NextInt64(3_000_000_000)}},"lat":{{random.NextDouble() * 200}},"lon":113.64,"acc":{{random.Next(-5, 500)}}}""")), random);

    private static byte[] Positions(Random random) => Mutated(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $$"""{"datum":"wgs84","fixes":[{"sequence":{{random.Next()}},"timeMs":{{random.NextInt64(3_000_000_000_000)}},"lonDeg":113.64,"latDeg":{{random.NextDouble() * 200}}}]}""")), random);

    private static byte[] Mutated(byte[] message, Random random)
    {
        byte[] copy = [.. message];
        for (var wrong = random.Next(4); wrong > 0; wrong--)
        {
            copy[random.Next(copy.Length)] = (byte)random.Next(256);
        }

        return copy;
    }
}
