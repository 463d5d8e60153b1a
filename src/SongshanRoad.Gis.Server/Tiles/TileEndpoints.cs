using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Storage.Tiles;

namespace SongshanRoad.Gis.Server.Tiles;

/// <summary>Serves vector tiles, each kept in memory until its layer changes.</summary>
internal static class TileEndpoints
{
    public const string ContentType = "application/vnd.mapbox-vector-tile";
    private const int MaxZoom = 16;

    public static void AddTiles(this IServiceCollection services)
    {
        services.AddSingleton<TileStore>();
        services.AddKeyedSingleton<IMemoryCache>(ContentType, (_, _) => new MemoryCache(new MemoryCacheOptions { SizeLimit = 64 * 1024 * 1024 }));
    }

    public static void MapTiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tiles/base/{z:int}/{x:int}/{y:int}", (int z, int x, int y, Cutter cut) =>
            cut.ServeAsync("base", ["places", "streets", "basemap"], new TileAddress(z, x, y), 10, (store, tile, stop) => store.BaseAsync(tile, stop)))
            .RequireAuthorization(Policies.SignedIn);
        routes.MapGet("/tiles/places/{z:int}/{x:int}/{y:int}", (int z, int x, int y, Cutter cut) =>
            cut.ServeAsync("places", ["places"], new TileAddress(z, x, y), 12, (store, tile, stop) => store.PlacesAsync(tile, stop)))
            .RequireAuthorization(Policies.SignedIn);
        routes.MapGet("/tiles/incidents/{z:int}/{x:int}/{y:int}",
            (int z, int x, int y, DateTimeOffset from, DateTimeOffset to, string[]? category, Cutter cut) =>
                cut.ServeAsync(
                    string.Create(CultureInfo.InvariantCulture, $"incidents {from:O} {to:O} {string.Join(',', category ?? [])}"), ["incidents"],
                    new TileAddress(z, x, y), 12, (store, tile, stop) => store.IncidentsAsync(tile, from, to, category ?? [], stop)))
            .RequireAuthorization(Policies.Office);
        routes.MapGet("/tiles/hotspots/{runId}/{z:int}/{x:int}/{y:int}", (string runId, int z, int x, int y, Cutter cut) =>
            // A run never changes, so no layer's version is part of its tiles.
            cut.ServeAsync($"hotspots {runId}", [], new TileAddress(z, x, y), 10, (store, tile, stop) => store.HotspotsAsync(tile, runId, stop)))
            .RequireAuthorization(Policies.Office);
    }

    /// <summary>Looks a tile up or cuts it, and answers with its ETag.</summary>
    internal sealed class Cutter(HttpContext context, TileStore store, IMemoryCache cache)
    {
        public static ValueTask<Cutter> BindAsync(HttpContext context) => ValueTask.FromResult(new Cutter(context,
            context.RequestServices.GetRequiredService<TileStore>(), context.RequestServices.GetRequiredKeyedService<IMemoryCache>(ContentType)));

        public async Task<IResult> ServeAsync(
            string source, string[] layers, TileAddress tile, int minZoom, Func<TileStore, TileAddress, CancellationToken, Task<byte[]?>> cut)
        {
            if (!tile.IsWithin(minZoom, MaxZoom))
            {
                return ProblemResults.NotFound($"No tile {tile.Zoom}/{tile.Column}/{tile.Row} here: zooms {minZoom} to {MaxZoom} are served.");
            }

            var version = "1";
            if (layers.Length > 0)
            {
                var versions = await store.ReadVersionsAsync(context.RequestAborted);
                version = string.Join('.', layers.Select(layer => versions[layer]));
            }

            var key = (source, tile, version);
            if (!cache.TryGetValue(key, out byte[]? bytes))
            {
                bytes = await cut(store, tile, context.RequestAborted);
                if (bytes is null)
                {
                    return ProblemResults.NotFound($"There is no {source} (any more); ask for the overlay again.");
                }

                cache.Set(key, bytes, new MemoryCacheEntryOptions { Size = bytes.Length + 200 });
            }

            context.Response.Headers.CacheControl = "private, no-cache";
            return Results.Bytes(bytes!, ContentType, entityTag: new EntityTagHeaderValue($"\"{version}\""));
        }
    }
}
