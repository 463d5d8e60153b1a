using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Hotspots.Overlays;

namespace SongshanRoad.Gis.Storage.Hotspots;

/// <summary>Writes the cells of a run by rows of their grid.</summary>
internal static class CellRows
{
    /// <summary>Copies cells that are ordered by row, then column.</summary>
    public static async Task CopyAsync(NpgsqlConnection connection, string runId, IReadOnlyList<HotspotCell> cells, CancellationToken cancellation)
    {
        await using var writer = await connection.BeginBinaryImportAsync(
            "copy hotspot_cell_row (run_id, grid_row, grid_columns, incidents, density_per_km2, z, p, q, class, depends_on_grid) from stdin (format binary)",
            cancellation);
        for (int from = 0, to; from < cells.Count; from = to)
        {
            to = from + 1;
            while (to < cells.Count && cells[to].Row == cells[from].Row)
            {
                to++;
            }

            await writer.StartRowAsync(cancellation);
            await writer.WriteAsync(runId, NpgsqlDbType.Text, cancellation);
            await writer.WriteAsync(cells[from].Row, NpgsqlDbType.Integer, cancellation);
            await WriteAsync(cell => cell.Column, NpgsqlDbType.Integer);
            await WriteAsync(cell => cell.Count, NpgsqlDbType.Double);
            await WriteAsync(cell => cell.DensityPerKm2, NpgsqlDbType.Double);
            await WriteAsync(cell => cell.Z, NpgsqlDbType.Double);
            await WriteAsync(cell => cell.P, NpgsqlDbType.Double);
            await WriteAsync(cell => cell.Q, NpgsqlDbType.Double);
            await WriteAsync(cell => (short)cell.Class, NpgsqlDbType.Smallint);
            await WriteAsync(cell => cell.DependsOnGrid, NpgsqlDbType.Boolean);

            async Task WriteAsync<TValue>(Func<HotspotCell, TValue> of, NpgsqlDbType type)
            {
                var values = new TValue[to - from];
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = of(cells[from + i]);
                }

                await writer.WriteAsync(values, NpgsqlDbType.Array | type, cancellation);
            }
        }

        await writer.CompleteAsync(cancellation);
    }
}
