using Npgsql;
using SongshanRoad.Gis.Hotspots.Feedback;
using SongshanRoad.Gis.Patrols.Coverage;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Hotspots.Feedback;

/// <summary>How long patrols were in which community, by duty night, and the incidents beside it.</summary>
public sealed class PatrolPresenceStore(Database database)
{
    // A fix stands for no longer than the walked line goes on without another one.
    private static readonly double LongestGapS = CoverageRule.Default.MaxGap.TotalSeconds;

    /// <summary>Records nights from the positions stored; those that are recorded already are written anew.</summary>
    /// <param name="spans">The nights, and when each begins and ends, UTC.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task RecordAsync(IReadOnlyList<NightSpan> spans, CancellationToken cancellation)
    {
        await using var command = Command("RecordNights.sql", [.. ColumnsOf(spans), LongestGapS]);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The nights recorded from a night on, in order.</summary>
    public async Task<IReadOnlyList<DateOnly>> ReadNightsAsync(DateOnly first, CancellationToken cancellation)
    {
        await using var command = Command("ReadNights.sql", first);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var nights = new List<DateOnly>();
        while (await reader.ReadAsync(cancellation))
        {
            nights.Add(reader.GetFieldValue<DateOnly>(0));
        }

        return nights;
    }

    /// <summary>What was recorded in each community in each week.</summary>
    /// <param name="weeks">First night of each week, and when the week begins and ends, UTC.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<PatrolPeriod>> ReadPeriodsAsync(IReadOnlyList<NightSpan> weeks, CancellationToken cancellation)
    {
        await using var command = Command("ReadPatrolPeriods.sql", ColumnsOf(weeks));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var periods = new List<PatrolPeriod>();
        while (await reader.ReadAsync(cancellation))
        {
            periods.Add(new PatrolPeriod((int)reader.GetInt64(0), (int)reader.GetInt64(1), reader.GetInt64(3), reader.GetInt64(4), reader.GetDouble(2)));
        }

        return periods;
    }

    private static object[] ColumnsOf(IReadOnlyList<NightSpan> spans) =>
        [spans.Select(span => span.FirstNight).ToArray(), spans.Select(span => span.Start.UtcDateTime).ToArray(), spans.Select(span => span.End.UtcDateTime).ToArray()];

    private NpgsqlCommand Command(string file, params object[] values)
    {
        var command = database.DataSource.CreateCommand(SqlText.Load<PatrolPresenceStore>(file));
        command.Parameters.AddValues(values);
        return command;
    }
}
