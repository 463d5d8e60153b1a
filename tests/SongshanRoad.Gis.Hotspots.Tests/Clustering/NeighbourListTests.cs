using CsCheck;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Tests.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Tests.Clustering;

public class NeighbourListTests
{
    private static readonly Gen<(int, int)[]> Pairs = Gen.Select(Gen.Int[0, 11], Gen.Int[0, 11]).Array[0, 80];

    // Half of them on a coarse lattice, so that ties and places on one spot are common.
    internal static readonly Gen<MetricPoint[]> Places = Gen.OneOf(
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 6]).Select((e, n) => new MetricPoint(10 * e, 10 * n)),
        Gen.Select(Gen.Double[0, 60], Gen.Double[0, 60]).Select((e, n) => new MetricPoint(e, n))).Array[2, 60];

    [Fact]
    public void Pairs_in_any_order_and_number_give_each_unit_its_neighbours_once_in_order() => Pairs.Sample(pairs =>
    {
        var list = NeighbourList.FromPairs(12, pairs);
        for (var unit = 0; unit < 12; unit++)
        {
            var expected = pairs.Where(pair => pair.Item1 == unit && pair.Item2 != unit).Select(pair => pair.Item2).Distinct().Order();
            Assert.Equal(expected, list.Of(unit).ToArray());
            Assert.Equal(pairs.Where(pair => pair.Item2 == unit && pair.Item1 != unit).Select(pair => pair.Item1).Distinct().Order(), list.Reversed().Of(unit).ToArray());
        }
    });

    // Many magnitudes, so that one running error is not enough to hold what rounding takes off.
    private static readonly Gen<double> AnyMagnitude = Gen.Select(Gen.Int[-9, 9], Gen.Int[-330, 330]).Select((digit, power) => digit * Math.ScaleB(1, power));

    [Fact]
    public void Sums_do_not_depend_on_how_units_are_numbered() => Gen.Select(Pairs, Gen.OneOf(Gen.Double[-1e6, 1e6], AnyMagnitude).Array[12], Gen.Shuffle(Enumerable.Range(0, 12).ToArray())).Sample((pairs, values, numbers) =>
    {
        var (sums, renumbered) = (new double[12], new double[12]);
        NeighbourList.FromPairs(12, pairs).Sum(values, sums);
        var moved = new double[12];
        for (var unit = 0; unit < 12; unit++)
        {
            moved[numbers[unit]] = values[unit];
        }

        NeighbourList.FromPairs(12, pairs.Select(pair => (numbers[pair.Item1], numbers[pair.Item2]))).Sum(moved, renumbered);
        Assert.Equal(sums, numbers.Select(number => renumbered[number]));
    });

    [Theory]
    [InlineData(1e-300, 1e300, 1.0, 1e-300, -1e300, -1.0)]
    [InlineData(1.0, 1.0, 1e-16, -1e-16)]
    [InlineData(1 + (2 * 1.1102230246251565e-16), 1.0, 1.1102230246251565e-16, 1e-40)]
    [InlineData(1e308, 1e308, 1e308, -1e308)]
    [InlineData(5e-324, 5e-324, 1e308, -1e308, 0.0)]
    public void Sums_are_exact_but_for_one_rounding(double expected, params double[] values)
    {
        var sums = new double[values.Length + 1];
        NeighbourList.FromPairs(sums.Length, Enumerable.Range(1, values.Length).Select(i => (0, i))).Sum([0, .. values], sums);
        Assert.Equal(expected, sums[0]);
    }

    [Theory]
    [InlineData(0, Contiguity.Queen, 8)]
    [InlineData(0, Contiguity.Rook, 4)]
    [InlineData(1, Contiguity.Hexagon, 6)]
    [InlineData(2, Contiguity.Hexagon, 6)]
    public void Cells_that_touch_are_neighbours_in_a_clipped_grid_of_any_shape(int shape, Contiguity contiguity, int most)
    {
        var grid = WindowCellsTests.Shapes[shape];
        var contiguous = new GridContiguity(WindowCells.Clip(grid, new PolygonWindow(WindowGridTests.District)), contiguity);
        var cells = contiguous.Cells.All().ToArray();
        var reachM = contiguity == Contiguity.Queen ? 50 * Math.Sqrt(2) : 50;
        var pairs = from i in Enumerable.Range(0, cells.Length)
                    from j in Enumerable.Range(0, cells.Length)
                    where i != j && grid.CentreOf(cells[i]).DistanceM(grid.CentreOf(cells[j])) < reachM + 1e-6
                    select (i, j);
        var expected = NeighbourList.FromPairs(cells.Length, pairs);
        var list = contiguous.ToList();
        var values = cells.Select((_, i) => (double)(i * 7919 % 31)).ToArray();
        var (bySums, byList) = (new double[cells.Length], new double[cells.Length]);
        contiguous.Sum(values, bySums);
        expected.Sum(values, byList);
        Assert.Equal(byList, bySums);
        for (var unit = 0; unit < cells.Length; unit++)
        {
            Assert.Equal(expected.Of(unit).ToArray(), list.Of(unit).ToArray());
            Assert.Equal(expected.SizeOf(unit), contiguous.SizeOf(unit));
        }

        Assert.Equal(most, Enumerable.Range(0, cells.Length).Max(contiguous.SizeOf));
        Assert.InRange(Enumerable.Range(0, cells.Length).Min(contiguous.SizeOf), 0, most - 1);
    }

    [Fact]
    public void A_distance_band_holds_all_others_within_it() => Gen.Select(Places, Gen.Double[0, 40]).Sample((places, withinM) =>
    {
        var list = DistanceBand.Find(places, withinM);
        for (var unit = 0; unit < places.Length; unit++)
        {
            Assert.Equal(
                Enumerable.Range(0, places.Length).Where(other => other != unit && Square(places[unit], places[other]) <= withinM * withinM),
                list.Of(unit).ToArray());
        }
    });

    [Fact]
    public void The_nearest_are_found_with_ties_by_easting_northing_and_number() => Gen.Select(Places, Gen.Int[1, 8]).Where(t => t.Item2 < t.Item1.Length).Sample((places, count) =>
    {
        var list = NearestUnits.Find(places, count);
        for (var unit = 0; unit < places.Length; unit++)
        {
            var expected = Enumerable.Range(0, places.Length).Where(other => other != unit)
                .OrderBy(other => Square(places[unit], places[other])).ThenBy(other => places[other].EastingM).ThenBy(other => places[other].NorthingM).ThenBy(other => other)
                .Take(count).Order();
            Assert.Equal(expected, list.Of(unit).ToArray());
        }
    });

    [Fact]
    public void A_hundred_thousand_places_at_one_spot_take_no_longer_than_spread_ones()
    {
        // With a search that cannot leave out equal places this does not end within the hour.
        var list = NearestUnits.Find([.. Enumerable.Repeat(new MetricPoint(5, 5), 100_000)], 3);
        Assert.Equal([1, 2, 3], list.Of(0).ToArray());
        Assert.Equal([0, 1, 2], list.Of(99_999).ToArray());
    }

    [Fact]
    public void Bad_distances_numbers_and_places_are_refused()
    {
        MetricPoint[] two = [new(0, 0), new(1, 0)];
        Assert.Throws<ArgumentOutOfRangeException>(() => DistanceBand.Find(two, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => DistanceBand.Find(two, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => NearestUnits.Find(two, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => NearestUnits.Find(two, 2));
        Assert.Throws<ArgumentException>(() => DistanceBand.Find([new(double.NaN, 0)], 1));
        Assert.Equal(0, DistanceBand.Find([], 1).Count);
    }

    private static double Square(MetricPoint a, MetricPoint b)
    {
        var (east, north) = (b.EastingM - a.EastingM, b.NorthingM - a.NorthingM);
        return (east * east) + (north * north);
    }
}
