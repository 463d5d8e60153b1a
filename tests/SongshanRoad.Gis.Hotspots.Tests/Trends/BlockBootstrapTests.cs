using SongshanRoad.Gis.Hotspots.Synthetic;
using SongshanRoad.Gis.Hotspots.Trends;

namespace SongshanRoad.Gis.Hotspots.Tests.Trends;

public class BlockBootstrapTests
{
    [Fact]
    public void Where_each_value_resembles_the_one_before_it_finds_far_fewer_false_trends_than_the_plain_test()
    {
        // 300 series without a trend, each value 0.7 of the one before plus chance.
        var chance = new SplitMix64(3);
        var (plain, blocks) = (0, 0);
        for (var series = 0; series < 300; series++)
        {
            var values = new double[60];
            for (var i = 1; i < values.Length; i++)
            {
                values[i] = (0.7 * values[i - 1]) + chance.Normal();
            }

            plain += MannKendall.Test(values).P <= 0.05 ? 1 : 0;
            blocks += BlockBootstrap.Test(values, 199, (ulong)series).P <= 0.05 ? 1 : 0;
        }

        Assert.InRange(plain, 90, 180);
        Assert.InRange(blocks, 0, plain * 2 / 3);
    }

    [Fact]
    public void Independent_values_give_blocks_of_one_and_nearly_the_plain_p()
    {
        double[] values = [5, 1, 4, 7, 3, 8, 6, 9, 2, 11, 10, 13, 7.5, 12];
        var test = BlockBootstrap.Test(values, 9_999, 1, blockLength: 1);
        Assert.Equal(MannKendall.Test(values).P, test.P, 0.01);
        Assert.Equal(test, BlockBootstrap.Test(values, 9_999, 1, blockLength: 1));
    }

    [Fact]
    public void A_clear_trend_stays_one() =>
        Assert.True(BlockBootstrap.Test([.. Enumerable.Range(0, 40).Select(i => i + (5 * Math.Sin(i)))], 999, 1).P <= 0.05);

    [Fact]
    public void Equal_or_too_few_values_give_p_1()
    {
        Assert.Equal(1, BlockBootstrap.Test([2, 2, 2, 2, 2], 99, 1).P);
        Assert.Equal(1, BlockBootstrap.Test([1, 2, 3], 99, 1).P);
        Assert.Equal(1, BlockBootstrap.Test([], 99, 1).P);
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BlockBootstrap.Test([1, 2, 3, 4], 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BlockBootstrap.Test([1, 2, 3, 4], 9, 1, blockLength: 5));
        Assert.Throws<ArgumentException>(() => BlockBootstrap.Test([1, 2, 3, double.NaN], 9, 1));
    }
}
