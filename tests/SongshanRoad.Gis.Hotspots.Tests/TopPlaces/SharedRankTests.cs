using CsCheck;
using SongshanRoad.Gis.Hotspots.TopPlaces;

namespace SongshanRoad.Gis.Hotspots.Tests.TopPlaces;

public class SharedRankTests
{
    [Fact]
    public void Equal_counts_share_a_rank_and_few_have_none() => Assert.Equal(
        [new(2, 1), new(0, 2), new(4, 2), new(1, 4)],
        SharedRank.Of([5, 3, 9, 2, 5], 3, 20));

    [Fact]
    public void All_who_share_the_last_rank_have_it() =>
        Assert.Equal([1, 2, 2, 2], SharedRank.Of([7, 6, 6, 6, 5], 3, 2).Select(ranked => ranked.Rank));

    [Fact]
    public void Nothing_has_no_ranks() => Assert.Empty(SharedRank.Of([], 3, 20));

    [Fact]
    public void A_rank_is_one_more_than_the_places_before_it() => Gen.Int[0, 12].Array[0, 60].Sample(counts =>
    {
        var ranks = SharedRank.Of(Array.ConvertAll(counts, count => (double)count), 3, 20);
        Assert.All(ranks, ranked => Assert.Equal(1 + counts.Count(count => count > counts[ranked.Unit]), ranked.Rank));
        Assert.Equal(
            counts.Count(count => count >= 3 && 1 + counts.Count(other => other > count) <= 20), ranks.Count);
    });
}
