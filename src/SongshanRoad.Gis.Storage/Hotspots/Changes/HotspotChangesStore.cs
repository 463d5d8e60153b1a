using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Hotspots.Changes;

/// <summary>Reads two stored runs side by side.</summary>
public sealed class HotspotChangesStore(Database database)
{
    /// <summary>The units that both runs have, in a fixed order.</summary>
    /// <param name="beforeRunId">Run of the earlier window.</param>
    /// <param name="afterRunId">Run of the later window.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<UnitPair>> ReadPairsAsync(string beforeRunId, string afterRunId, CancellationToken cancellation)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<HotspotChangesStore>("ReadUnitPairs.sql"));
        command.Parameters.AddValues(beforeRunId, afterRunId);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var pairs = new List<UnitPair>();
        while (await reader.ReadAsync(cancellation))
        {
            pairs.Add(new UnitPair(new MetricPoint(reader.GetDouble(0), reader.GetDouble(1)), reader.GetDouble(2), reader.GetDouble(3)));
        }

        return pairs;
    }
}
