using SongshanRoad.Gis.Hotspots.Statistics;
using SongshanRoad.Gis.Hotspots.TopPlaces;

namespace SongshanRoad.Gis.Hotspots.Tests.TopPlaces;

public class TopPlacesListTests
{
    [Fact]
    public void Places_come_by_count_with_shared_ranks_and_intervals()
    {
        var list = TopPlacesList.Of([0, 3, 7, 3, 1, 3, 0, 9], 4);
        Assert.Equal([(7, 9L, 1, 1), (2, 7L, 2, 2), (1, 3L, 3, 5), (3, 3L, 3, 5)],
            list.Places.Select(place => (place.Unit, place.Count, place.FirstRank, place.LastRank)));
        Assert.Equal(1, list.TiedLeftOut);
        Assert.All(list.Places, place => Assert.Equal(PoissonInterval.Of(place.Count), place.Interval));
    }

    [Fact]
    public void Empty_places_are_never_listed()
    {
        Assert.Empty(TopPlacesList.Of([], 5).Places);
        Assert.Empty(TopPlacesList.Of([0, 0], 5).Places);
        var all = TopPlacesList.Of([0, 2, 0, 1], 5);
        Assert.Equal([1, 3], all.Places.Select(place => place.Unit));
        Assert.Equal(0, all.TiedLeftOut);
    }

    [Fact]
    public void Nonsense_is_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TopPlacesList.Of([1], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => TopPlacesList.Of([-1], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => TopPlacesList.Of([], 3, 2));
    }
}
