using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Accounts;

/// <summary>Tracking devices and the units they belong to.</summary>
public sealed class DeviceStore(Database database)
{
    /// <summary>The unrevoked device of an active unit that has this token, or null.</summary>
    /// <param name="tokenHash">SHA-256 of the token.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<TrackingDevice?> FindAsync(byte[] tokenHash, CancellationToken cancellation)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<DeviceStore>("FindDevice.sql"));
        command.Parameters.Add(new NpgsqlParameter { Value = tokenHash });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new TrackingDevice(reader.GetString(0), reader.GetString(1),
                await reader.IsDBNullAsync(2, cancellation) ? null : new DutyNight(reader.GetFieldValue<DateOnly>(2)))
            : null;
    }

    /// <summary>Adds a device to a unit.</summary>
    /// <param name="device">The device.</param>
    /// <param name="tokenHash">SHA-256 of its token.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>False when there is no such active unit.</returns>
    public async Task<bool> AddAsync(TrackingDevice device, byte[] tokenHash, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(device);
        await using var command = database.DataSource.CreateCommand(SqlText.Load<DeviceStore>("AddDevice.sql"));
        command.Parameters.Add(new NpgsqlParameter { Value = device.UnitCode });
        command.Parameters.Add(new NpgsqlParameter { Value = tokenHash });
        command.Parameters.Add(new NpgsqlParameter { Value = now.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter { Value = device.Datum });
        command.Parameters.Add(new NpgsqlParameter { Value = device.Night is { } night ? night.Date : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date });
        return await command.ExecuteNonQueryAsync(cancellation) > 0;
    }
}
