using System.Text.Json;
using Npgsql;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Accounts;

/// <summary>Writes the audit table: every look at a track and every change, by whom. Rows can only be added.</summary>
public sealed class AuditStore(Database database, TimeProvider clock)
{
    /// <summary>Adds a row.</summary>
    /// <param name="actor">Account name, unit code or <c>system</c>.</param>
    /// <param name="action">What was done, e.g. <c>track.read</c>.</param>
    /// <param name="subject">To what, e.g. a duty id.</param>
    /// <param name="detail">Further facts, without coordinates; stored as JSON.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task AddAsync(string actor, string action, string subject, object? detail = null, CancellationToken cancellation = default)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<AuditStore>("AddAudit.sql"));
        command.Parameters.Add(new NpgsqlParameter { Value = actor });
        command.Parameters.Add(new NpgsqlParameter { Value = action });
        command.Parameters.Add(new NpgsqlParameter { Value = subject });
        command.Parameters.Add(new NpgsqlParameter { Value = JsonSerializer.Serialize(detail ?? new { }) });
        command.Parameters.Add(new NpgsqlParameter { Value = clock.GetUtcNow().UtcDateTime });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
