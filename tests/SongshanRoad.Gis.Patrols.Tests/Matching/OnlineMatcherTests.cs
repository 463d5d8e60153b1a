using SongshanRoad.Gis.Patrols.Matching;
using static SongshanRoad.Gis.Patrols.Tests.Matching.MatchSketch;

namespace SongshanRoad.Gis.Patrols.Tests.Matching;

public class OnlineMatcherTests
{
    // A long street with a cross street every 100 m.
    private static readonly MatchNetwork Comb = BothWays(
        [.. Enumerable.Range(0, 8).Select(i => At(i * 100, 0)), .. Enumerable.Range(0, 8).Select(i => At(i * 100, 80))],
        [.. Enumerable.Range(0, 7).Select(i => (i, i + 1)), .. Enumerable.Range(0, 8).Select(i => (i, i + 8))]);

    [Fact]
    public void The_newest_street_is_known_within_two_fixes_and_everything_is_final_within_a_minute()
    {
        var online = new OnlineMatcher(Comb, TravelProfile.Walk);
        var track = Along(5, 1.3, 1, At(5, 0), At(300, 0), At(300, 75));
        foreach (var fix in track)
        {
            Assert.True(online.Add(fix));
            Assert.NotNull(online.NewestArc);
            // The corner at 300 m is passed after 227 s; two fixes later the newest street is the cross street.
            if (fix.Metric.NorthingM > 15)
            {
                Assert.Equal(20, online.NewestArc);
            }

            // With fixes every 5 s and one used each 18 m (14 s), the newest final instant is at most a minute and a step old.
            if (fix.TimeS > 120)
            {
                Assert.InRange(fix.TimeS - online.Final[^1].LeaveS, 0, 80);
            }
        }
    }

    [Fact]
    public void What_was_final_never_changes_and_the_end_is_what_the_whole_track_gives()
    {
        var track = Along(5, 1.3, 3, At(5, 0), At(300, 0), At(300, 75), At(300, 0), At(650, 0));
        var online = new OnlineMatcher(Comb, TravelProfile.Walk);
        var before = new List<MatchedPiece>();
        foreach (var fix in track)
        {
            online.Add(fix);
            Assert.Equal(before, online.Final.Take(before.Count));
            before = [.. online.Final];
        }

        var whole = new TrackMatcher(Comb, TravelProfile.Walk).Match(track);
        var end = online.Finish();
        Assert.Equal(whole.Pieces, end.Pieces);
        Assert.Equal(whole.Breaks, end.Breaks);
        // On an easy walk the lag costs nothing: the same arcs, up to the minute that was still open.
        var final = before.Select(piece => piece.ArcNumber).Distinct().ToList();
        Assert.Equal(whole.Pieces.Select(piece => piece.ArcNumber).Distinct().Take(final.Count), final);
    }

    [Fact]
    public void A_late_fix_counts_at_its_place_at_the_end()
    {
        var track = Along(5, 1.3, 2, At(5, 0), At(400, 0));
        var online = new OnlineMatcher(Comb, TravelProfile.Walk);
        var late = track[20];
        foreach (var fix in track.Where(fix => fix != late))
        {
            online.Add(fix);
        }

        Assert.False(online.Add(late));
        Assert.Equal(new TrackMatcher(Comb, TravelProfile.Walk).Match(track).Pieces, online.Finish().Pieces);
    }
}
