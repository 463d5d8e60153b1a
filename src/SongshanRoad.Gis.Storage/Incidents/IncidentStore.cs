using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Incidents;

/// <summary>Reads incidents and adds single ones; files come in through the import.</summary>
public sealed class IncidentStore(Database database)
{
    /// <summary>The newest incidents of a window.</summary>
    /// <param name="from">Start, UTC, inclusive.</param>
    /// <param name="to">End, UTC, exclusive.</param>
    /// <param name="categories">Category codes; empty means all.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<IncidentRecord>> ListAsync(
        DateTimeOffset from, DateTimeOffset to, IReadOnlyCollection<string> categories, int limit, CancellationToken cancellation)
    {
        await using var command = Command("ListIncidents.sql", from.UtcDateTime, to.UtcDateTime, categories.ToArray(), limit);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var incidents = new List<IncidentRecord>();
        while (await reader.ReadAsync(cancellation))
        {
            incidents.Add(Read(reader));
        }

        return incidents;
    }

    /// <summary>How many incidents a window holds.</summary>
    public async Task<int> CountAsync(
        DateTimeOffset from, DateTimeOffset to, IReadOnlyCollection<string> categories, CancellationToken cancellation)
    {
        await using var command = Command("CountIncidents.sql", from.UtcDateTime, to.UtcDateTime, categories.ToArray());
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>The incident of this number, or null.</summary>
    public async Task<IncidentRecord?> FindAsync(long incidentId, CancellationToken cancellation)
    {
        await using var command = Command("FindIncident.sql", incidentId);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Read(reader) : null;
    }

    /// <summary>Adds an incident entered at the desk.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="PostgresException">A constraint refused it; <see cref="PostgresException.ConstraintName"/> says which.</exception>
    public async Task<long> AddAsync(
        string categoryCode, DateTimeOffset from, DateTimeOffset? to, string reportedBy, LonLat at, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = Command("AddIncident.sql", categoryCode, from.UtcDateTime);
        command.Parameters.Add(new NpgsqlParameter { Value = to?.UtcDateTime ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.AddValues(reportedBy, at.LonDeg, at.LatDeg, now.UtcDateTime);

        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private NpgsqlCommand Command(string file, params object[] values)
    {
        var command = database.DataSource.CreateCommand(SqlText.Load<IncidentStore>(file));
        command.Parameters.AddValues(values);
        return command;
    }

    private static IncidentRecord Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        reader.IsDBNull(1) ? null : reader.GetString(1),
        reader.GetString(2),
        reader.GetFieldValue<DateTimeOffset>(3),
        reader.IsDBNull(4) ? null : reader.GetFieldValue<DateTimeOffset>(4),
        reader.GetString(5),
        reader.GetString(6),
        reader.GetDouble(7),
        reader.GetDouble(8),
        reader.IsDBNull(9) ? null : reader.GetString(9),
        reader.GetBoolean(10));
}
