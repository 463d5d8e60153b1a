using SongshanRoad.Gis.Client.Accounts;
using SongshanRoad.Gis.Client.Live;
using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Client.Example;

/// <summary>A map without a window: prints the picture whenever it changes, until a line of input.</summary>
internal static class WatchExample
{
    public static async Task RunAsync(Uri server, string name, string password, TextReader input, TextWriter output)
    {
        using var session = await ServerSession.SignInAsync(server, name, password);
        await using var client = new LiveClient(session, new LiveSubscription(113.60, 34.70, 113.70, 34.75));
        using var watching = client.States.Subscribe(new Printer(client, output));
        await input.ReadLineAsync();
    }

    private sealed class Printer(LiveClient client, TextWriter output) : IObserver<LiveState>
    {
        public void OnNext(LiveState value)
        {
            output.WriteLine($"{value.Link.Kind} since {value.Link.Since:T}, picture {(value.IsWhole ? "whole" : "not whole")}");
            foreach (var unit in value.Units.Values)
            {
                output.WriteLine($"  {unit.CallSign} {unit.SignalAt(client.ServerNow)}, fix {unit.AgeAt(client.ServerNow).TotalSeconds:F0} s old");
            }
        }

        public void OnCompleted() => output.WriteLine("over");

        public void OnError(Exception error) => throw error;
    }
}
