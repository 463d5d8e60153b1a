using SongshanRoad.Gis.Hotspots.Synthetic;

namespace SongshanRoad.Gis.Hotspots.Tests.Synthetic;

public class SplitMix64Tests
{
    [Fact]
    public void Gives_the_published_numbers_of_seed_1234567()
    {
        var random = new SplitMix64(1234567);
        ulong[] published = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        Assert.Equal(published, published.Select(_ => random.Next()));
    }

    [Fact]
    public void Distributions_have_their_means()
    {
        var random = new SplitMix64(5);
        double Mean(Func<double> draw) => Enumerable.Range(0, 100_000).Average(_ => draw());
        // Five standard errors each.
        Assert.Equal(0.5, Mean(random.Uniform), 0.005);
        Assert.Equal(3.0, Mean(() => random.Exponential(3)), 0.05);
        Assert.Equal(0.0, Mean(random.Normal), 0.016);
        Assert.Equal(2.5, Mean(() => random.Poisson(2.5)), 0.025);
        Assert.Equal(0.7, Mean(() => random.Pick([0.3, 1.0])), 0.008);
    }
}
