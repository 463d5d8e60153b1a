using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Storage.Tests.Deployment;

public class DatabaseTurnTests(PostGisCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_asks_for_a_turn_that_is_taken_waits_until_it_is_given_back()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        var first = await DatabaseTurn.TakeAsync(database, "a", Cancellation);
        await (await DatabaseTurn.TakeAsync(database, "b", Cancellation)).DisposeAsync();

        var second = DatabaseTurn.TakeAsync(database, "a", Cancellation);
        while (await WaitingAsync(database) == 0)
        {
            // The database itself says when it waits.
        }

        Assert.False(second.IsCompleted);
        await first.DisposeAsync();
        await (await second).DisposeAsync();
        await (await DatabaseTurn.TakeAsync(database, "a", Cancellation)).DisposeAsync();
    }

    [Fact]
    public async Task Every_database_has_an_identity_of_its_own()
    {
        var connection = await cluster.CreateConnectionStringAsync();
        await using var one = await Database.AttachAsync(connection, Cancellation);
        await using var same = await Database.AttachAsync(connection, Cancellation);
        await using var copy = await cluster.CreateDatabaseAsync();

        Assert.Equal(one.Identity, same.Identity);
        Assert.NotEqual(one.Identity, copy.Identity);
    }

    private static async Task<long> WaitingAsync(Database database)
    {
        await using var command = database.DataSource.CreateCommand(
            "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())");
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
