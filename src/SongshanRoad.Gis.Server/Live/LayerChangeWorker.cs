using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SongshanRoad.Gis.Contracts.Incidents;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>Hears from the database that incidents changed, whichever process changed them, and tells the open maps.</summary>
internal sealed class LayerChangeWorker(Database database, LiveNotices notices, ILogger<LayerChangeWorker> log) : BackgroundService
{
    private const string Incidents = "incidents";
    private const string IncidentsPrefix = Incidents + ":";
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Raised with the layer's name for every change; handlers must not wait.</summary>
    public event Action<string>? Changed;

    /// <summary>Done when the first change can be heard.</summary>
    public Task Listening => _listening.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                log.WorkerWaits(nameof(LayerChangeWorker), failure.Message);
            }

            await Task.Delay(RetryAfter, TimeProvider.System, stoppingToken);
        }
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(stopping);
        connection.Notification += (_, notice) =>
        {
            Changed?.Invoke(notice.Payload[..notice.Payload.IndexOf(':', StringComparison.Ordinal)]);
            if (notice.Payload.StartsWith(IncidentsPrefix, StringComparison.Ordinal))
            {
                notices.Send(new IncidentsChanged(notice.Payload[IncidentsPrefix.Length..]));
            }
        };
        await using (var listen = new NpgsqlCommand("listen layer_changed", connection))
        {
            await listen.ExecuteNonQueryAsync(stopping);
        }

        // What happened before, or while the connection was lost, was not heard.
        Changed?.Invoke(Incidents);
        _listening.TrySetResult();
        while (true)
        {
            await connection.WaitAsync(stopping);
        }
    }
}
