using System.Globalization;
using Npgsql;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Import;

/// <summary>A database of its own and a folder for input files.</summary>
internal sealed class ImportBench : IAsyncDisposable
{
    private readonly NpgsqlDataSource _dataSource;

    private ImportBench(string connectionString)
    {
        ConnectionString = connectionString;
        _dataSource = NpgsqlDataSource.Create(connectionString);
        Folder = Directory.CreateTempSubdirectory("songshan-import-").FullName;
    }

    public string ConnectionString { get; }

    public string Folder { get; }

    public string RejectsPath => Path.Combine(Folder, "rejects.csv");

    public static async Task<ImportBench> CreateAsync(PostGisCluster cluster, int metricSrid = 4547) =>
        new(await cluster.CreateConnectionStringAsync(metricSrid));

    public string File(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    public Task<CommandRun> ImportAsync(string layer, string file, params string[] options) =>
        CommandRun.OfAsync([
            "import", layer, file, "--connection", ConnectionString, .. options.Contains("--rejects") ? (string[])[] : ["--rejects", RejectsPath], .. options]);

    public string[] Rejects() => System.IO.File.Exists(RejectsPath) ? System.IO.File.ReadAllLines(RejectsPath)[1..] : [];

    public async Task<long> CountAsync(string table) => Convert.ToInt64(await AskAsync($"select count(*) from {table}"), CultureInfo.InvariantCulture);

    public async Task<object?> AskAsync(string sql)
    {
        await using var command = _dataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _dataSource.DisposeAsync();
        // The commands leave a connection in the pool of this database; a cluster has a hundred.
        await using var pooled = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(pooled);
        Directory.Delete(Folder, recursive: true);
    }
}
