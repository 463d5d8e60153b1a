using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Patrols.Alerts;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Storage.Live;

namespace SongshanRoad.Gis.Storage.Alerts;

/// <summary>Keeps alerts and what was done about them. Every change is told on the channel <see cref="Channel"/> with the alert's id.</summary>
public sealed class AlertStore(Database database)
{
    /// <summary>The channel on which the database tells changed alerts.</summary>
    public const string Channel = "alert_changed";

    /// <summary>Takes a call for help; a call that was taken before changes nothing that matters.</summary>
    /// <param name="report">The call.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The alert that holds it, or null when the unit was not on duty then.</returns>
    public async Task<Alert?> RaiseSosAsync(SosReport report, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        var raised = await ChangeAsync("RaiseSos.sql", cancellation,
            Parameter(report.UnitCode, NpgsqlDbType.Text),
            Parameter(report.OnlyNight?.Date, NpgsqlDbType.Date),
            Parameter(report.CalledAt.UtcDateTime, NpgsqlDbType.TimestampTz),
            Parameter(now.UtcDateTime, NpgsqlDbType.TimestampTz),
            Parameter(report.Door, NpgsqlDbType.Text),
            Parameter(report.IsTimeDoubted, NpgsqlDbType.Boolean),
            Parameter(report.LonLat?.LonDeg, NpgsqlDbType.Double),
            Parameter(report.LonLat?.LatDeg, NpgsqlDbType.Double),
            Parameter((float?)report.AccuracyM, NpgsqlDbType.Real),
            Parameter(Guid.CreateVersion7(now), NpgsqlDbType.Uuid));
        return raised is { } id ? await FindAsync(id, cancellation) : null;
    }

    /// <summary>The alert of this id, or null.</summary>
    public async Task<Alert?> FindAsync(Guid alertId, CancellationToken cancellation) =>
        await ListAsync([alertId], null, null, onlyOpen: false, 1, cancellation) is [var found] ? found : null;

    /// <summary>The alerts of these ids.</summary>
    public Task<IReadOnlyList<Alert>> FindAsync(IReadOnlyCollection<Guid> alertIds, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(alertIds);
        return ListAsync([.. alertIds], null, null, onlyOpen: false, alertIds.Count, cancellation);
    }

    /// <summary>The alerts that are not closed, newest first.</summary>
    public Task<IReadOnlyList<Alert>> OpenAsync(CancellationToken cancellation) => ListAsync(null, null, null, onlyOpen: true, null, cancellation);

    /// <summary>A unit's calls for help that are not closed, newest first.</summary>
    public Task<IReadOnlyList<Alert>> OpenSosOfAsync(string unitCode, DutyNight? onlyNight, CancellationToken cancellation) =>
        ListAsync(null, unitCode, onlyNight, onlyOpen: true, null, cancellation);

    /// <summary>The alerts of a night, newest first.</summary>
    public Task<IReadOnlyList<Alert>> OfNightAsync(DutyNight night, CancellationToken cancellation) =>
        ListAsync(null, null, night, onlyOpen: false, null, cancellation);

