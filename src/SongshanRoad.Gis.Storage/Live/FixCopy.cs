using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Live;

/// <summary>Stores a large group of fixes by binary COPY, which takes half the time of a statement, but none when one of them is stored already.</summary>
internal static class FixCopy
{
    private const int Wgs84 = 4326;

    /// <summary>Stores all in one commit, or nothing.</summary>
    /// <param name="database">The database.</param>
    /// <param name="partitions">Makes the partitions of their days.</param>
    /// <param name="fixes">Fixes of any units and days; those of duties that do not exist are left out, and of two alike one.</param>
    /// <param name="now">When they were received, UTC.</param>
    /// <param name="cancellation">Stops waiting; then nothing is known about the commit.</param>
    /// <returns>What was stored; null when one of them was stored before.</returns>
    /// <exception cref="NpgsqlException">The database is not reachable or refused; nothing was stored, unless the connection
    /// broke during the commit itself.</exception>
    public static async Task<IReadOnlySet<FixKey>?> TryAsync(
        Database database, NpgsqlBatchCommand partitions, IReadOnlyList<RawFix> fixes, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var units = await PrepareAsync(connection, partitions, fixes, cancellation);
        // Together what the index holds together.
        var rows = fixes.Where(fix => units.ContainsKey(fix.DutyId))
            .Select(fix => (UnitId: units[fix.DutyId], Fix: fix))
            .DistinctBy(row => (row.UnitId, row.Fix.FixTime, row.Fix.Sequence))
            .OrderBy(row => row.UnitId).ThenBy(row => row.Fix.FixTime)
            .ToList();
        try
        {
            await CopyAsync(connection, rows, now, cancellation);
        }
        catch (PostgresException twice) when (twice.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return null;
        }

        await transaction.CommitAsync(cancellation);
        return rows.Select(row => row.Fix.Key).ToHashSet();
    }

    private static async Task<Dictionary<string, int>> PrepareAsync(
        NpgsqlConnection connection, NpgsqlBatchCommand partitions, IReadOnlyList<RawFix> fixes, CancellationToken cancellation)
    {
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(partitions);
        var duties = new NpgsqlBatchCommand(SqlText.Load<FixStore>("FindUnitsOfDuties.sql"));
        duties.Parameters.AddValues((object)fixes.Select(fix => fix.DutyId).Distinct().Select(FixStore.Id).ToArray());
        batch.BatchCommands.Add(duties);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        var units = new Dictionary<string, int>();
        while (await reader.ReadAsync(cancellation))
        {
            units.Add(FixStore.Text(reader.GetGuid(0)), reader.GetInt32(1));
        }

        return units;
    }

    private static async Task CopyAsync(NpgsqlConnection connection, List<(int UnitId, RawFix Fix)> rows, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy fix (unit_id, duty_id, fix_time, sequence, position, accuracy_m, speed_mps, heading_deg, battery_share, mark, received_at) from stdin (format binary)",
            cancellation);
        Task RealAsync(double? value) => value is { } known ? copy.WriteAsync((float)known, NpgsqlDbType.Real, cancellation) : copy.WriteNullAsync(cancellation);
        foreach (var (unitId, fix) in rows)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(unitId, NpgsqlDbType.Integer, cancellation);
            await copy.WriteAsync(FixStore.Id(fix.DutyId), NpgsqlDbType.Uuid, cancellation);
            await copy.WriteAsync(fix.FixTime.UtcDateTime, NpgsqlDbType.TimestampTz, cancellation);
            await copy.WriteAsync(fix.Sequence, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(new Point(fix.LonDeg, fix.LatDeg) { SRID = Wgs84 }, NpgsqlDbType.Geometry, cancellation);
            await RealAsync(fix.AccuracyM);
            await RealAsync(fix.SpeedMps);
            await RealAsync(fix.HeadingDeg);
            await RealAsync(fix.BatteryShare);
            await (fix.Mark is { } mark ? copy.WriteAsync(mark, NpgsqlDbType.Text, cancellation) : copy.WriteNullAsync(cancellation));
            await copy.WriteAsync(now.UtcDateTime, NpgsqlDbType.TimestampTz, cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }
}
