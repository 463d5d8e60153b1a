using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Patrols.Demo;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Projections;
using SongshanRoad.Gis.Spatial.Streets;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Storage.Live;
using SongshanRoad.Gis.Storage.Places;
using SongshanRoad.Gis.Storage.Streets;

namespace SongshanRoad.Gis.Cli.Demo;

/// <summary>Where demo patrols walk, and where each of them starts.</summary>
/// <param name="Network">Streets and alleys.</param>
/// <param name="Projection">Their metric CRS.</param>
/// <param name="Units">Every demo unit with its home; the duty is not known yet.</param>
internal sealed record DemoNetwork(StreetNetwork Network, IProjection Projection, IReadOnlyList<SimulatedUnit> Units)
{
    /// <summary>Units whose code starts so are the demo's.</summary>
    public const string CodePrefix = "demo-";

    /// <summary>Reads the stored district.</summary>
    public static async Task<DemoNetwork> ReadAsync(Database database, CancellationToken cancellation)
    {
        var places = new PlaceStore(database);
        var lines = (await new StreetStore(database).ListAsync(cancellation)).Select(segment => new StreetLine(
                segment.Oneway < 0 ? (LineString)segment.CentreLineMetric.Reverse() : segment.CentreLineMetric,
                segment.Class, AlleyId: null, segment.Foot, segment.Car, IsOneWayForCars: segment.Oneway != 0))
            .ToList();
        foreach (var alley in await places.ListAlleysAsync(cancellation))
        {
            lines.AddRange(Enumerable.Range(0, alley.CentreLineMetric.NumGeometries)
                .Select(piece => new StreetLine((LineString)alley.CentreLineMetric.GetGeometryN(piece), "alley", alley.Id)));
        }

        var centres = (await places.ListCommunitiesAsync(cancellation))
            .ToDictionary(community => community.Code, community => database.Projection.ToMetric(LonLat.FromDegrees(community.LonDeg, community.LatDeg)));
        var compounds = await places.ListPointsAsync("courtyard", cancellation);
        var units = (await new UnitStore(database).ListAsync(cancellation)).Select(entry => entry.Unit)
            .Where(unit => unit.Code.StartsWith(CodePrefix, StringComparison.Ordinal)).ToList();
        return new DemoNetwork(StreetNetwork.From(lines), database.Projection,
            [.. units.Select((unit, i) => new SimulatedUnit(unit.Code, "", unit.Kind, HomeOf(unit, i, centres, compounds), unit.CommunityCode))]);
    }

    private static MetricPoint HomeOf(
        PatrolUnit unit, int index, Dictionary<string, MetricPoint> centres, IReadOnlyList<MetricPoint> compounds)
    {
        var centre = unit.CommunityCode is { } code && centres.TryGetValue(code, out var known) ? known : centres.Values.First();
        // A guard walks round a compound of its own; the others share their community.
        return unit.Kind == UnitKind.PropertyGuard && compounds.Count > 0
            ? compounds.OrderBy(compound => compound.DistanceM(centre)).ElementAt(index % Math.Min(5, compounds.Count))
            : centre;
    }
}
