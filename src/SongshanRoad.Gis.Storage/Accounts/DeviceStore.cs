using Npgsql;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Accounts;

/// <summary>Tracking devices and the units they belong to.</summary>
public sealed class DeviceStore(Database database)
{
    /// <summary>Code of the active unit whose unrevoked device has this token, or null.</summary>
    /// <param name="tokenHash">SHA-256 of the token.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<string?> FindUnitCodeAsync(byte[] tokenHash, CancellationToken cancellation)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<DeviceStore>("FindDeviceUnit.sql"));
        command.Parameters.Add(new NpgsqlParameter { Value = tokenHash });
        return (string?)await command.ExecuteScalarAsync(cancellation);
    }

    /// <summary>Adds a device to a unit.</summary>
    /// <param name="unitCode">The unit.</param>
    /// <param name="tokenHash">SHA-256 of the device's token.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>False when there is no such unit.</returns>
    public async Task<bool> AddAsync(string unitCode, byte[] tokenHash, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<DeviceStore>("AddDevice.sql"));
        command.Parameters.Add(new NpgsqlParameter { Value = unitCode });
        command.Parameters.Add(new NpgsqlParameter { Value = tokenHash });
        command.Parameters.Add(new NpgsqlParameter { Value = now.UtcDateTime });
        return await command.ExecuteNonQueryAsync(cancellation) > 0;
    }
}
