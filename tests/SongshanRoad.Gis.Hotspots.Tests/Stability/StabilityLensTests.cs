using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Stability;
using SongshanRoad.Gis.Hotspots.Tests.Forecasts;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Tests.Stability;

public class StabilityLensTests
{
    private static readonly SquareGrid Stored = new(0, 0, 100);

    [Fact]
    public void Nine_offsets_and_three_sizes_are_tried_the_stored_grid_first()
    {
        var grids = StabilityLens.GridsBeside(Stored);
        Assert.Equal(27, grids.Distinct().Count());
        Assert.Equal(Stored, grids[0]);
        Assert.Equal([5_000, 10_000, 15_000], grids.Select(grid => Math.Round(grid.CellAreaM2, 6)).Distinct().Order());
        Assert.Equal(9, grids.Count(grid => Math.Abs(grid.CellAreaM2 - 10_000) < 1e-6));
    }

    [Fact]
    public void A_wide_cluster_stays_hot_and_one_that_only_the_lines_make_depends_on_the_grid()
    {
        // Four events in the middle of one cell; four where four cells meet, which other grids hold in one.
        MetricPoint[] events = [.. Enumerable.Repeat(new MetricPoint(550, 550), 4), new(1_001, 1_001), new(1_002, 1_002), new(999, 1_001), new(1_001, 999)];
        var map = StabilityLens.Of(events, default, MadeUpCrime.Square, Stored, (_, counts, _, isHot) => Mark(counts, count => count >= 2, isHot));
        long At(double eastM, double northM) => map.Grid.IndexOf(new MetricPoint(eastM, northM));
        Assert.Equal(27, map.Recomputations);
        Assert.Equal(0, map.TooFew);
        Assert.Equal(StabilityState.Hot, map.Cells[(int)At(550, 550)]);
        Assert.Equal(1, map.HotShares[(int)At(550, 550)]);
        Assert.Equal(StabilityState.DependsOnTheGrid, map.Cells[(int)At(1_050, 1_050)]);
        Assert.Equal(StabilityState.NotHot, map.Cells[(int)At(950, 950)]);
        Assert.InRange(map.HotShares[(int)At(950, 950)], 1 / 27.0, 0.59);
    }

    [Fact]
    public void Gi_star_with_Benjamini_Hochberg_finds_a_real_cluster_whatever_the_grid_in_any_order()
    {
        var random = new Random(4);
        MetricPoint[] events = [.. Enumerable.Range(0, 400).Select(i => i < 150
            ? new MetricPoint(1_500 + (150 * random.NextDouble()), 1_500 + (150 * random.NextDouble()))
            : new MetricPoint(3_000 * random.NextDouble(), 3_000 * random.NextDouble()))];
        var map = StabilityLens.Of(events, default, MadeUpCrime.Square, Stored, HotAt95);
        Assert.Equal(StabilityState.Hot, map.Cells[(int)map.Grid.IndexOf(new MetricPoint(1_550, 1_550))]);
        Assert.Equal(StabilityState.NotHot, map.Cells[(int)map.Grid.IndexOf(new MetricPoint(250, 2_750))]);
        random.Shuffle(events);
        var again = StabilityLens.Of(events, default, MadeUpCrime.Square, Stored, HotAt95);
        Assert.Equal(map.HotShares, again.HotShares);
        Assert.Equal(map.Cells, again.Cells);
    }

    [Fact]
    public void Too_few_events_are_a_state_of_their_own()
    {
        var map = StabilityLens.Of(new MetricPoint[] { new(5, 5), new(double.NaN, 5) }, default, MadeUpCrime.Square, Stored, HotAt95);
        Assert.All(map.Cells, state => Assert.Equal(StabilityState.TooFewEvents, state));
        Assert.All(map.HotShares, share => Assert.Equal(0, share));
        Assert.Equal(27, map.TooFew);
    }

    private static bool HotAt95(WindowCells cells, ReadOnlySpan<double> counts, Span<double> spare, Span<bool> isHot)
    {
        if (counts.ToArray().Sum() < 60)
        {
            return false;
        }

        var gi = GetisOrd.Star(new GridContiguity(cells, Contiguity.Queen), counts);
        var classes = SignificanceClass.OfAll(gi.Z, MultipleTesting.BenjaminiHochberg(gi.P));
        return Mark(Array.ConvertAll(classes, of => (double)of), of => of >= 2, isHot);
    }

    private static bool Mark(ReadOnlySpan<double> values, Func<double, bool> isHotAt, Span<bool> isHot)
    {
        for (var cell = 0; cell < values.Length; cell++)
        {
            isHot[cell] = isHotAt(values[cell]);
        }

        return true;
    }
}
