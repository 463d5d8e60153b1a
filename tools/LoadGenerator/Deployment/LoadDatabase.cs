using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace SongshanRoad.Gis.Load.Deployment;

/// <summary>The server's database: makes units with devices, and says afterwards what is stored.</summary>
internal sealed class LoadDatabase(string connectionString) : IAsyncDisposable
{
    private static readonly string[] Kinds = ["patrolCar", "patrolSquad", "communityPolice", "volunteerTeam", "propertyGuard"];

    // A connection for each question: one that is kept would not survive the faults, nor tell whether another can be had.
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });

    /// <summary>Adds units of every kind, each with a device and a terminal.</summary>
    /// <returns>What they are known by; the tokens are told this once.</returns>
    /// <exception cref="LoadException">The database refuses.</exception>
    public async Task<IReadOnlyList<LoadDevice>> AddDevicesAsync(string prefix, int count, CancellationToken cancellation)
    {
        // Eleven digits, as mobile numbers have; another range for each run.
        var first = (10_000 + RandomNumberGenerator.GetInt32(90_000)) * 1_000_000L;
        var devices = Enumerable.Range(0, count)
            .Select(number => new LoadDevice($"{prefix}-{number}", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), $"{first + number}")).ToList();
        try
        {
            await using var command = _source.CreateCommand(Statement("AddDevices.sql"));
            command.Parameters.AddWithValue(devices.Select(device => device.UnitId).ToArray());
            command.Parameters.AddWithValue(devices.Select((_, number) => Kinds[number % Kinds.Length]).ToArray());
            command.Parameters.AddWithValue(devices.Select(device => SHA256.HashData(Encoding.UTF8.GetBytes(device.Token))).ToArray());
            command.Parameters.AddWithValue(devices.Select(device => device.TerminalNumber).ToArray());
            await command.ExecuteNonQueryAsync(cancellation);
            return devices;
        }
        catch (NpgsqlException refusal)
        {
            throw new LoadException($"The units could not be made: {refusal.Message}", refusal);
        }
    }

    /// <summary>The time of every stored fix of the units, Unix milliseconds, as often as it is stored; also those not believed.</summary>
    public async Task<(Dictionary<string, List<long>> TimesByUnit, long MarkedCount)> ReadFixesAsync(string prefix, CancellationToken cancellation)
    {
        var times = new Dictionary<string, List<long>>();
        var marked = 0L;
        await using var command = _source.CreateCommand(Statement("ReadFixes.sql"));
        command.Parameters.AddWithValue($"{prefix}-");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var unitId = reader.GetString(0);
            if (!times.TryGetValue(unitId, out var ofUnit))
            {
                times.Add(unitId, ofUnit = []);
            }

            ofUnit.Add(reader.GetInt64(1));
            marked += reader.GetBoolean(2) ? 1 : 0;
        }

        return (times, marked);
    }

    /// <summary>Whether the database answers a question now.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            await using var command = _source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellation);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static string Statement(string name)
    {
        using var stream = typeof(LoadDatabase).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
