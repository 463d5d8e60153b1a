using Npgsql;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Storage.Tests.Deployment;

public class SchemaTests(PostGisCluster cluster)
{
    private const string Square = "POLYGON((113.61 34.70, 113.62 34.70, 113.62 34.71, 113.61 34.71, 113.61 34.70))";

    [Fact]
    public async Task Migrating_twice_changes_nothing()
    {
        var connectionString = await cluster.CreateEmptyAsync();
        await using (var first = await Database.OpenAsync(connectionString, DeploymentSettings.For(4547), TestContext.Current.CancellationToken))
        {
            Assert.Equal(4547, first.Projection.Srid);
        }

        // The metric CRS was fixed by the first opening.
        await using var second = await Database.OpenAsync(connectionString, DeploymentSettings.For(4526), TestContext.Current.CancellationToken);
        Assert.Equal(4547, second.Projection.Srid);
    }

    [Theory]
    [InlineData("insert into place (kind, external_id, name, shape, source, accuracy_m, reality) values ('courtyard', 'x', 'x', ST_GeomFromText('POLYGON((113.61 34.70, 113.62 34.71, 113.62 34.70, 113.61 34.71, 113.61 34.70))', 4326), 's', 5, 'real')", "place_shape_valid")]
    [InlineData("insert into place (kind, external_id, name, shape, source, accuracy_m, reality) values ('alley', 'x', 'x', ST_GeomFromText('POINT(113.61 34.70)', 4326), 's', 5, 'real')", "place_shape_of_kind")]
    [InlineData("insert into place (kind, external_id, name, shape, source, accuracy_m, reality) values ('alley', 'x', 'x', ST_GeomFromText('LINESTRING(2.35 48.85, 2.36 48.86)', 4326), 's', 5, 'real')", "place_in_area")]
    [InlineData("insert into incident (source, category_code, occurred_from, position) values ('t', 'theft', now() + interval '1 day', ST_SetSRID(ST_MakePoint(113.61, 34.70), 4326))", "incident_not_in_future")]
    [InlineData("insert into incident (source, category_code, occurred_from, position) values ('t', 'theft', now(), ST_SetSRID(ST_MakePoint(34.70, 13.61), 4326))", "incident_in_area")]
    [InlineData("insert into incident (source, category_code, occurred_from, occurred_to, position) values ('t', 'theft', '2026-01-02', '2026-01-01', ST_SetSRID(ST_MakePoint(113.61, 34.70), 4326))", "incident_time_order")]
    [InlineData("insert into incident (source, category_code, occurred_from, position) values ('t', 'unheard-of', now(), ST_SetSRID(ST_MakePoint(113.61, 34.70), 4326))", "incident_category_code_fkey")]
    [InlineData("insert into place_code (place_id, issuer, code, valid_from) select id, 'NBS', '41010301', '2023-01-01' from place", "place_code_form")]
    [InlineData("insert into place_code (place_id, issuer, code, valid_from, valid_to) select id, 'NBS', '410103011001', '2023-01-02', '2023-01-01' from place", "place_code_time_order")]
    [InlineData("insert into place_code (place_id, issuer, code, valid_from) select id, 'NBS', '410103011001', v::date from place, unnest(array['2023-01-01', '2024-01-01']) v", "place_code_once_at_a_time")]
    public async Task Nonsense_is_refused(string sql, string constraint)
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await RunAsync(database, $"insert into place (kind, external_id, name, shape, source, accuracy_m, reality) values ('community', 'c1', 'c', ST_GeomFromText('{Square}', 4326), 's', 5, 'real')");
        await RunAsync(database, "insert into incident_category (code, name_zh, name_en) values ('theft', '盗窃', 'Theft')");

        var error = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(database, sql));
        Assert.Equal(constraint, error.ConstraintName);
    }

    [Fact]
    public async Task Degrees_of_another_CRS_are_refused()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        var error = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(database,
            $"insert into place (kind, external_id, name, shape, source, accuracy_m, reality) values ('community', 'c1', 'c', ST_GeomFromText('{Square}', 4490), 's', 5, 'real')"));
        Assert.Contains("SRID", error.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_rows_can_only_be_added()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await RunAsync(database, "insert into audit (actor, action, subject) values ('a', 'b', 'c')");
        await Assert.ThrowsAsync<PostgresException>(() => RunAsync(database, "delete from audit"));
        await Assert.ThrowsAsync<PostgresException>(() => RunAsync(database, "update audit set actor = 'z'"));
    }

    [Fact]
    public async Task A_change_raises_the_version_of_its_layer()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await RunAsync(database, "insert into incident_category (code, name_zh, name_en) values ('theft', '盗窃', 'Theft')");
        await RunAsync(database, "insert into incident (source, category_code, occurred_from, position) values ('t', 'theft', now(), ST_SetSRID(ST_MakePoint(113.61, 34.70), 4326))");
        await using var command = database.DataSource.CreateCommand("select version from layer_version where layer = 'incidents'");
        Assert.Equal(2L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    private static async Task RunAsync(Database database, string sql)
    {
        await using var command = database.DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
