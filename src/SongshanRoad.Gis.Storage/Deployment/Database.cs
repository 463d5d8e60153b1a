using System.Globalization;
using DbUp;
using NetTopologySuite.Geometries;
using Npgsql;
using SongshanRoad.Gis.Spatial.Projections;

namespace SongshanRoad.Gis.Storage.Deployment;

/// <summary>An open, migrated database of one deployment.</summary>
public sealed class Database : IAsyncDisposable
{
    private const int KeepAliveSeconds = 10;

    private Database(
        NpgsqlDataSource dataSource, IProjection projection, Envelope areaWgs84, string timeZoneId, TimeOnly nightStart, TimeOnly nightEnd, string identity)
    {
        Identity = identity;
        DataSource = dataSource;
        Projection = projection;
        AreaWgs84 = areaWgs84;
        TimeZoneId = timeZoneId;
        NightStart = nightStart;
        NightEnd = nightEnd;
    }

    /// <summary>Where connections come from; maps PostGIS geometries to NetTopologySuite.</summary>
    public NpgsqlDataSource DataSource { get; }

    /// <summary>The deployment's metric CRS.</summary>
    public IProjection Projection { get; }

    /// <summary>Box in WGS-84 degrees outside of which nothing is stored.</summary>
    public Envelope AreaWgs84 { get; }

    /// <summary>IANA zone of the office.</summary>
    public string TimeZoneId { get; }

    /// <summary>Local time at which a duty night starts.</summary>
    public TimeOnly NightStart { get; }

    /// <summary>Local time at which it ends on the next day.</summary>
    public TimeOnly NightEnd { get; }

    /// <summary>Which database this is, the same for whoever opens it and another for every other, copies included.</summary>
    public string Identity { get; }

    /// <summary>Opens a database, bringing its schema up to date first.</summary>
    /// <param name="connectionString">Npgsql connection string of an existing, possibly empty, database.</param>
    /// <param name="settings">Used only when the schema is created now.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="StorageException">The database cannot be reached, PostGIS is missing, or a migration failed.</exception>
    public static async Task<Database> OpenAsync(
        string connectionString, DeploymentSettings settings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Migrate(connectionString, settings);
        return await AttachAsync(connectionString, cancellation);
    }

    /// <summary>Opens a database whose schema is known to be up to date, because this process or the running server saw to it.</summary>
    /// <param name="connectionString">Npgsql connection string.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<Database> AttachAsync(string connectionString, CancellationToken cancellation = default)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.UseNetTopologySuite();
        if (builder.ConnectionStringBuilder.KeepAlive == 0)
        {
            // A network that is cut without a word must not leave a listener waiting for ever.
            builder.ConnectionStringBuilder.KeepAlive = KeepAliveSeconds;
        }

        var dataSource = builder.Build();
        try
        {
            await using var command = dataSource.CreateCommand(SqlText.Load<Database>("ReadDeployment.sql"));
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            await reader.ReadAsync(cancellation);
            return new Database(
                dataSource,
                MetricProjection.FromSrid(reader.GetInt32(0)),
                reader.GetFieldValue<Geometry>(1).EnvelopeInternal,
                reader.GetString(2),
                reader.GetFieldValue<TimeOnly>(3),
                reader.GetFieldValue<TimeOnly>(4),
                reader.GetString(5));
        }
        catch
        {
            await dataSource.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks the database for an answer.</summary>
    /// <exception cref="NpgsqlException">There is none.</exception>
    public async Task PingAsync(CancellationToken cancellation)
    {
        await using var command = DataSource.CreateCommand("select 1");
        await command.ExecuteScalarAsync(cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => DataSource.DisposeAsync();

    /// <summary>Runs the migrations that have not run yet.</summary>
    /// <param name="connectionString">Npgsql connection string.</param>
    /// <param name="settings">Used only when the schema is created now.</param>
    /// <param name="through">Stops after the script of this number, e.g. <c>0010</c>; null runs all. For tests of an older release's data.</param>
    internal static void Migrate(string connectionString, DeploymentSettings settings, string? through = null)
    {
        const string folder = ".Migrations.";
        static string Text(double degrees) => degrees.ToString("R", CultureInfo.InvariantCulture);

        var result = DeployChanges.To.PostgresqlDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(typeof(Database).Assembly, name => name.IndexOf(folder, StringComparison.Ordinal) is var at and >= 0
                && (through is null || string.CompareOrdinal(name, at + folder.Length, through, 0, through.Length) <= 0))
            .WithVariable("metricSrid", settings.MetricSrid.ToString(CultureInfo.InvariantCulture))
            .WithVariable("west", Text(settings.AreaWgs84.MinX))
            .WithVariable("south", Text(settings.AreaWgs84.MinY))
            .WithVariable("east", Text(settings.AreaWgs84.MaxX))
            .WithVariable("north", Text(settings.AreaWgs84.MaxY))
            .WithVariable("body", "$body$")
            .WithTransactionPerScript()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw result.ErrorScript is null
                ? new StorageException("database-unreachable",
                    $"The database cannot be opened: {result.Error.Message}. Start it, or check the connection string.", result.Error)
                : new StorageException("migration-failed",
                    $"The database could not be brought up to date (in {result.ErrorScript.Name}): {result.Error.Message}", result.Error);
        }
    }
}
