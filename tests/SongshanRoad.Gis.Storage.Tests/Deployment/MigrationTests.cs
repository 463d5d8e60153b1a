using Npgsql;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Storage.Tests.Deployment;

public class MigrationTests(PostGisCluster cluster)
{
    /// <summary>Number of the last migration that is in use somewhere. Raise it with each release, and add what that release stores.</summary>
    private const string LastReleased = "0032";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_of_the_release_before_keeps_its_rows()
    {
        var connectionString = await cluster.CreateEmptyAsync();
        var settings = DeploymentSettings.For(4547);
        Database.Migrate(connectionString, settings, LastReleased);
        await using (var before = NpgsqlDataSource.Create(connectionString))
        await using (var fill = before.CreateCommand("""
            insert into unit (code, kind, call_sign) values ('car-1', 'patrolCar', '车01');
            insert into duty (id, unit_id, night, started_at) select '00000000-0000-0000-0000-000000000001', id, '2026-03-01', '2026-03-01 14:00Z' from unit;
            select ensure_fix_partition('2026-03-01');
            insert into fix (unit_id, duty_id, fix_time, sequence, position)
              select unit_id, id, '2026-03-01 14:01Z', 1, ST_SetSRID(ST_MakePoint(113.62, 34.70), 4326) from duty;
            insert into incident_category (code, name_zh, name_en) values ('theft', '盗窃', 'Theft');
            insert into incident (source, external_id, category_code, occurred_from, position)
              values ('office', 'a1', 'theft', '2026-02-01', ST_SetSRID(ST_MakePoint(113.62, 34.70), 4326));
            insert into place (kind, external_id, name, shape, source, accuracy_m, reality)
              values ('alley', 'x', '一巷', ST_GeomFromText('LINESTRING(113.62 34.70, 113.621 34.70)', 4326), 's', 5, 'real');
            insert into street_segment (external_id, class, centre_line, source, accuracy_m, reality)
              values ('s1', 'residential', ST_GeomFromText('LINESTRING(113.62 34.70, 113.62 34.701)', 4326), 's', 5, 'real');
            insert into account (name, role, password_hash) values ('组长', 'leader', 'x');
            insert into route (id, name, unit_id, night, created_by) select '00000000-0000-0000-0000-000000000002', '夜巡', id, '2026-03-01', '组长' from unit;
            insert into audit (actor, action, subject) values ('组长', 'route.add', 'r');
            insert into hotspot_run (id, parameters, summary, incidents_version, code_version, origin_easting_m, origin_northing_m, cell_m, computed_at)
              values ('0123456789abcdef', '{}', '{}', 1, '1', 0, 0, 50, '2026-03-01');
            insert into hotspot_cell (run_id, grid_column, grid_row, incidents, density_per_km2, z, p, q, class, depends_on_grid) values
              ('0123456789abcdef', 8, 2, 0.25, 12.5, 2.5, 0.01, 0.04, 2, true),
              ('0123456789abcdef', 7, 2, 3, 40, 4, 0.001, 0.009, 3, false),
              ('0123456789abcdef', 7, 1, 0, 0, -1, 0.3, 0.6, 0, false);
            """))
        {
            await fill.ExecuteNonQueryAsync(Cancellation);
        }

        NpgsqlConnection.ClearAllPools();
        await using var after = await Database.OpenAsync(connectionString, settings, Cancellation);

        await using var count = after.DataSource.CreateCommand("""
            select array[(select count(*) from unit), (select count(*) from duty), (select count(*) from fix), (select count(*) from incident),
              (select count(*) from place), (select count(*) from street_segment), (select count(*) from account), (select count(*) from route),
              (select count(*) from audit)]
            """);
        Assert.All((long[])(await count.ExecuteScalarAsync(Cancellation))!, rows => Assert.Equal(1, rows));
        await using var cells = after.DataSource.CreateCommand("""
            select string_agg(concat_ws(' ', grid_column, grid_row, incidents, density_per_km2, z, p, q, class, depends_on_grid), '; ' order by grid_row, grid_column)
            from hotspot_cell
            """);
        Assert.Equal("7 1 0 0 -1 0.3 0.6 0 f; 7 2 3 40 4 0.001 0.009 3 f; 8 2 0.25 12.5 2.5 0.01 0.04 2 t", await cells.ExecuteScalarAsync(Cancellation));
    }
}
