using Npgsql;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Live;

/// <summary>Starts, ends and finds duties. A unit has at most one at a time.</summary>
public sealed class DutyStore(Database database)
{
    /// <summary>Starts a unit's duty. The one that runs already is kept, unless it is left over from an earlier night: then it ends
    /// now.</summary>
    /// <param name="unitCode">The unit.</param>
    /// <param name="night">The night now is booked to.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The running duty and whether it is new, or null when there is no active unit of this code.</returns>
    public async Task<(BookedDuty Booked, bool IsNew)?> StartAsync(
        string unitCode, DutyNight night, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var batch = database.DataSource.CreateBatch();
        batch.BatchCommands.Add(BatchCommand("EndDutyOfEarlierNight.sql", unitCode, night.Date, now.UtcDateTime));
        var start = BatchCommand("StartDuty.sql", Guid.CreateVersion7(now), unitCode, night.Date, now.UtcDateTime);
        batch.BatchCommands.Add(start);
        await batch.ExecuteNonQueryAsync(cancellation);
        return await RunningAsync(unitCode, cancellation) is { } running ? (running, start.RecordsAffected > 0) : null;
    }

    /// <summary>Ends a unit's duty.</summary>
    /// <returns>The ended duty, or null when none was running.</returns>
    public Task<BookedDuty?> EndAsync(string unitCode, DateTimeOffset now, CancellationToken cancellation) =>
        FirstAsync("EndDuty.sql", cancellation, unitCode, now.UtcDateTime);

    /// <summary>The unit's running duty, or null.</summary>
    public Task<BookedDuty?> RunningAsync(string unitCode, CancellationToken cancellation) =>
        FirstAsync("FindRunningDuty.sql", cancellation, unitCode);

    /// <summary>All running duties, oldest first.</summary>
    public Task<IReadOnlyList<BookedDuty>> RunningAsync(CancellationToken cancellation) => ListAsync("ListRunningDuties.sql", cancellation);

    /// <summary>The duty of this id, or null.</summary>
    public async Task<BookedDuty?> FindAsync(string dutyId, CancellationToken cancellation) =>
        Guid.TryParseExact(dutyId, "D", out var id) ? await FirstAsync("FindDuty.sql", cancellation, id) : null;

    /// <summary>All duties of a night, in order of their start.</summary>
    public Task<IReadOnlyList<BookedDuty>> OfNightAsync(DutyNight night, CancellationToken cancellation) =>
        ListAsync("ListDutiesOfNight.sql", cancellation, night.Date);

    /// <summary>Every duty that one of the units has at some time of its span.</summary>
    /// <param name="spans">Unit code with first and last instant, UTC.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<IReadOnlyList<BookedDuty>> BetweenAsync(
        IReadOnlyCollection<(string UnitCode, DateTimeOffset From, DateTimeOffset To)> spans, CancellationToken cancellation) =>
        ListAsync("ListDutiesBetween.sql", cancellation,
            spans.Select(span => span.UnitCode).ToArray(),
            spans.Select(span => span.From.UtcDateTime).ToArray(),
            spans.Select(span => span.To.UtcDateTime).ToArray());

    private async Task<BookedDuty?> FirstAsync(string file, CancellationToken cancellation, params object[] values) =>
        await ListAsync(file, cancellation, values) is [var first, ..] ? first : null;

    private async Task<IReadOnlyList<BookedDuty>> ListAsync(string file, CancellationToken cancellation, params object[] values)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<DutyStore>(file));
        command.Parameters.AddValues(values);

        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var duties = new List<BookedDuty>();
        while (await reader.ReadAsync(cancellation))
        {
            duties.Add(Read(reader));
        }

        return duties;
    }

    private static NpgsqlBatchCommand BatchCommand(string file, params object[] values)
    {
        var command = new NpgsqlBatchCommand(SqlText.Load<DutyStore>(file));
        command.Parameters.AddValues(values);
        return command;
    }

    private static BookedDuty Read(NpgsqlDataReader reader) => new(
        new Duty(
            FixStore.Text(reader.GetGuid(0)),
            reader.GetString(1),
            UnitKindCode.TryParse(reader.GetString(2), out var kind) ? kind : default,
            reader.GetString(3),
            reader.IsDBNull(4) ? null : reader.GetString(4),
            reader.GetFieldValue<DateTimeOffset>(5),
            reader.IsDBNull(6) ? null : reader.GetFieldValue<DateTimeOffset>(6)),
        new DutyNight(reader.GetFieldValue<DateOnly>(7)));
}
