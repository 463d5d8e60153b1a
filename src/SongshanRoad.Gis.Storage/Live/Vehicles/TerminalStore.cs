using Npgsql;
using SongshanRoad.Gis.Storage.Accounts;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Live.Vehicles;

/// <summary>Terminals of patrol cars: which unit each belongs to, and the codes it may show. Numbers are without leading zeros.</summary>
public sealed class TerminalStore(Database database)
{
    /// <summary>Gives a terminal to a unit.</summary>
    /// <param name="number">The terminal's number, 1 to 20 digits.</param>
    /// <param name="device">The unit, and what the terminal's degrees refer to.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<TerminalEnrolment> EnrolAsync(string number, TrackingDevice device, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(device);
        await using var command = Command("AddTerminal.sql", number, device.UnitCode, device.Datum, now.UtcDateTime);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetBoolean(0), reader.GetBoolean(1)) switch
        {
            (_, true) => TerminalEnrolment.Done,
            (false, _) => TerminalEnrolment.NoUnit,
            _ => TerminalEnrolment.Taken,
        };
    }

    /// <summary>The terminals of a unit by number, each with what its degrees refer to.</summary>
    public async Task<IReadOnlyList<(string Number, string Datum)>> ListAsync(string unitCode, CancellationToken cancellation)
    {
        await using var command = Command("ListTerminals.sql", unitCode);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var terminals = new List<(string, string)>();
        while (await reader.ReadAsync(cancellation))
        {
            terminals.Add((reader.GetString(0), reader.GetString(1)));
        }

        return terminals;
    }

    /// <summary>Takes a terminal, with its codes, from a unit.</summary>
    /// <returns>False when the unit has no such terminal.</returns>
    public async Task<bool> DropAsync(string number, string unitCode, CancellationToken cancellation)
    {
        await using var command = Command("DropTerminal.sql", number, unitCode);
        return await command.ExecuteNonQueryAsync(cancellation) > 0;
    }

    /// <summary>Adds a code to those the terminal may show; the newest four are good, and the one shown last.</summary>
    /// <param name="number">The terminal's number.</param>
    /// <param name="codeHash">SHA-256 of the code.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>False when no active unit has such a terminal.</returns>
    public async Task<bool> AddCodeAsync(string number, byte[] codeHash, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = Command("AddTerminalCode.sql", number, codeHash, now.UtcDateTime);
        return await command.ExecuteNonQueryAsync(cancellation) > 0;
    }

    /// <summary>The terminal of an active unit that has this number and this code, or null; the code counts as the one shown last.</summary>
    /// <param name="number">The number it says it has.</param>
    /// <param name="codeHash">SHA-256 of the code it shows.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<TrackingDevice?> UseCodeAsync(string number, byte[] codeHash, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = Command("UseTerminalCode.sql", number, codeHash, now.UtcDateTime);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? new TrackingDevice(reader.GetString(0), reader.GetString(1)) : null;
    }

    /// <summary>Forgets the codes of a terminal, which must register again.</summary>
    public async Task DropCodesAsync(string number, CancellationToken cancellation)
    {
        await using var command = Command("DropTerminalCodes.sql", number);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlCommand Command(string file, params ReadOnlySpan<object> values)
    {
        var command = database.DataSource.CreateCommand(SqlText.Load<TerminalStore>(file));
        command.Parameters.AddValues(values);
        return command;
    }
}
