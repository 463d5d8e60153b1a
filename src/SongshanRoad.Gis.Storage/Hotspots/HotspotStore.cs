using System.Data;
using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Hotspots.Overlays;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Streets;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Storage.Tiles;

namespace SongshanRoad.Gis.Storage.Hotspots;

/// <summary>Reads what an overlay is made of and keeps what came out.</summary>
public sealed class HotspotStore(Database database)
{
    private const string SegmentUnit = "segment";

    /// <summary>What an overlay is computed from, read in one transaction that sees one moment. Incidents that may have happened in the
    /// filter's hours are not sifted by them, but carry their times.</summary>
    /// <param name="filter">Which incidents.</param>
    /// <param name="withStreets">Whether streets and alleys are wanted.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<HotspotInput> ReadInputAsync(HotspotFilter filter, bool withStreets, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using var connection = await database.DataSource.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var versions = await TileStore.ReadVersionsAsync(connection, cancellation);
        await using var window = Command(connection, "ReadWindow.sql");
        var outline = await window.ExecuteScalarAsync(cancellation) as Geometry;
        var incidents = await ReadIncidentsAsync(connection, filter, cancellation);
        await using var drawn = Command(connection, "ReadStreets.sql");
        var streets = withStreets ? await ReadStreetsAsync(drawn, cancellation) : [];
        await transaction.CommitAsync(cancellation);
        return new HotspotInput(versions, outline, incidents, streets);
    }

    /// <summary>What changed since a version of the incidents.</summary>
    public async Task<IncidentChanges> ReadChangesAsync(long sinceVersion, CancellationToken cancellation)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var versions = await TileStore.ReadVersionsAsync(connection, cancellation);
        var changes = new List<ListedChange>();
        var listed = sinceVersion;
        await using (var command = Command(connection, "ReadChanges.sql", sinceVersion))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation) && reader.GetInt64(0) == listed + 1)
            {
                listed++;
                var (signs, synthetic) = (reader.GetFieldValue<short[]>(1), reader.GetFieldValue<bool[]>(5));
                var (from, eastingM, northingM) = (reader.GetFieldValue<DateTime[]>(2), reader.GetFieldValue<double[]>(3), reader.GetFieldValue<double[]>(4));
                changes.AddRange(signs.Select((sign, i) =>
                    new ListedChange(from[i], new IncidentChange(new MetricPoint(eastingM[i], northingM[i]), sign), synthetic[i])));
            }
        }

        await transaction.CommitAsync(cancellation);
        return new IncidentChanges(versions, listed == versions["incidents"] ? changes : null);
    }

    /// <summary>A stored run, or null.</summary>
    public async Task<StoredRun?> FindAsync(string runId, CancellationToken cancellation)
    {
        await using var command = Command("FindRun.sql", runId);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? new StoredRun(reader.GetString(0), reader.GetString(1), reader.GetString(2)) : null;
    }

    /// <summary>Stores a run with its cells, unless it is stored already.</summary>
    public Task AddAsync(NewHotspotRun run, HotspotOverlay overlay, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(overlay);
        return AddAsync(run, StoredGrid.Of(overlay.Provenance.Grid), connection => CellRows.CopyAsync(connection, run.RunId, overlay.Cells, cancellation), now, cancellation);
    }

    /// <summary>Stores a run with its street segments, unless it is stored already.</summary>
    public Task AddAsync(NewHotspotRun run, SegmentOverlay overlay, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(overlay);
        return AddAsync(run, null, connection => CopySegmentsAsync(connection, run.RunId, overlay.Segments, cancellation), now, cancellation);
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

    /// <summary>The street segments of a run, by number; none when there is no such run (any more).</summary>
    public async Task<IReadOnlyList<PlacedSegment>> ReadSegmentsAsync(string runId, CancellationToken cancellation)
    {
        await using var command = Command("ReadSegments.sql", runId);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var segments = new List<PlacedSegment>();
        while (await reader.ReadAsync(cancellation))
        {
            segments.Add(new PlacedSegment(
                reader.GetInt32(0), await reader.IsDBNullAsync(1, cancellation) ? null : reader.GetString(1), reader.GetDouble(2), reader.GetDouble(3),
                reader.GetDouble(4), reader.GetDouble(5), reader.GetFieldValue<double[]>(6), reader.GetDouble(7), reader.GetDouble(8), reader.GetDouble(9),
                reader.GetInt16(10), reader.GetFieldValue<LineString>(11)));
        }

        return segments;
    }

    /// <summary>Drops runs older than a day, but not the one given.</summary>
    public async Task RetireAsync(string keptRunId, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = Command("RetireRuns.sql", now.UtcDateTime, keptRunId);
        await command.ExecuteNonQueryAsync(cancellation);
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

    /// <summary>Reads streets in the columns of ReadStreets.sql.</summary>
    internal static async Task<IReadOnlyList<StreetLine>> ReadStreetsAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var streets = new List<StreetLine>();
        while (await reader.ReadAsync(cancellation))
        {
            streets.Add(new StreetLine(
                reader.GetFieldValue<LineString>(3), reader.GetString(2), await reader.IsDBNullAsync(0, cancellation) ? null : reader.GetInt64(0),
                Name: await reader.IsDBNullAsync(1, cancellation) ? null : reader.GetString(1)));
        }

        return streets;
    }

    private async Task AddAsync(
        NewHotspotRun run, StoredGrid? grid, Func<NpgsqlConnection, Task> copyUnits, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var add = Command(connection, "AddRun.sql", run.RunId, run.ParametersJson, run.SummaryJson, run.IncidentsVersion, run.CodeVersion,
            OrNull(grid?.OriginEastingM), OrNull(grid?.OriginNorthingM), OrNull(grid?.WidthM), run.Standing, now.UtcDateTime, grid?.Unit ?? SegmentUnit))
        {
            if (!(bool)(await add.ExecuteScalarAsync(cancellation))!)
            {
                await transaction.CommitAsync(cancellation);
                return;
            }
        }

        await copyUnits(connection);
        await transaction.CommitAsync(cancellation);
    }

    private async Task CopySegmentsAsync(NpgsqlConnection connection, string runId, IReadOnlyList<HotspotSegment> segments, CancellationToken cancellation)
    {
        var factory = new GeometryFactory(new PrecisionModel(), database.Projection.Srid);
        await using var writer = await connection.BeginBinaryImportAsync(
            "copy hotspot_segment (run_id, segment, name, line_metric, incidents, density_per_km, piece_densities_per_km, z, p, q, class) from stdin (format binary)", cancellation);
        foreach (var segment in segments)
        {
            await writer.StartRowAsync(cancellation);
            await writer.WriteAsync(runId, NpgsqlDbType.Text, cancellation);
            await writer.WriteAsync(segment.Number, NpgsqlDbType.Integer, cancellation);
            await (segment.Edge.Street.Name is { } name ? writer.WriteAsync(name, NpgsqlDbType.Text, cancellation) : writer.WriteNullAsync(cancellation));
            await writer.WriteAsync(factory.CreateLineString([.. segment.Edge.Corners.Select(corner => new Coordinate(corner.EastingM, corner.NorthingM))]), NpgsqlDbType.Geometry, cancellation);
            await writer.WriteAsync(segment.Count, NpgsqlDbType.Double, cancellation);
            await writer.WriteAsync(segment.DensityPerKm, NpgsqlDbType.Double, cancellation);
            await writer.WriteAsync(segment.PieceDensitiesPerKm.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Double, cancellation);
            await writer.WriteAsync(segment.Z, NpgsqlDbType.Double, cancellation);
            await writer.WriteAsync(segment.P, NpgsqlDbType.Double, cancellation);
            await writer.WriteAsync(segment.Q, NpgsqlDbType.Double, cancellation);
            await writer.WriteAsync((short)segment.Class, NpgsqlDbType.Smallint, cancellation);
        }

        await writer.CompleteAsync(cancellation);
    }

    private async Task<HotspotIncidents> ReadIncidentsAsync(NpgsqlConnection connection, HotspotFilter filter, CancellationToken cancellation)
    {
        await using var command = Command(connection, "ReadIncidents.sql",
            filter.From.UtcDateTime, filter.To.UtcDateTime, filter.Categories.ToArray(), filter.CalledInOnly,
            filter.Hours is null ? DBNull.Value : database.TimeZoneId);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var parts = new List<HotspotIncidents>();
        while (await reader.ReadAsync(cancellation))
        {
            parts.Add(HotspotIncidents.Of(reader.GetFieldValue<double[]>(0), reader.GetFieldValue<double[]>(1),
                reader.GetFieldValue<DateTime[]>(3), reader.GetFieldValue<DateTime?[]>(4), (int)reader.GetInt64(2)));
        }

        return HotspotIncidents.Together(parts);
    }

    private static object OrNull(double? value) => value is { } known ? known : DBNull.Value;

    private NpgsqlCommand Command(string file, params object[] values) =>
        Fill(database.DataSource.CreateCommand(SqlText.Load<HotspotStore>(file)), values);

    private static NpgsqlCommand Command(NpgsqlConnection connection, string file, params object[] values) =>
        Fill(new NpgsqlCommand(SqlText.Load<HotspotStore>(file), connection), values);

    private static NpgsqlCommand Fill(NpgsqlCommand command, object[] values)
    {
        command.Parameters.AddValues(values);
        return command;
    }
}
