using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Hotspots.Overlays;
using SongshanRoad.Gis.Hotspots.Times;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Hotspots;

/// <summary>Reads what an overlay is made of and keeps what came out.</summary>
public sealed class HotspotStore(Database database)
{
    /// <summary>The union of the stored districts in metres, or null when none is stored.</summary>
    public async Task<Geometry?> ReadWindowAsync(CancellationToken cancellation)
    {
        await using var command = Command("ReadWindow.sql");
        return await command.ExecuteScalarAsync(cancellation) as Geometry;
    }

    /// <summary>The incidents of a filter; those that may have happened in its hours are not sifted by them, but carry their times.</summary>
    public async Task<HotspotIncidents> ReadIncidentsAsync(HotspotFilter filter, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using var command = Command("ReadIncidents.sql",
            filter.From.UtcDateTime, filter.To.UtcDateTime, filter.Categories.ToArray(), filter.CalledInOnly,
            filter.Hours is null ? DBNull.Value : database.TimeZoneId);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var (places, times) = (new List<MetricPoint>(), new List<IncidentTime>());
        while (await reader.ReadAsync(cancellation))
        {
            places.Add(new MetricPoint(reader.GetDouble(0), reader.GetDouble(1)));
            if (filter.Hours is not null)
            {
                times.Add(new IncidentTime(reader.GetDateTime(2), await reader.IsDBNullAsync(3, cancellation) ? null : reader.GetDateTime(3)));
            }
        }

        return new HotspotIncidents([.. places], [.. times]);
    }

    /// <summary>Whether any incident of a window was made for the demo.</summary>
    public async Task<bool> HoldsSyntheticAsync(HotspotFilter filter, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using var command = Command("AnySynthetic.sql", filter.From.UtcDateTime, filter.To.UtcDateTime);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>The stored summary of a run, as JSON, or null.</summary>
    public async Task<string?> FindSummaryAsync(string runId, CancellationToken cancellation)
    {
        await using var command = Command("FindRun.sql", runId);
        return (string?)await command.ExecuteScalarAsync(cancellation);
    }

    /// <summary>Stores a run with its cells, unless it is stored already; retires runs older than a day.</summary>
    public async Task AddAsync(NewHotspotRun run, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        await using var connection = await database.DataSource.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var grid = StoredGrid.Of(run.Overlay.Provenance.Grid);
        await using (var add = Command(connection, "AddRun.sql", run.RunId, run.ParametersJson, run.SummaryJson, run.IncidentsVersion, run.CodeVersion,
            grid.OriginEastingM, grid.OriginNorthingM, grid.WidthM, run.Standing, now.UtcDateTime, grid.Unit))
        {
            if (!(bool)(await add.ExecuteScalarAsync(cancellation))!)
            {
                await transaction.CommitAsync(cancellation);
                return;
            }
        }

        await using (var writer = await connection.BeginBinaryImportAsync(
            "copy hotspot_cell (run_id, grid_column, grid_row, incidents, density_per_km2, z, p, q, class, depends_on_grid) from stdin (format binary)", cancellation))
        {
            foreach (var cell in run.Overlay.Cells)
            {
                await writer.StartRowAsync(cancellation);
                await writer.WriteAsync(run.RunId, NpgsqlDbType.Text, cancellation);
                await writer.WriteAsync(cell.Column, NpgsqlDbType.Integer, cancellation);
                await writer.WriteAsync(cell.Row, NpgsqlDbType.Integer, cancellation);
                await writer.WriteAsync(cell.Count, NpgsqlDbType.Double, cancellation);
                await writer.WriteAsync(cell.DensityPerKm2, NpgsqlDbType.Double, cancellation);
                await writer.WriteAsync(cell.Z, NpgsqlDbType.Double, cancellation);
                await writer.WriteAsync(cell.P, NpgsqlDbType.Double, cancellation);
                await writer.WriteAsync(cell.Q, NpgsqlDbType.Double, cancellation);
                await writer.WriteAsync((short)cell.Class, NpgsqlDbType.Smallint, cancellation);
                await writer.WriteAsync(cell.DependsOnGrid, NpgsqlDbType.Boolean, cancellation);
            }

            await writer.CompleteAsync(cancellation);
        }

        await using (var retire = Command(connection, "RetireRuns.sql", now.UtcDateTime, run.RunId))
        {
            await retire.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The cells of a run, by row, then column; none when there is no such run (any more).</summary>
    public async Task<IReadOnlyList<PlacedCell>> ReadCellsAsync(string runId, CancellationToken cancellation)
    {
        await using var command = Command("ReadCells.sql", runId);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var cells = new List<PlacedCell>();
        while (await reader.ReadAsync(cancellation))
        {
            cells.Add(new PlacedCell(
                new HotspotCell(reader.GetInt32(0), reader.GetInt32(1), reader.GetDouble(4), reader.GetDouble(5),
                    reader.GetDouble(6), reader.GetDouble(7), reader.GetDouble(8), reader.GetInt16(9), reader.GetBoolean(10)),
                reader.GetDouble(2), reader.GetDouble(3), reader.GetFieldValue<Geometry>(11)));
        }

        return cells;
    }

    /// <summary>How many cells are of another class in one run than in another.</summary>
    public async Task<int> CountClassChangesAsync(string runId, string otherRunId, CancellationToken cancellation)
    {
        await using var command = Command("CountClassChanges.sql", runId, otherRunId);
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Names points after the nearest alley or street.</summary>
    public async Task<IReadOnlyList<NamedSpot>> NameAsync(IReadOnlyList<MetricPoint> points, CancellationToken cancellation)
    {
        await using var command = Command("NameNearest.sql",
            points.Select(point => point.EastingM).ToArray(), points.Select(point => point.NorthingM).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var named = new List<NamedSpot>();
        while (await reader.ReadAsync(cancellation))
        {
            named.Add(new NamedSpot(reader.GetString(0), reader.GetDouble(1), reader.GetDouble(2)));
        }

        return named;
    }

    private NpgsqlCommand Command(string file, params object[] values) =>
        Fill(database.DataSource.CreateCommand(SqlText.Load<HotspotStore>(file)), values);

    private static NpgsqlCommand Command(NpgsqlConnection connection, string file, params object[] values) =>
        Fill(new NpgsqlCommand(SqlText.Load<HotspotStore>(file), connection), values);

    private static NpgsqlCommand Fill(NpgsqlCommand command, object[] values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
