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
        var prepared = 0;
        foreach (var name in Statements())
        {
            using var reader = new StreamReader(typeof(Database).Assembly.GetManifestResourceStream(name)!);
            var sql = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
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
}
