using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Benchmarks.Hotspots;

/// <summary>From the commit of one new incident to the notice, on an open map, of the hotspot cells that changed class. Arguments: incidents
/// stored before (1,000,000), new ones (41), each after the notice of the one before.</summary>
internal static class IncidentNotice
{
    /// <summary>First argument of this measurement.</summary>
    public const string Verb = "notice";

    /// <summary>Runs and prints.</summary>
    public static Task RunAsync(string[] numbers)
    {
        int Number(int index, int otherwise) => index < numbers.Length ? int.Parse(numbers[index], CultureInfo.InvariantCulture) : otherwise;
        var (incidents, added) = (Number(0, 1_000_000), Number(1, 41));
        return ServerWithIncidents.RunAsync(incidents, StoredIncidents.District, server => MeasureAsync(server, incidents, added));
    }

    private static async Task MeasureAsync(ServerWithIncidents server, int incidents, int added)
    {
        await using var map = new HubConnectionBuilder().WithUrl(new Uri(server.Client.BaseAddress!, "hubs/live"), options => options.Cookies = server.Cookies).AddMessagePackProtocol().Build();
        var notices = Channel.CreateUnbounded<(long At, HotspotsChanged Notice)>();
        map.On<HotspotsChanged>("HotspotsChanged", notice => notices.Writer.TryWrite((Stopwatch.GetTimestamp(), notice)));
        await map.StartAsync();
        await map.InvokeAsync<LiveSnapshot>("Subscribe", new LiveSubscription(113.5, 34.6, 113.8, 34.8));
        var (ms, changed) = (new List<double>(), 0);
        for (var i = 0; i < added; i++)
        {
            await using var insert = server.Database.DataSource.CreateCommand(
                "insert into incident (source, category_code, occurred_from, position) values ('one', 'theft', now(), ST_SetSRID(ST_MakePoint(113.612 + random() * 0.002, 34.692 + random() * 0.002), 4326))");
            await insert.ExecuteNonQueryAsync();
            var committed = Stopwatch.GetTimestamp();
            var (at, notice) = await notices.Reader.ReadAsync();
            ms.Add(Stopwatch.GetElapsedTime(committed, at).TotalMilliseconds);
            changed += notice.CellsChangedClass;
        }

        Console.WriteLine(
            $"{incidents} incidents stored, {added} more one by one, {changed} changes of class; commit to notice on the map, median (min-max): {ServerWithIncidents.Summary(ms)}");
    }
}
