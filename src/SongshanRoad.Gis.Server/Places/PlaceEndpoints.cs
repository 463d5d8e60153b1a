using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Deployment;
using SongshanRoad.Gis.Contracts.Places;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Spatial.Measures;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Storage.Places;
using SongshanRoad.Gis.Storage.Tiles;

namespace SongshanRoad.Gis.Server.Places;

/// <summary>The district as a whole and single places.</summary>
internal static class PlaceEndpoints
{
    private const int SearchLimit = 50;

    public static void AddPlaces(this IServiceCollection services) => services.AddSingleton<PlaceStore>();

    public static void MapPlaces(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/district", ReadDistrictAsync).RequireAuthorization(Policies.SignedIn);
        routes.MapGet("/api/places/{placeId:long}", FindAsync).RequireAuthorization(Policies.SignedIn);
        routes.MapGet("/api/alleys", ListAlleysAsync).RequireAuthorization(Policies.SignedIn);
        routes.MapGet("/api/places", SearchAsync).RequireAuthorization(Policies.SignedIn);
    }

    private static async Task<DistrictView> ReadDistrictAsync(
        Database database, PlaceStore places, TileStore tiles, NightCalendar nights, TimeProvider clock, CancellationToken cancellation)
    {
        var district = await places.ReadDistrictAsync(cancellation);
        var versions = await tiles.ReadVersionsAsync(cancellation);
        var bounds = district.BoundsWgs84;
        return new DistrictView(
            district.Name ?? "",
            district.Code,
            [bounds.MinX, bounds.MinY, bounds.MaxX, bounds.MaxY],
            database.Projection.Srid,
            database.Projection.Name,
            database.TimeZoneId,
            nights.NightAt(clock.GetUtcNow()).ToString(),
            database.NightStart.ToString("HH:mm", CultureInfo.InvariantCulture),
            database.NightEnd.ToString("HH:mm", CultureInfo.InvariantCulture),
            $"{versions["places"]}.{versions["streets"]}.{versions["basemap"]}",
            district.HoldsInvented,
            [.. (await places.CountAsync(cancellation)).Select(count => new FeatureCount(count.Kind, count.Real, count.Approximate, count.Invented))],
            [.. (await places.ListCategoriesAsync(cancellation)).Select(category =>
                new CategoryView(category.Code, category.ParentCode, category.NameZh, category.NameEn))],
            [.. (await places.ListCommunitiesAsync(cancellation)).Select(community =>
                new CommunityView(community.Code, community.Name, [community.LonDeg, community.LatDeg]))]);
    }

    private static async Task<IResult> FindAsync(long placeId, PlaceStore places, CancellationToken cancellation) =>
        await places.FindAsync(placeId, cancellation) is { } place
            ? Results.Ok(ToView(place))
            : ProblemResults.NotFound($"There is no place {placeId}.");

    private static async Task<IReadOnlyList<PlaceView>> SearchAsync(
        string? kind, string? query, PlaceStore places, CancellationToken cancellation)
    {
        var found = new List<PlaceView>();
        foreach (var placeId in await places.SearchAsync(kind, query, SearchLimit, cancellation))
        {
            if (await places.FindAsync(placeId, cancellation) is { } place)
            {
                found.Add(ToView(place));
            }
        }

        return found;
    }

    private static async Task<IReadOnlyList<AlleyView>> ListAlleysAsync(
        string? v, PlaceStore places, HttpResponse response, CancellationToken cancellation)
    {
        // The address carries the version, so what it names never changes.
        response.Headers.CacheControl = v is null ? "private, no-cache" : "private, max-age=31536000, immutable";
        return [.. (await places.ListAlleysAsync(cancellation)).Select(alley => new AlleyView(
            alley.Id, alley.Name, alley.CommunityCode, MetricMeasure.LengthM(alley.CentreLineMetric), alley.Reality,
            [.. Enumerable.Range(0, alley.CentreLineWgs84.NumGeometries).Select(piece => (IReadOnlyList<double[]>)
                [.. alley.CentreLineWgs84.GetGeometryN(piece).Coordinates.Select(vertex => (double[])[vertex.X, vertex.Y])])]))];
    }

    private static PlaceView ToView(PlaceRecord place)
    {
        static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new PlaceView(
            place.Id, place.Kind, place.Name, place.FullName, place.CommunityCode, place.LengthM, place.AreaM2, place.Source, place.AccuracyM,
            place.Reality,
            [.. place.Codes.Select(code => new PlaceCodeView(code.Issuer, code.Code, Day(code.ValidFrom), code.ValidTo is { } to ? Day(to) : null))],
            place.Attributes);
    }
}
