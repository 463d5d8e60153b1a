using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Contracts.Routes;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Storage.Routes;

namespace SongshanRoad.Gis.Server.Routes;

/// <summary>Routes as the wire shows them.</summary>
internal static class RouteViews
{
    public static RouteView ToView(this RouteRecord route) => new(
        route.Id.ToString("D"), route.Name, route.UnitCode, route.CallSign, new DutyNight(route.Night).ToString(),
        route.PublishedAt is null ? "draft" : "published", route.Legs.Sum(leg => leg.LengthM),
        [.. route.Legs.Select(leg => new RouteLegView(leg.PlaceId, leg.Name, leg.LengthM, Pairs(leg.LineWgs84)))]);

    private static double[][] Pairs(LineString line) => [.. line.Coordinates.Select(vertex => (double[])[vertex.X, vertex.Y])];
}
