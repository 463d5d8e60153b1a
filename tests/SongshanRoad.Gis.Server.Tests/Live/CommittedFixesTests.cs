using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Server.Tests.Live;

public class CommittedFixesTests
{
    [Fact]
    public async Task A_slow_reader_is_told_that_it_missed_groups()
    {
        var committed = new CommittedFixes();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var reader = committed.ReadAllAsync(ending.Token).GetAsyncEnumerator(ending.Token);
        for (var i = 0; i < CommittedFixes.WaitingGroups + 3; i++)
        {
            committed.Publish([new Fix("car-1", "d", LiveScene.Evening, LonLat.FromDegrees(113.6, 34.7), i)]);
        }

        var read = new List<CommittedGroup>();
        for (var i = 0; i < CommittedFixes.WaitingGroups; i++)
        {
            Assert.True(await reader.MoveNextAsync());
            read.Add(reader.Current);
        }

        Assert.Equal(Enumerable.Range(0, CommittedFixes.WaitingGroups).Select(i => (long)i), read.Select(group => group.Fixes[0].Sequence));
        Assert.Single(read, group => group.SomeMissed);
        committed.Publish([]);
        Assert.True(await reader.MoveNextAsync());
        Assert.False(reader.Current.SomeMissed);
    }
}
