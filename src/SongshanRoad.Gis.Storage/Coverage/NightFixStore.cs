using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Patrols.Coverage;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Storage.Live;

namespace SongshanRoad.Gis.Storage.Coverage;

/// <summary>Reads what a duty night's coverage is computed from: believed fixes only, marked ones are left out.</summary>
public sealed class NightFixStore(Database database)
{
    /// <summary>The fixes of a night in metres.</summary>
    /// <param name="night">The date on which the night began.</param>
    /// <param name="unitCode">Only this unit's, or null for all.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Duty after duty, in order of time within each.</returns>
    public async Task<IReadOnlyList<ArrivedFix>> ReadAsync(DateOnly night, string? unitCode, CancellationToken cancellation)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<NightFixStore>("ListNightFixes.sql"));
        command.Parameters.Add(new NpgsqlParameter { Value = night });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)unitCode ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var fixes = new List<ArrivedFix>();
        var (dutyId, duty) = (Guid.Empty, "");
        while (await reader.ReadAsync(cancellation))
        {
            // One text per duty, not per fix.
            if (reader.GetGuid(0) is var next && next != dutyId)
            {
                (dutyId, duty) = (next, FixStore.Text(next));
            }

            var metric = database.Projection.ToMetric(LonLat.FromDegrees(reader.GetDouble(3), reader.GetDouble(4)));
            fixes.Add(new ArrivedFix(
                duty, new MetricFix(reader.GetFieldValue<DateTimeOffset>(1), reader.GetInt64(2), metric), reader.GetFieldValue<DateTimeOffset>(5)));
        }

        return fixes;
    }

    /// <summary>What tells whether a night's fixes changed, without reading them.</summary>
    public async Task<NightStamp> ReadStampAsync(DateOnly night, CancellationToken cancellation)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<NightFixStore>("ReadNightStamp.sql"));
        command.Parameters.Add(new NpgsqlParameter { Value = night });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new NightStamp(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetFieldValue<DateTimeOffset>(1));
    }
}

/// <summary>State of a night's stored fixes: equal stamps mean equal fixes.</summary>
/// <param name="Fixes">How many believed fixes are stored; falls when old days are dropped.</param>
/// <param name="NewestReceivedAt">When the latest of them arrived, UTC, or null when there is none.</param>
public readonly record struct NightStamp(long Fixes, DateTimeOffset? NewestReceivedAt);
