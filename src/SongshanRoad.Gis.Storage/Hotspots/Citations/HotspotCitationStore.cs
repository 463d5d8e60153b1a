using System.Data;
using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Hotspots.Times;
using SongshanRoad.Gis.Spatial.Streets;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Hotspots.Citations;

/// <summary>Keeps runs that are cited, with all they were computed from.</summary>
public sealed class HotspotCitationStore(Database database)
{
    /// <summary>Keeps a run with its input. One that is cited already stays as it is.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="input">What it was computed from.</param>
    /// <param name="citedBy">Who cites it.</param>
    /// <param name="note">What for.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Stops waiting; nothing is stored then.</param>
    public async Task AddAsync(string runId, HotspotInput input, string citedBy, string note, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (places, times) = (input.Incidents.Places, input.Incidents.Times);
        await using var connection = await database.DataSource.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var add = Command(connection, "AddCitation.sql", runId, citedBy, now.UtcDateTime, note, input.OutlineMetric!,
            places.Select(place => place.EastingM).ToArray(), places.Select(place => place.NorthingM).ToArray());
        add.Parameters.Add(LocalTimes(times, time => time.Start));
        add.Parameters.Add(LocalTimes(times, time => time.End));
        if (await add.ExecuteScalarAsync(cancellation) is not null && input.Streets.Count > 0)
        {
            await using var streets = Command(connection, "AddCitationStreets.sql", runId,
                input.Streets.Select(street => street.AlleyId).ToArray(), input.Streets.Select(street => street.Name).ToArray(),
                input.Streets.Select(street => street.StreetClass).ToArray(), input.Streets.Select(street => street.LineMetric).ToArray());
            await streets.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>All citations, the latest first.</summary>
    public Task<IReadOnlyList<HotspotCitation>> ListAsync(CancellationToken cancellation) => ReadAsync(DBNull.Value, cancellation);

    /// <summary>The citation of a run, or null.</summary>
    public async Task<HotspotCitation?> FindAsync(string runId, CancellationToken cancellation) =>
        (await ReadAsync(runId, cancellation)).SingleOrDefault();

    /// <summary>What a cited run was computed from, without versions; null when nobody cites it.</summary>
    public async Task<HotspotInput?> ReadInputAsync(string runId, CancellationToken cancellation)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await using var command = Command(connection, "ReadCitedInput.sql", runId);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
        {
            return null;
        }

        var outline = reader.GetFieldValue<Geometry>(0);
        var incidents = HotspotIncidents.Of(reader.GetFieldValue<double[]>(1), reader.GetFieldValue<double[]>(2),
            reader.GetFieldValue<DateTime[]>(3), reader.GetFieldValue<DateTime?[]>(4), 0);
        await reader.CloseAsync();
        return new HotspotInput(new Dictionary<string, long>(), outline, incidents, await ReadStreetsAsync(connection, runId, cancellation));
    }

    /// <summary>Lets a run go as all others do, and what it was computed from at once.</summary>
    /// <returns>False when nobody cited it.</returns>
    public async Task<bool> DeleteAsync(string runId, CancellationToken cancellation)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(cancellation);
        await using var command = Command(connection, "DeleteCitation.sql", runId);
        return await command.ExecuteNonQueryAsync(cancellation) > 0;
    }

    private static async Task<IReadOnlyList<StreetLine>> ReadStreetsAsync(NpgsqlConnection connection, string runId, CancellationToken cancellation)
    {
        await using var command = Command(connection, "ReadCitedStreets.sql", runId);
        return await HotspotStore.ReadStreetsAsync(command, cancellation);
    }

    private async Task<IReadOnlyList<HotspotCitation>> ReadAsync(object runId, CancellationToken cancellation)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(cancellation);
        await using var command = Command(connection, "ReadCitations.sql", runId);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var citations = new List<HotspotCitation>();
        while (await reader.ReadAsync(cancellation))
        {
            citations.Add(new HotspotCitation(
                new StoredRun(reader.GetString(0), reader.GetString(1), reader.GetString(2)),
                reader.GetString(3), reader.GetFieldValue<DateTimeOffset>(4), reader.GetString(5)));
        }

        return citations;
    }

    private static NpgsqlParameter LocalTimes(IncidentTime[] times, Func<IncidentTime, DateTime?> of) =>
        new() { Value = times.Select(of).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Timestamp };

    private static NpgsqlCommand Command(NpgsqlConnection connection, string file, params object[] values)
    {
        var command = new NpgsqlCommand(SqlText.Load<HotspotCitationStore>(file), connection);
        command.Parameters.AddValues(values);
        return command;
    }
}
