using System.Globalization;
using NetTopologySuite.Geometries;
using Npgsql;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Live;

/// <summary>Stores fixes, one partition per UTC day, and reads tracks back.</summary>
public sealed class FixStore(Database database, TimeProvider clock)
{
    // Below it the ways are equally fast, and what is sent again mostly comes in small groups.
    internal const int LeastCopied = 500;

    /// <summary>Stores a group of fixes in one commit; makes the partitions of their days first. Storing a fix again changes
    /// nothing.</summary>
    /// <param name="fixes">Fixes of any units and days; their duties must exist.</param>
    /// <param name="cancellation">Stops waiting; then nothing is known about the commit.</param>
    /// <returns>The fixes that were not stored before.</returns>
    /// <exception cref="NpgsqlException">The database is not reachable or refused; nothing was stored, unless the connection
    /// broke during the commit itself.</exception>
    public async Task<IReadOnlySet<FixKey>> AddAsync(IReadOnlyList<RawFix> fixes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(fixes);
        var copied = fixes.Count < LeastCopied
            ? null
            : await FixCopy.TryAsync(database, EnsurePartitions(DaysOf(fixes)), fixes, clock.GetUtcNow(), cancellation);
        return copied ?? await InsertAsync(fixes, cancellation);
    }

    /// <summary>The believed fixes of a duty in order of time.</summary>
    public async Task<IReadOnlyList<Fix>> TrackAsync(Duty duty, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(duty);
        await using var command = database.DataSource.CreateCommand(SqlText.Load<FixStore>("ListTrack.sql"));
        command.Parameters.Add(new NpgsqlParameter { Value = Id(duty.DutyId) });
        command.Parameters.Add(new NpgsqlParameter { Value = duty.StartedAt.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)duty.EndedAt?.UtcDateTime ?? DBNull.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var fixes = new List<Fix>();
        while (await reader.ReadAsync(cancellation))
        {
            fixes.Add(Read(reader, duty.UnitId, duty.DutyId, 0));
        }

        return fixes;
    }

    /// <summary>The latest believed fixes of every running duty.</summary>
    /// <param name="perDuty">How many of each.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<Fix>> LatestAsync(int perDuty, CancellationToken cancellation)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<FixStore>("ListLatestFixes.sql"));
        command.Parameters.Add(new NpgsqlParameter { Value = perDuty });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var fixes = new List<Fix>();
        while (await reader.ReadAsync(cancellation))
        {
            fixes.Add(Read(reader, reader.GetString(0), Text(reader.GetGuid(1)), 2));
        }

        return fixes;
    }

    /// <summary>Makes the partitions of these UTC days ahead of their first fix.</summary>
    public async Task EnsurePartitionsAsync(IEnumerable<DateOnly> days, CancellationToken cancellation)
    {
        await using var batch = database.DataSource.CreateBatch();
        batch.BatchCommands.Add(EnsurePartitions(days));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Drops the fixes of all UTC days before this one, marked ones included.</summary>
    /// <returns>How many days were dropped.</returns>
    public async Task<int> DropBeforeAsync(DateOnly firstKeptDay, CancellationToken cancellation)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<FixStore>("DropFixPartitions.sql"));
        command.Parameters.Add(new NpgsqlParameter { Value = firstKeptDay });
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    internal static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);

    internal static Guid Id(string dutyId) => Guid.ParseExact(dutyId, "D");

    private async Task<IReadOnlySet<FixKey>> InsertAsync(IReadOnlyList<RawFix> fixes, CancellationToken cancellation)
    {
        await using var batch = database.DataSource.CreateBatch();
        batch.BatchCommands.Add(EnsurePartitions(DaysOf(fixes)));
        batch.BatchCommands.Add(Insert(fixes));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        var stored = new HashSet<FixKey>();
        while (await reader.ReadAsync(cancellation))
        {
            stored.Add(new FixKey(Text(reader.GetGuid(0)), reader.GetFieldValue<DateTimeOffset>(1), reader.GetInt64(2)));
        }

        return stored;
    }

    private static IEnumerable<DateOnly> DaysOf(IReadOnlyList<RawFix> fixes) =>
        fixes.Select(fix => DateOnly.FromDateTime(fix.FixTime.UtcDateTime)).Distinct();

    private static NpgsqlBatchCommand EnsurePartitions(IEnumerable<DateOnly> days)
    {
        var command = new NpgsqlBatchCommand(SqlText.Load<FixStore>("EnsureFixPartitions.sql"));
        command.Parameters.Add(new NpgsqlParameter { Value = days.ToArray() });
        return command;
    }

    private NpgsqlBatchCommand Insert(IReadOnlyList<RawFix> fixes)
    {
        var command = new NpgsqlBatchCommand(SqlText.Load<FixStore>("AddFixes.sql"));
        void Add<T>(Func<RawFix, T> column) => command.Parameters.Add(new NpgsqlParameter { Value = fixes.Select(column).ToArray() });
        Add(fix => Id(fix.DutyId));
        Add(fix => fix.FixTime.UtcDateTime);
        Add(fix => fix.Sequence);
        Add(fix => fix.LonDeg);
        Add(fix => fix.LatDeg);
        Add(fix => (float?)fix.AccuracyM);
        Add(fix => (float?)fix.SpeedMps);
        Add(fix => (float?)fix.HeadingDeg);
        Add(fix => (float?)fix.BatteryShare);
        Add(fix => fix.Mark);
        command.Parameters.Add(new NpgsqlParameter { Value = clock.GetUtcNow().UtcDateTime });
        return command;
    }

    private static Fix Read(NpgsqlDataReader reader, string unitId, string dutyId, int first)
    {
        var position = reader.GetFieldValue<Point>(first + 2);
        double? Number(int column) => reader.IsDBNull(column) ? null : reader.GetFloat(column);
        return new Fix(unitId, dutyId, reader.GetFieldValue<DateTimeOffset>(first), LonLat.FromDegrees(position.X, position.Y),
            reader.GetInt64(first + 1), Number(first + 3), Number(first + 4), Number(first + 5), Number(first + 6));
    }
}
