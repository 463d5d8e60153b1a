using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Live.Quarantine;

/// <summary>Keeps what devices sent on duty that is no position.</summary>
public sealed class QuarantineStore(Database database)
{
    /// <summary>Most bytes that are kept of a report.</summary>
    public const int MaxContentBytes = 4096;

    /// <summary>Keeps a report of a unit on duty; of one that is not, nothing.</summary>
    /// <param name="report">The report.</param>
    /// <param name="onlyNight">The only night whose duty counts, or null.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task AddAsync(QuarantinedReport report, DutyNight? onlyNight, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        await using var command = database.DataSource.CreateCommand(SqlText.Load<QuarantineStore>("AddQuarantined.sql"));
        command.Parameters.Add(new NpgsqlParameter { Value = report.UnitCode });
        command.Parameters.Add(new NpgsqlParameter { Value = report.ReceivedAt.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter { Value = report.Door });
        command.Parameters.Add(new NpgsqlParameter { Value = report.Reason });
        command.Parameters.Add(new NpgsqlParameter { Value = report.Content });
        command.Parameters.Add(new NpgsqlParameter { Value = onlyNight is { } night ? night.Date : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The newest reports, newest first.</summary>
    public async Task<IReadOnlyList<QuarantinedReport>> ListAsync(int most, CancellationToken cancellation)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<QuarantineStore>("ListQuarantined.sql"));
        command.Parameters.Add(new NpgsqlParameter { Value = most });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var reports = new List<QuarantinedReport>();
        while (await reader.ReadAsync(cancellation))
        {
            reports.Add(new QuarantinedReport(reader.GetString(0), new DateTimeOffset(reader.GetDateTime(1)), reader.GetString(2), reader.GetString(3), reader.GetFieldValue<byte[]>(4)));
        }

        return reports;
    }

    /// <summary>Forgets the reports that came before an instant.</summary>
    public async Task DropBeforeAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<QuarantineStore>("DropQuarantined.sql"));
        command.Parameters.Add(new NpgsqlParameter { Value = before.UtcDateTime });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
