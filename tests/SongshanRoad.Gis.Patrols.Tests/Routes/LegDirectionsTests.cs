using CsCheck;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Patrols.Routes;

namespace SongshanRoad.Gis.Patrols.Tests.Routes;

public class LegDirectionsTests
{
    private static readonly Gen<Coordinate> Corner = Gen.Select(Gen.Int[0, 500], Gen.Int[0, 500]).Select(pair => new Coordinate(pair.Item1, pair.Item2));

    private static readonly Gen<OpenLeg[]> Legs = Gen.Select(Corner, Corner, Gen.Bool)
        .Select(leg => new OpenLeg(new LineString([leg.Item1, leg.Item2]), leg.Item3)).Array[0, 8];

    [Fact]
    public void Alleys_are_turned_so_that_one_begins_where_the_other_ends()
    {
        var turned = LegDirections.Choose([Leg(true, (0, 0), (100, 0)), Leg(true, (200, 5), (100, 5)), Leg(true, (200, 10), (200, 90))]);

        Assert.Equal([false, true, false], turned);
    }

    [Fact]
    public void A_drawn_line_keeps_its_direction_and_the_alleys_fit_to_it()
    {
        var turned = LegDirections.Choose([Leg(true, (100, 0), (0, 0)), Leg(false, (100, 0), (300, 0)), Leg(true, (400, 0), (300, 0))]);

        Assert.Equal([true, false, true], turned);
    }

    [Fact]
    public void No_other_choice_has_smaller_gaps() => Legs.Sample(legs =>
    {
        var chosen = LegDirections.Choose(legs);
        Assert.All(legs.Zip(chosen), pair => Assert.True(pair.First.MayTurn || !pair.Second));
        var best = Enumerable.Range(0, 1 << legs.Length)
            .Select(bits => Enumerable.Range(0, legs.Length).Select(i => (bits >> i & 1) == 1).ToArray())
            .Where(turned => legs.Zip(turned).All(pair => pair.First.MayTurn || !pair.Second))
            .Min(turned => GapsM(legs, turned));
        Assert.Equal(best, GapsM(legs, chosen), 1e-6);
    });

    private static double GapsM(OpenLeg[] legs, IReadOnlyList<bool> turned) => Enumerable.Range(1, Math.Max(0, legs.Length - 1)).Sum(i =>
    {
        var end = turned[i - 1] ? legs[i - 1].LineMetric.StartPoint : legs[i - 1].LineMetric.EndPoint;
        var start = turned[i] ? legs[i].LineMetric.EndPoint : legs[i].LineMetric.StartPoint;
        return Math.Sqrt(Math.Pow(end.X - start.X, 2) + Math.Pow(end.Y - start.Y, 2));
    });

    private static OpenLeg Leg(bool mayTurn, params (double X, double Y)[] corners) =>
        new(new LineString([.. corners.Select(corner => new Coordinate(corner.X, corner.Y))]), mayTurn);
}
