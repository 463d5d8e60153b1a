using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SongshanRoad.Gis.Contracts.Incidents;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>Hears from the database that incidents changed, whichever process changed them, and tells the open maps.</summary>
internal sealed class LayerChangeWorker(Database database, LiveNotices notices, ILogger<LayerChangeWorker> log) : BackgroundService
{
    private const string Incidents = "incidents";
    private const string IncidentsPrefix = Incidents + ":";
    private readonly DatabaseListener _listener = new(database, "layer_changed");

    /// <summary>Raised with the layer's name for every change; handlers must not wait.</summary>
    public event Action<string>? Changed;

    /// <summary>Done when the first change can be heard.</summary>
    public Task Listening => _listener.Listening;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        _listener.RunAsync(Begin, Hear, failure => log.WorkerWaits(nameof(LayerChangeWorker), failure.Message), stoppingToken);

    private Task Begin(CancellationToken stopping)
    {
        Changed?.Invoke(Incidents);
        return Task.CompletedTask;
    }

    private Task Hear(IReadOnlyCollection<string> told, CancellationToken stopping)
    {
        foreach (var change in told)
        {
            Changed?.Invoke(change[..change.IndexOf(':', StringComparison.Ordinal)]);
            if (change.StartsWith(IncidentsPrefix, StringComparison.Ordinal))
            {
                notices.Send(new IncidentsChanged(change[IncidentsPrefix.Length..]));
            }
        }

        return Task.CompletedTask;
    }
}
