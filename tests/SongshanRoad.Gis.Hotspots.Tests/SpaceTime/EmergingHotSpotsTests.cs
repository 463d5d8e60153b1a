using CsCheck;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.SpaceTime;

namespace SongshanRoad.Gis.Hotspots.Tests.SpaceTime;

public class EmergingHotSpotsTests
{
    private static readonly DateTime Start = new(2026, 1, 5, 0, 0, 0, DateTimeKind.Unspecified);

    private static readonly GridContiguity Block = new(WindowCells.Box(new SquareGrid(0, 0, 100), new GridCell(0, 0), 7, 7), Contiguity.Queen);

    [Fact]
    public void Gi_star_of_a_bin_is_that_of_a_list_of_all_bins_joined_in_space_and_time() =>
        Gen.Select(Gen.Int[0, 6].Array[49 * 6], Gen.Int[0, 3]).Sample((counts, previousSteps) =>
        {
            var cube = SpaceTimeCube.Of(49, new TimeSteps(Start, TimeSpan.FromDays(7), 6), [.. counts.Select(count => (double)count)]);
            var space = Block.ToList();
            var pairs = from step in Enumerable.Range(0, 6)
                        from unit in Enumerable.Range(0, 49)
                        from earlier in Enumerable.Range(Math.Max(0, step - previousSteps), Math.Min(step, previousSteps) + 1)
                        from other in space.Of(unit).ToArray().Append(unit)
                        select ((step * 49) + unit, (earlier * 49) + other);
            var expected = GetisOrd.Star(NeighbourList.FromPairs(49 * 6, pairs), cube.Values);
            var gi = SpaceTimeGiStar.Compute(Block, cube, previousSteps);
            Near.AssertAll(expected.Z, gi.Z, 1e-12);
            Near.AssertAll(expected.P, gi.P, 1e-12);
        }, iter: 30);

    private static readonly GridContiguity Quarter = new(WindowCells.Box(new SquareGrid(0, 0, 100), new GridCell(0, 0), 15, 15), Contiguity.Queen);

    [Fact]
    public void Planted_histories_are_found_where_they_were_planted()
    {
        // One incident per cell and week everywhere; a lasting hot spot in the south-west corner, a new one in the north-east.
        const int weeks = 20;
        var counts = new double[225 * weeks];
        Array.Fill(counts, 1);
        for (var week = 0; week < weeks; week++)
        {
            counts[week * 225] += 40;
            counts[(week * 225) + 224] += week == weeks - 1 ? 200 : 0;
        }

        var found = EmergingHotSpots.Find(Quarter, SpaceTimeCube.Of(225, new TimeSteps(Start, TimeSpan.FromDays(7), weeks), counts), new EmergingParameters());
        Assert.Equal("persistent hot", found.Places[0].Verdict.Category.ToString());
        Assert.Equal("persistent hot", found.Places[16].Verdict.Category.ToString());
        Assert.Equal("new hot", found.Places[224].Verdict.Category.ToString());
        Assert.Equal("new hot", found.Places[208].Verdict.Category.ToString());
        Assert.Equal("no pattern", found.Places[112].Verdict.Category.ToString());
        Assert.Equal((sbyte)1, found.Places[224].States[^1]);
        Assert.Equal(225 * weeks, found.Q.Length);
    }

    [Fact]
    public void A_growing_place_intensifies_and_a_shrinking_one_diminishes()
    {
        const int weeks = 24;
        var counts = new double[225 * weeks];
        for (var week = 0; week < weeks; week++)
        {
            counts[(week * 225) + 32] = 60 + week;
            counts[(week * 225) + 192] = 90 - week;
        }

        var found = EmergingHotSpots.Find(Quarter, SpaceTimeCube.Of(225, new TimeSteps(Start, TimeSpan.FromDays(7), weeks), counts), new EmergingParameters());
        Assert.Equal("intensifying hot", found.Places[32].Verdict.Category.ToString());
        Assert.Equal("diminishing hot", found.Places[192].Verdict.Category.ToString());
        Assert.Equal((1, -1), (found.Places[32].Trend.DirectionAt(0.05), found.Places[192].Trend.DirectionAt(0.05)));
    }

    [Fact]
    public void An_empty_cube_has_no_pattern_anywhere()
    {
        var found = EmergingHotSpots.Find(Block, SpaceTimeCube.Count(49, new TimeSteps(Start, TimeSpan.FromDays(7), 12), []), new EmergingParameters());
        Assert.All(found.Places, place => Assert.Equal(EmergingCategory.None, place.Verdict.Category));
        Assert.Equal(49 * 12, found.Bins.Undefined.Count);
    }

    [Fact]
    public void Too_few_steps_or_bins_are_not_classified()
    {
        var nine = SpaceTimeCube.Count(49, new TimeSteps(Start, TimeSpan.FromDays(7), 9), []);
        Assert.Contains("shorter steps", Assert.Throws<ArgumentException>(() => EmergingHotSpots.Find(Block, nine, new EmergingParameters())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SpaceTimeGiStar.Compute(NeighbourList.FromPairs(3, []), nine));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpaceTimeGiStar.Compute(Block, nine, -1));
        var twelve = SpaceTimeCube.Count(49, new TimeSteps(Start, TimeSpan.FromDays(7), 12), []);
        Assert.Throws<ArgumentOutOfRangeException>(() => EmergingHotSpots.Find(Block, twelve, new EmergingParameters { BinAlpha = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => EmergingHotSpots.Find(Block, twelve, new EmergingParameters { TrendAlpha = double.NaN }));

        // 2 units x 10 steps are under 30 bins: no colours.
        var small = SpaceTimeCube.Of(2, new TimeSteps(Start, TimeSpan.FromDays(7), 10), [.. Enumerable.Range(0, 20).Select(bin => bin == 19 ? 500.0 : 0)]);
        var found = EmergingHotSpots.Find(NeighbourList.FromPairs(2, []), small, new EmergingParameters { PreviousSteps = 0 });
        Assert.True(found.Q[19] < 0.05);
        Assert.All(found.Places, place => Assert.Equal(EmergingCategory.None, place.Verdict.Category));
    }
}
