using Npgsql;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Storage.Tests.Deployment;

public class StatementTests(PostGisCluster cluster)
{
    private static IEnumerable<string> Statements() => typeof(Database).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".sql", StringComparison.Ordinal) && !name.Contains(".Migrations.", StringComparison.Ordinal));

    [Fact]
    public async Task Every_statement_prepares_against_the_migrated_schema()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        // Staging tables belong to a session; the statements on them need them.
        foreach (var name in Statements().Where(name => name.EndsWith(".CreateStaging.sql", StringComparison.Ordinal)))
        {
            await using var create = new NpgsqlCommand((await ReadAsync(name)).Replace("on commit drop", "", StringComparison.Ordinal), connection);
            await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var prepared = 0;
        foreach (var name in Statements().Where(name => !name.EndsWith(".CreateStaging.sql", StringComparison.Ordinal)))
        {
            var sql = await ReadAsync(name);
            await using var command = new NpgsqlCommand($"prepare statement_{prepared++} as {sql}", connection);
            try
            {
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }
            catch (PostgresException error)
            {
                Assert.Fail($"{name}: {error.MessageText}");
            }
        }

        Assert.True(prepared > 0);
    }

    private static async Task<string> ReadAsync(string name)
    {
        using var reader = new StreamReader(typeof(Database).Assembly.GetManifestResourceStream(name)!);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
