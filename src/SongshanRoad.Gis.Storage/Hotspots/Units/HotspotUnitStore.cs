using Npgsql;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Times;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Hotspots.Units;

/// <summary>Reads what lies behind one cell or street segment of a stored run.</summary>
public sealed class HotspotUnitStore(Database database)
{
    /// <summary>The incidents of a filter in a rectangle, whatever their hours.</summary>
    /// <param name="southWest">Its corner, metres.</param>
    /// <param name="northEast">The opposite corner, metres.</param>
    /// <param name="filter">Which incidents; its hours are not looked at.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<UnitIncident>> ReadIncidentsAsync(
        MetricPoint southWest, MetricPoint northEast, HotspotFilter filter, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using var command = Command("ReadUnitIncidents.sql",
            southWest.EastingM, southWest.NorthingM, northEast.EastingM, northEast.NorthingM,
            filter.From.UtcDateTime, filter.To.UtcDateTime, filter.Categories.ToArray(), filter.CalledInOnly, database.TimeZoneId);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var found = new List<UnitIncident>();
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(new UnitIncident(
                new MetricPoint(reader.GetDouble(0), reader.GetDouble(1)),
                new DateTimeOffset(reader.GetDateTime(2), TimeSpan.Zero),
                new IncidentTime(reader.GetDateTime(3), await reader.IsDBNullAsync(4, cancellation) ? null : reader.GetDateTime(4)),
                reader.GetString(5)));
        }

        return found;
    }

    /// <summary>Sums cells of a run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="cells">The cell asked for, then those around it; those the run does not have are left out.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Null when the run does not have the first cell.</returns>
    public Task<UnitSum?> SumCellsAsync(string runId, IReadOnlyList<GridCell> cells, CancellationToken cancellation) =>
        SumAsync(Command("SumCells.sql", runId, cells.Select(cell => cell.Column).ToArray(), cells.Select(cell => cell.Row).ToArray()), cancellation);

    /// <summary>Sums street segments of a run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="segments">The segment asked for, then those around it.</param>
    /// <param name="lengthM">How long the first is drawn now, metres.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Null when the run does not have the first segment, or it was of another length then.</returns>
    public Task<UnitSum?> SumSegmentsAsync(string runId, IReadOnlyList<int> segments, double lengthM, CancellationToken cancellation) =>
        SumAsync(Command("SumSegments.sql", runId, segments.ToArray(), lengthM), cancellation);

    private static async Task<UnitSum?> SumAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            await reader.ReadAsync(cancellation);
            return await reader.IsDBNullAsync(2, cancellation) ? null : new UnitSum(reader.GetInt32(0), reader.GetDouble(1), reader.GetDouble(2));
        }
    }

    private NpgsqlCommand Command(string file, params object[] values)
    {
        var command = database.DataSource.CreateCommand(SqlText.Load<HotspotUnitStore>(file));
        command.Parameters.AddValues(values);
        return command;
    }
}
