using SongshanRoad.Gis.Patrols.Coverage;
using SongshanRoad.Gis.Storage.Places;
using SongshanRoad.Gis.Storage.Tiles;

namespace SongshanRoad.Gis.Server.Coverage;

/// <summary>Every alley whose metres are counted.</summary>
/// <param name="Version">Goes up with every change of a place.</param>
/// <param name="Alleys">The alleys by number.</param>
internal sealed record AlleyNetwork(long Version, IReadOnlyList<AlleyLine> Alleys);

/// <summary>Keeps the alleys until a place changes.</summary>
internal sealed class AlleyNetworkCache(PlaceStore places, TileStore tiles)
{
    private AlleyNetwork? _latest;

    public async Task<AlleyNetwork> ReadAsync(CancellationToken cancellation)
    {
        // Read before the alleys: a change in between makes the version too old, never too new.
        var version = (await tiles.ReadVersionsAsync(cancellation))["places"];
        if (Volatile.Read(ref _latest) is { } kept && kept.Version == version)
        {
            return kept;
        }

        var alleys = await places.ListAlleysAsync(cancellation);
        var read = new AlleyNetwork(version, [.. alleys.Select(alley => new AlleyLine(alley.Id, alley.CentreLineMetric))]);
        Volatile.Write(ref _latest, read);
        return read;
    }
}