    /// <summary>What was done about an alert, in its order.</summary>
    public async Task<IReadOnlyList<AlertStep>> StepsAsync(Guid alertId, CancellationToken cancellation)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<AlertStore>("ListAlertSteps.sql"));
        command.Parameters.AddValues(alertId);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var steps = new List<AlertStep>();
        while (await reader.ReadAsync(cancellation))
        {
            steps.Add(new AlertStep(reader.GetFieldValue<DateTimeOffset>(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        }

        return steps;
    }

    /// <summary>Makes an account the owner.</summary>
    /// <param name="alertId">The alert.</param>
    /// <param name="account">The new owner.</param>
    /// <param name="fromOwner">The owner it is taken over from, or null for an alert that nobody owns.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>False when it is not there, closed, or owned by somebody else than <paramref name="fromOwner"/>.</returns>
    public async Task<bool> AcceptAsync(Guid alertId, string account, string? fromOwner, DateTimeOffset now, CancellationToken cancellation) =>
        await ChangeAsync("AcceptAlert.sql", cancellation,
            Parameter(alertId, NpgsqlDbType.Uuid), Parameter(account, NpgsqlDbType.Text), Parameter(now.UtcDateTime, NpgsqlDbType.TimestampTz),
            Parameter(fromOwner, NpgsqlDbType.Text)) is not null;

    /// <summary>Closes an alert for the office.</summary>
    /// <param name="alertId">The alert.</param>
    /// <param name="account">Who closes it.</param>
    /// <param name="note">What was done, at most 500 characters.</param>
    /// <param name="receivedAt">When the call came that is closed, to the millisecond; null for whichever. Otherwise one that came in the meantime would go with it.</param>
    /// <param name="forUnit">Whether the unit's side is closed too, as it said by voice that it is safe.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>False when it is not there, nobody has accepted it, or nothing is left to close.</returns>
    public async Task<bool> CloseAsync(Guid alertId, string account, string note, bool forUnit, DateTimeOffset? receivedAt, DateTimeOffset now, CancellationToken cancellation) =>
        await ChangeAsync("CloseAlert.sql", cancellation,
            Parameter(alertId, NpgsqlDbType.Uuid), Parameter(account, NpgsqlDbType.Text), Parameter(now.UtcDateTime, NpgsqlDbType.TimestampTz),
            Parameter(note, NpgsqlDbType.Text), Parameter(forUnit, NpgsqlDbType.Boolean), Parameter(receivedAt?.UtcDateTime, NpgsqlDbType.TimestampTz)) is not null;

    /// <summary>Closes the unit's side of its SOS.</summary>
    /// <returns>The alert, or null when there is none to close.</returns>
    public async Task<Alert?> CloseByUnitAsync(string unitCode, DutyNight? onlyNight, DateTimeOffset now, CancellationToken cancellation) =>
        await ChangeAsync("CloseSosByUnit.sql", cancellation,
            Parameter(unitCode, NpgsqlDbType.Text), Parameter(onlyNight?.Date, NpgsqlDbType.Date), Parameter(now.UtcDateTime, NpgsqlDbType.TimestampTz)) is { } id
            ? await FindAsync(id, cancellation)
            : null;

    /// <summary>Passes on what nobody has accepted in time; each alert once, whichever process comes first.</summary>
    public Task EscalateAsync(DateTimeOffset now, CancellationToken cancellation) =>
        ChangeAsync("EscalateAlerts.sql", cancellation,
            Parameter((now - AlertRules.EscalateAfter).UtcDateTime, NpgsqlDbType.TimestampTz), Parameter(now.UtcDateTime, NpgsqlDbType.TimestampTz));

    /// <summary>Makes a duty's alerts of fences what they are to be: raises those that are not there, withdraws those that did not happen.</summary>
    /// <param name="dutyId">The duty.</param>
    /// <param name="fences">The fences that were looked at; alerts of others stay.</param>
    /// <param name="crossings">All their crossings in this duty that are to raise an alert.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task SyncCrossingsAsync(
        string dutyId, IEnumerable<long> fences, IReadOnlyCollection<(AlertKind Kind, long PlaceId, DateTimeOffset At)> crossings, DateTimeOffset now,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(crossings);
        return ChangeAsync("SyncCrossings.sql", cancellation,
            Parameter(FixStore.Id(dutyId), NpgsqlDbType.Uuid), Parameter(now.UtcDateTime, NpgsqlDbType.TimestampTz),
            Parameter(fences.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint),
            Parameter(crossings.Select(crossing => crossing.Kind.ToCode()).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text),
            Parameter(crossings.Select(crossing => crossing.PlaceId).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint),
            Parameter(crossings.Select(crossing => crossing.At.UtcDateTime).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.TimestampTz));
    }

    /// <summary>Ends the crossings of fences that came before an instant and nobody has looked at.</summary>
    public Task EndCrossingsBeforeAsync(DateTimeOffset before, DateTimeOffset now, CancellationToken cancellation) =>
        ChangeAsync("EndCrossings.sql", cancellation, Parameter(before.UtcDateTime, NpgsqlDbType.TimestampTz), Parameter(now.UtcDateTime, NpgsqlDbType.TimestampTz));

    /// <summary>Notes that the unit's device confirmed the acceptance; the first time counts.</summary>
    public Task UnitToldAsync(Guid alertId, string unitCode, DateTimeOffset now, CancellationToken cancellation) =>
        ChangeAsync("TellUnit.sql", cancellation,
            Parameter(alertId, NpgsqlDbType.Uuid), Parameter(now.UtcDateTime, NpgsqlDbType.TimestampTz), Parameter(unitCode, NpgsqlDbType.Text));

    /// <summary>Forgets where closed alerts were that came before an instant: positions are kept for a set time.</summary>
    public Task ForgetPositionsBeforeAsync(DateTimeOffset before, CancellationToken cancellation) =>
        ChangeAsync("ForgetAlertPositions.sql", cancellation, Parameter(before.UtcDateTime, NpgsqlDbType.TimestampTz));

    private async Task<IReadOnlyList<Alert>> ListAsync(
        Guid[]? ids, string? unitCode, DutyNight? night, bool onlyOpen, int? most, CancellationToken cancellation)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<AlertStore>("ListAlerts.sql"));
        command.Parameters.Add(Parameter(ids, NpgsqlDbType.Array | NpgsqlDbType.Uuid));
        command.Parameters.Add(Parameter(unitCode, NpgsqlDbType.Text));
        command.Parameters.Add(Parameter(night?.Date, NpgsqlDbType.Date));
        command.Parameters.Add(Parameter(onlyOpen, NpgsqlDbType.Boolean));
        command.Parameters.Add(Parameter(most, NpgsqlDbType.Integer));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var alerts = new List<Alert>();
        while (await reader.ReadAsync(cancellation))
        {
            alerts.Add(Read(reader));
        }

        return alerts;
    }

    private async Task<Guid?> ChangeAsync(string file, CancellationToken cancellation, params NpgsqlParameter[] parameters)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<AlertStore>(file));
        command.Parameters.AddRange(parameters);
        return await command.ExecuteScalarAsync(cancellation) as Guid?;
    }

    private static NpgsqlParameter Parameter(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private static Alert Read(NpgsqlDataReader reader)
    {
        DateTimeOffset? Instant(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
        var position = reader.IsDBNull(10) ? null : reader.GetFieldValue<Point>(10);
        return new Alert(
            reader.GetGuid(0),
            AlertKindCode.Parse(reader.GetString(1)),
            reader.GetString(2),
            UnitKindCode.TryParse(reader.GetString(3), out var kind) ? kind : default,
            reader.GetString(4),
            FixStore.Text(reader.GetGuid(5)),
            new DutyNight(reader.GetFieldValue<DateOnly>(22)),
            reader.GetString(6),
            reader.GetFieldValue<DateTimeOffset>(7),
            reader.GetFieldValue<DateTimeOffset>(8),
            reader.GetBoolean(9),
            position is null ? null : LonLat.FromDegrees(position.X, position.Y),
            reader.IsDBNull(11) ? null : reader.GetFloat(11),
            Instant(12),
            Instant(13),
            reader.IsDBNull(14) ? null : reader.GetString(14),
            Instant(15),
            Instant(16),
            Instant(17),
            reader.IsDBNull(19) ? null : reader.GetInt64(19),
            reader.IsDBNull(20) ? null : reader.GetString(20),
            Instant(21),
            reader.GetInt64(18));
    }
}
