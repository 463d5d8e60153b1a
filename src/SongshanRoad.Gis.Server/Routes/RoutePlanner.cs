using System.Globalization;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Contracts.Routes;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Patrols.Routes;
using SongshanRoad.Gis.Spatial.Measures;
using SongshanRoad.Gis.Spatial.Projections;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Storage.Places;
using SongshanRoad.Gis.Storage.Routes;

namespace SongshanRoad.Gis.Server.Routes;

/// <summary>A checked new route, or the sentence that says what is wrong with it.</summary>
internal sealed record RoutePlan(string Name, DutyNight Night, IReadOnlyList<PlannedLeg> Legs, string? Refusal = null);

/// <summary>Checks what a leader planned and turns it into lines to walk.</summary>
internal sealed class RoutePlanner(Database database, PlaceStore places, NightCalendar nights, TimeProvider clock)
{
    private const double LeastLengthM = 20;
    private const double MostLengthM = 30_000;
    private const int MostLegs = 500;
    private const int MostDaysAhead = 366;
    private const int MostVertices = 2_000;
    private const string DrawnName = "手绘路线";
    private static readonly GeometryFactory Wgs84 = new(new PrecisionModel(), 4326);

    public async Task<RoutePlan> CheckAsync(NewRoute request, CancellationToken cancellation)
    {
        var name = request.Name?.Trim() ?? "";
        if (name.Length is 0 or > 80)
        {
            return Refused($"The route's name has {name.Length} characters; 1 to 80 are allowed.");
        }

        if (!DutyNight.TryParse(request.Night, out var night))
        {
            return Refused($"Night '{request.Night}' is no date; write yyyy-MM-dd, the date on which the night begins.");
        }

        var tonight = nights.NightAt(clock.GetUtcNow());
        if (night < tonight)
        {
            return Refused($"Night {night} is over; plan for {tonight} or later.");
        }

        if (night > tonight.Plus(MostDaysAhead))
        {
            return Refused($"Night {night} is more than a year away; plan for {tonight.Plus(MostDaysAhead)} or earlier.");
        }

        if (request.Legs is not { Count: >= 1 and <= MostLegs } || request.Legs.Any(leg => leg is null))
        {
            return Refused($"The route has {request.Legs?.Count ?? 0} legs; 1 to {MostLegs} are allowed.");
        }

        var (legs, refusal) = Lines(request.Legs, (await places.ListAlleysAsync(cancellation)).ToDictionary(alley => alley.Id));
        return refusal is not null ? Refused(refusal) : Directed(name, night, legs);
    }

    private RoutePlan Directed(string name, DutyNight night, List<PlannedLeg> legs)
    {
        var open = legs.ConvertAll(leg => new OpenLeg(database.Projection.ToMetric(leg.LineWgs84), leg.PlaceId is not null));
        var lengthM = open.Sum(leg => MetricMeasure.LengthM(leg.LineMetric));
        if (lengthM is < LeastLengthM or > MostLengthM)
        {
            return Refused(string.Create(CultureInfo.InvariantCulture,
                $"The route is {lengthM:F0} m long; {LeastLengthM:F0} m to {MostLengthM:F0} m are allowed."));
        }

        var turned = LegDirections.Choose(open);
        return new RoutePlan(name, night,
            [.. legs.Select((leg, i) => turned[i] ? leg with { LineWgs84 = (LineString)leg.LineWgs84.Reverse() } : leg)]);
    }

    private (List<PlannedLeg> Legs, string? Refusal) Lines(IReadOnlyList<NewRouteLeg> asked, Dictionary<long, AlleyRecord> alleys)
    {
        var legs = new List<PlannedLeg>();
        for (var i = 0; i < asked.Count; i++)
        {
            var (placeId, drawn) = asked[i];
            if (placeId is null == drawn is null)
            {
                return (legs, $"Leg {i + 1} must be either an alley (placeId) or a drawn line (lineWgs84).");
            }

            if (placeId is { } id)
            {
                if (!alleys.TryGetValue(id, out var alley))
                {
                    return (legs, $"Leg {i + 1}: there is no alley {id}.");
                }

                // An alley of several pieces is walked piece by piece.
                var pieces = Enumerable.Range(0, alley.CentreLineWgs84.NumGeometries).Select(alley.CentreLineWgs84.GetGeometryN);
                legs.AddRange(pieces.Select(piece => new PlannedLeg(id, alley.Name, (LineString)piece)));
                continue;
            }

            if (Check(drawn!) is { } wrong)
            {
                return (legs, $"Leg {i + 1}: {wrong}");
            }

            legs.Add(new PlannedLeg(null, DrawnName, Wgs84.CreateLineString([.. drawn!.Select(pair => new Coordinate(pair[0], pair[1]))])));
        }

        return (legs, null);
    }

    private string? Check(IReadOnlyList<double[]> drawn)
    {
        if (drawn.Count is < 2 or > MostVertices)
        {
            return $"the drawn line has {drawn.Count} points; 2 to {MostVertices} are allowed.";
        }

        if (drawn.Any(pair => pair is not { Length: 2 }))
        {
            return "each point of the drawn line must be [longitude, latitude].";
        }

        var area = database.AreaWgs84;
        if (drawn.FirstOrDefault(pair => !area.Contains(new Coordinate(pair[0], pair[1]))) is { } outside)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"({outside[0]}, {outside[1]}) lies outside the area, {area.MinX}-{area.MaxX} E, {area.MinY}-{area.MaxY} N; write longitude first.");
        }

        return drawn.All(pair => pair[0].Equals(drawn[0][0]) && pair[1].Equals(drawn[0][1])) ? "all points of the drawn line are the same." : null;
    }

    private static RoutePlan Refused(string sentence) => new("", default, [], sentence);
}
