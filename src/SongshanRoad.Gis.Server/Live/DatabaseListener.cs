using Npgsql;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>Hears what the database tells on a channel (PostgreSQL's LISTEN), whichever process caused it, and listens again when the connection
/// is lost.</summary>
/// <param name="database">The database.</param>
/// <param name="channel">The channel, a fixed name.</param>
internal sealed class DatabaseListener(Database database, string channel)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the first notice can be heard.</summary>
    public Task Listening => _listening.Task;

    /// <summary>Listens until it is stopped.</summary>
    /// <param name="begin">Called whenever listening begins: what happened before, or while the connection was lost, was not heard.</param>
    /// <param name="hear">Takes what was told since the last call.</param>
    /// <param name="lose">Takes why it has to begin again.</param>
    /// <param name="stopping">Stops it.</param>
    public async Task RunAsync(
        Func<CancellationToken, Task> begin, Func<IReadOnlyCollection<string>, CancellationToken, Task> hear, Action<Exception> lose, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await ListenAsync(begin, hear, stopping);
            }
            catch (Exception failure) when (StorageFailureHandler.IsOutage(failure))
            {
                lose(failure);
            }

            await Task.Delay(RetryAfter, TimeProvider.System, stopping);
        }
    }

    private async Task ListenAsync(Func<CancellationToken, Task> begin, Func<IReadOnlyCollection<string>, CancellationToken, Task> hear, CancellationToken stopping)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(stopping);
        var heard = new List<string>();
        connection.Notification += (_, notice) => heard.Add(notice.Payload);
        await using (var listen = new NpgsqlCommand($"listen {channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(stopping);
        }

        await begin(stopping);
        _listening.TrySetResult();
        while (true)
        {
            if (heard.Count > 0)
            {
                var told = heard.ToList();
                heard.Clear();
                await hear(told, stopping);
            }

            await connection.WaitAsync(stopping);
        }
    }
}
