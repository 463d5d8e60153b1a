using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Contracts.Routes;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Server.Hotspots.Ranks;
using SongshanRoad.Gis.Storage.Routes;

namespace SongshanRoad.Gis.Server.Routes;

/// <summary>Routes as the wire shows them.</summary>
internal static class RouteViews
{
    /// <summary>A route as the office sees it.</summary>
    public static RouteView ToView(this RouteRecord route) => route.ToView(RankedStreets.None);

    /// <summary>A route as its team sees it.</summary>
    public static RouteView ToView(this RouteRecord route, RankedStreets ranks) => new(
        route.Id.ToString("D"), route.Name, route.UnitCode, route.CallSign, new DutyNight(route.Night).ToString(),
        route.PublishedAt is null ? "draft" : "published", route.Legs.Sum(leg => leg.LengthM),
        [.. route.Legs.Select(leg => new RouteLegView(leg.PlaceId, leg.Name, leg.LengthM, Pairs(leg.LineWgs84), ranks.BestAlong(leg.LineMetric)))]);

    private static double[][] Pairs(LineString line) => [.. line.Coordinates.Select(vertex => (double[])[vertex.X, vertex.Y])];
}
