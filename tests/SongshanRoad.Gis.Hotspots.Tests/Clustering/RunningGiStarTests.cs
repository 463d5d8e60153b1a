using CsCheck;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Hotspots.Tests.Clustering;

public class RunningGiStarTests
{
    [Fact]
    public void After_every_incident_it_equals_a_computation_from_nothing_to_the_last_bit() =>
        Gen.Select(Gen.Int[5, 9], Gen.Int[6, 9], Gen.OneOf(Gen.Int[0, 3], Gen.Int[0, 40]).Array[81], Gen.Select(Gen.Int[0, 80], Gen.Int[-2, 9]).Array[1, 25]).Sample(
            (columns, rows, counts, changes) =>
            {
                var grid = new GridContiguity(WindowCells.Box(new SquareGrid(0, 0, 50), new GridCell(0, 0), columns, rows), Contiguity.Queen);
                AssertFollows(grid.ToList(), counts[..grid.Count], changes);
            },
            iter: 60);

    [Fact]
    public void Neighbourhoods_that_are_not_mutual_are_followed_from_the_right_side() =>
        Gen.Select(NeighbourListTests.Places, Gen.Int[0, 5].Array[60], Gen.Select(Gen.Int[0, 59], Gen.Int[1, 3]).Array[1, 10]).Where(t => t.Item1.Length > 35).Sample(
            (places, counts, changes) => AssertFollows(NearestUnits.Find(places, 3), counts[..places.Length], changes), iter: 60);

    [Fact]
    public void Fewer_than_thirty_units_never_get_a_class()
    {
        var running = new RunningGiStar(NeighbourList.FromPairs(29, Enumerable.Range(1, 28).Select(i => (i - 1, i))), new int[29]);
        for (var i = 0; i < 50; i++)
        {
            Assert.Empty(running.Add(3));
        }

        Assert.True(running.Q(3) < 0.01);
        Assert.Equal(0, running.ClassOf(3));
    }

    [Fact]
    public void What_cannot_be_is_refused_and_changes_nothing()
    {
        var running = new RunningGiStar(NeighbourList.FromPairs(40, []), [.. Enumerable.Range(0, 40)]);
        var z = running.Z(7);
        Assert.Throws<ArgumentOutOfRangeException>(() => running.Add(40));
        Assert.Throws<ArgumentOutOfRangeException>(() => running.Apply([(7, 5), (3, -4)]));
        Assert.Equal((7, z), (running.CountOf(7), running.Z(7)));
        Assert.Throws<ArgumentException>(() => new RunningGiStar(NeighbourList.FromPairs(2, []), [1]));
        Assert.Throws<ArgumentException>(() => new RunningGiStar(NeighbourList.FromPairs(2, []), [1, -1]));
    }

    private static void AssertFollows(NeighbourList neighbours, int[] counts, (int Unit, int Change)[] changes)
    {
        var running = new RunningGiStar(neighbours, counts);
        var classes = AssertEqualsFull(running, neighbours, counts);
        foreach (var (at, change) in changes)
        {
            var unit = at % counts.Length;
            var allowed = Math.Max(change, -counts[unit]);
            counts[unit] += allowed;
            var reported = running.Apply([(unit, allowed)]);
            var after = AssertEqualsFull(running, neighbours, counts);
            Assert.Equal(
                Enumerable.Range(0, counts.Length).Where(i => classes[i] != after[i]).Select(i => new ClassChange(i, classes[i], after[i])), reported);
            classes = after;
        }
    }

    private static int[] AssertEqualsFull(RunningGiStar running, NeighbourList neighbours, int[] counts)
    {
        var full = GetisOrd.Star(neighbours, [.. counts.Select(count => (double)count)]);
        var q = MultipleTesting.BenjaminiHochberg(full.P);
        var classes = SignificanceClass.OfAll(full.Z, q);
        for (var i = 0; i < counts.Length; i++)
        {
            Assert.Equal((counts[i], full.Z[i], full.P[i], q[i], classes[i]), (running.CountOf(i), running.Z(i), running.P(i), running.Q(i), running.ClassOf(i)));
        }

        return classes;
    }
}
