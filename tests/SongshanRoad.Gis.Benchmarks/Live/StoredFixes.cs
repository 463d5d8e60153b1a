using System.Diagnostics;
using System.Globalization;
using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Storage.Live;

namespace SongshanRoad.Gis.Benchmarks.Live;

/// <summary>A million fixes of 200 units in groups as the live path commits them, beside PostgreSQL's binary COPY of the same fixes into a table of the same columns without
/// an index, and into one with the same indexes. Durable, a commit for each group, 3 times each in turn.</summary>
internal static class StoredFixes
{
    /// <summary>First argument of this measurement.</summary>
    public const string Verb = "fixes";

    private const int Units = 200;
    private const int PerUnit = 5000;
    private const int Group = 5000;
    private const int Times = 3;

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Runs and prints.</summary>
    public static async Task RunAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), $"songshan-bench-{Guid.NewGuid():N}");
        try
        {
            await using var cluster = await ManagedCluster.StartAsync(path, owner: true);
            await using var database = await Database.OpenAsync(cluster.ConnectionString, DeploymentSettings.For(4547));
            await RunAsync(database, "create table bare (like fix)");
            await RunAsync(database, "create table indexed (like fix including indexes)");
            var duties = await StartDutiesAsync(database);
            var units = duties.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
            var store = new FixStore(database, TimeProvider.System);
            for (var time = 0; time < Times; time++)
            {
                var groups = GroupsOf(duties, time).ToList();
                await MeasureAsync("COPY, no index", groups, group => CopyAsync(database, "bare", group, units));
                await MeasureAsync("COPY, the same indexes", groups, group => CopyAsync(database, "indexed", group, units));
                await MeasureAsync("the live path's statement", groups, group => store.AddAsync(group, default));
            }
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static async Task MeasureAsync(string name, List<RawFix[]> groups, Func<RawFix[], Task> store)
    {
        var clock = Stopwatch.StartNew();
        foreach (var group in groups)
        {
            await store(group);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {groups.Sum(group => group.Length) / clock.Elapsed.TotalSeconds:F0} fixes/s"));
    }

    private static async Task CopyAsync(Database database, string table, RawFix[] group, Dictionary<string, int> units)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {table} (unit_id, duty_id, fix_time, sequence, position, accuracy_m, speed_mps, heading_deg, battery_share, received_at) from stdin (format binary)");
        foreach (var fix in group)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(units[fix.DutyId], NpgsqlDbType.Integer);
            await copy.WriteAsync(Guid.Parse(fix.DutyId), NpgsqlDbType.Uuid);
            await copy.WriteAsync(fix.FixTime.UtcDateTime, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(fix.Sequence, NpgsqlDbType.Bigint);
            await copy.WriteAsync(new Point(fix.LonDeg, fix.LatDeg) { SRID = 4326 }, NpgsqlDbType.Geometry);
            await copy.WriteAsync((float)fix.AccuracyM!, NpgsqlDbType.Real);
            await copy.WriteAsync((float)fix.SpeedMps!, NpgsqlDbType.Real);
            await copy.WriteAsync((float)fix.HeadingDeg!, NpgsqlDbType.Real);
            await copy.WriteAsync((float)fix.BatteryShare!, NpgsqlDbType.Real);
            await copy.WriteAsync(Start.UtcDateTime, NpgsqlDbType.TimestampTz);
        }

        await copy.CompleteAsync();
    }

    private static async Task<List<string>> StartDutiesAsync(Database database)
    {
        var (duties, ids) = (new DutyStore(database), new List<string>());
        for (var unit = 0; unit < Units; unit++)
        {
            var code = $"unit-{unit}";
            await RunAsync(database, $"insert into unit (code, kind, call_sign) values ('{code}', 'patrolCar', '{code}')");
            ids.Add((await duties.StartAsync(code, new DutyNight(DateOnly.FromDateTime(Start.UtcDateTime)), Start, default))!.Value.Booked.Duty.DutyId);
        }

        return ids;
    }

    // By time, as they come in: a group holds some seconds of every unit.
    private static IEnumerable<RawFix[]> GroupsOf(List<string> duties, int time) =>
        Enumerable.Range(time * PerUnit, PerUnit)
            .SelectMany(second => duties.Select((duty, unit) => new RawFix(
                duty, Start.AddSeconds(second), second, 113.6 + (second * 1e-7), 34.7 + (unit * 1e-5), 5, 1.3, 90, 0.8, null)))
            .Chunk(Group);

    private static async Task RunAsync(Database database, string sql)
    {
        await using var command = new NpgsqlCommand(sql, await database.DataSource.OpenConnectionAsync());
        await using var connection = command.Connection!;
        await command.ExecuteNonQueryAsync();
    }
}
