using SongshanRoad.Gis.Hotspots.Forecasts;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Hotspots.Backtests;

/// <summary>Reads incidents as forecasts take them.</summary>
public sealed class ForecastEventStore(Database database)
{
    /// <summary>Incidents of a filter, whatever their hours, in days since 1970 UTC; those whose interval holds the instant are left out.</summary>
    /// <param name="filter">Which incidents.</param>
    /// <param name="origin">Instant of the forecast, UTC.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<ForecastEvent[]> ReadAsync(HotspotFilter filter, DateTimeOffset origin, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using var command = database.DataSource.CreateCommand(SqlText.Load<ForecastEventStore>("ReadForecastEvents.sql"));
        command.Parameters.AddValues(
            filter.From.UtcDateTime, filter.To.UtcDateTime, origin.UtcDateTime, filter.Categories.ToArray(), filter.CalledInOnly);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var events = new List<ForecastEvent>();
        while (await reader.ReadAsync(cancellation))
        {
            events.Add(new ForecastEvent(new MetricPoint(reader.GetDouble(0), reader.GetDouble(1)), reader.GetDouble(2)));
        }

        return [.. events];
    }
}
