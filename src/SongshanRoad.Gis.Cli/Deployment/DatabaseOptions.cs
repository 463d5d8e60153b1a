using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using SongshanRoad.Gis.Spatial.Projections;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Cli.Deployment;

/// <summary>The options of every command that works on a deployment: which database, and how a new one is made.</summary>
internal sealed class DatabaseOptions
{
    private readonly Option<string?> _data = new("--data")
    {
        Description = $"Data directory with the private database cluster. Default: SONGSHAN_DATA, else {DefaultDataDirectory()}.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _connection = new("--connection")
    {
        Description = "Npgsql connection string of an existing PostGIS database, instead of the private cluster.",
        HelpName = "STRING",
    };

    private readonly Option<int> _metricSrid = new("--metric-srid")
    {
        Description = "EPSG code of the metric CRS; only used when the database is made now.",
        HelpName = "EPSG",
        DefaultValueFactory = _ => MetricProjection.DefaultSrid,
        CustomParser = parsed =>
        {
            var word = parsed.Tokens[^1].Value;
            if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var srid) && MetricProjection.FindBySrid(srid) is not null)
            {
                return srid;
            }

            parsed.AddError($"--metric-srid {word} is not supported: use 4513-4554, 32601-32660, 32701-32760 or 3857.");
            return 0;
        },
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_data);
        command.Add(_connection);
        command.Add(_metricSrid);
        command.Validators.Add(parsed =>
        {
            if (parsed.GetResult(_data) is not null && parsed.GetResult(_connection) is not null)
            {
                parsed.AddError("--data and --connection exclude each other.");
            }
        });
    }

    /// <summary>Whether a database is named, so that the private cluster plays no part.</summary>
    public bool HasConnection(SymbolResult parsed) => parsed.GetResult(_connection) is not null;

    /// <summary>The data directory the command works in; also where files beside the database belong.</summary>
    public string DataDirectory(ParseResult parsed) => Path.GetFullPath(
        parsed.GetValue(_data) ?? Environment.GetEnvironmentVariable("SONGSHAN_DATA") ?? DefaultDataDirectory());

    /// <summary>Opens the database, starting the private cluster if it does not run yet.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="owner">Whether the cluster stops with this command even if it was found running (the server's).</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="StorageException">The database cannot be opened.</exception>
    public async Task<OpenDatabase> OpenAsync(ParseResult parsed, bool owner, CancellationToken cancellation)
    {
        var settings = DeploymentSettings.For(parsed.GetValue(_metricSrid));
        if (parsed.GetValue(_connection) is { } connection)
        {
            return new OpenDatabase(await Database.OpenAsync(connection, settings, cancellation), null);
        }

        var cluster = await ManagedCluster.StartAsync(DataDirectory(parsed), owner, cancellation: cancellation);
        try
        {
            return new OpenDatabase(await Database.OpenAsync(cluster.ConnectionString, settings, cancellation), cluster);
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    private static string DefaultDataDirectory()
    {
        if (Environment.IsPrivilegedProcess)
        {
            return "/var/lib/songshan-road";
        }

        var home = Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } xdg
            ? xdg
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share");
        return Path.Combine(home, "songshan-road");
    }
}
