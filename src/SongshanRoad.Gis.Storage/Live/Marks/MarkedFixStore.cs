using Npgsql;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Live.Marks;

/// <summary>Reads the fixes that were kept raw but are not believed.</summary>
public sealed class MarkedFixStore(Database database)
{
    /// <summary>How many there are of a night, by unit and reason.</summary>
    /// <exception cref="NpgsqlException">The database is not reachable.</exception>
    public async Task<IReadOnlyList<MarkCount>> CountAsync(DutyNight night, CancellationToken cancellation)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<MarkedFixStore>("CountMarked.sql"));
        command.Parameters.AddValues(night.Date);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var counts = new List<MarkCount>();
        while (await reader.ReadAsync(cancellation))
        {
            counts.Add(new MarkCount(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.GetFieldValue<DateTimeOffset>(4)));
        }

        return counts;
    }

    /// <summary>Those of one unit in a night, the latest first; none of a unit that does not exist.</summary>
    /// <param name="unitCode">The unit.</param>
    /// <param name="night">The night of their duty.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="NpgsqlException">The database is not reachable.</exception>
    public async Task<IReadOnlyList<StoredMark>> ListAsync(string unitCode, DutyNight night, int most, CancellationToken cancellation)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<MarkedFixStore>("ListMarked.sql"));
        command.Parameters.AddValues(unitCode, night.Date, most);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var marks = new List<StoredMark>();
        while (await reader.ReadAsync(cancellation))
        {
            marks.Add(new StoredMark(
                reader.GetFieldValue<DateTimeOffset>(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetDouble(2), reader.GetDouble(3),
                reader.IsDBNull(4) ? null : reader.GetFloat(4), reader.GetString(5)));
        }

        return marks;
    }
}

/// <summary>How many fixes of a unit are not believed for one reason.</summary>
/// <param name="UnitCode">The unit.</param>
/// <param name="CallSign">Its name on the map.</param>
/// <param name="Mark">The reason.</param>
/// <param name="Count">How many.</param>
/// <param name="LastFixTime">Time of the latest of them by the device's clock, UTC.</param>
public sealed record MarkCount(string UnitCode, string CallSign, string Mark, int Count, DateTimeOffset LastFixTime);

/// <summary>A fix that is not believed, as it is stored.</summary>
/// <param name="FixTime">When the position was fixed by the device's clock, UTC.</param>
/// <param name="ReceivedAt">When it was stored, UTC.</param>
/// <param name="LonDeg">WGS-84 longitude in degrees, any value.</param>
/// <param name="LatDeg">WGS-84 latitude in degrees, any value.</param>
/// <param name="AccuracyM">Accuracy in metres, or null.</param>
/// <param name="Mark">Why it is not believed.</param>
public sealed record StoredMark(DateTimeOffset FixTime, DateTimeOffset ReceivedAt, double LonDeg, double LatDeg, double? AccuracyM, string Mark);
