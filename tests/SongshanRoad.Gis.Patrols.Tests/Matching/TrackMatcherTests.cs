using CsCheck;
using SongshanRoad.Gis.Patrols.Matching;
using SongshanRoad.Gis.Spatial.Coordinates;
using static SongshanRoad.Gis.Patrols.Tests.Matching.MatchSketch;

namespace SongshanRoad.Gis.Patrols.Tests.Matching;

public class TrackMatcherTests
{
    // A block: 0-1-2 in the south, 3-4-5 in the north, cross streets 0-3, 1-4, 2-5; 100 m apart.
    private static readonly MetricPoint[] Corners = [At(0, 0), At(100, 0), At(200, 0), At(0, 100), At(100, 100), At(200, 100)];

    private static readonly MatchNetwork Block = BothWays(Corners, (0, 1), (1, 2), (3, 4), (4, 5), (0, 3), (1, 4), (2, 5));

    [Fact]
    public void A_walk_round_two_corners_passes_their_arcs_in_order()
    {
        var matched = new TrackMatcher(Block, TravelProfile.Walk).Match(Along(5, 1.3, 3, At(10, 0), At(100, 0), At(100, 100), At(190, 100)));

        Assert.Equal([0, 10, 6], matched.Arcs());
        Assert.Empty(matched.Breaks);
        Assert.InRange(matched.ProvenM(), 250, 300);
    }

    [Fact]
    public void A_one_way_street_is_driven_in_its_direction_and_walked_in_both()
    {
        // 0 -> 1 is one-way; the way back for cars is over 2.
        var network = MatchNetwork.From([At(0, 0), At(300, 0), At(150, 60)],
            [new StreetArc(0, 1), new StreetArc(1, 2), new StreetArc(2, 1), new StreetArc(2, 0), new StreetArc(0, 2)]);
        var west = Along(5, 1.3, 1, At(295, 0), At(5, 0));

        var walked = new TrackMatcher(network, TravelProfile.Walk).Match(west);
        var driven = new TrackMatcher(network, TravelProfile.Drive).Match(west);

        var only = Assert.Single(walked.Arcs());
        Assert.Equal(0, only);
        Assert.All(walked.Pieces, piece => Assert.True(piece.Against && piece.ToM < piece.FromM));
        Assert.DoesNotContain(driven.Pieces, piece => piece.Against);
    }

    [Fact]
    public void A_car_is_never_put_on_a_walk_only_alley()
    {
        var network = MatchNetwork.From([At(0, 0), At(300, 0), At(0, 30), At(300, 30)],
            [new StreetArc(0, 1, AllowsCars: false), new StreetArc(1, 0, AllowsCars: false), new StreetArc(2, 3), new StreetArc(3, 2)]);

        var track = Along(2, 8, 1, At(5, 2), At(295, 2));

        Assert.Equal([2], new TrackMatcher(network, TravelProfile.Drive).Match(track).Arcs());
        Assert.Equal([0], new TrackMatcher(network, TravelProfile.Walk).Match(track).Arcs());
    }

    [Fact]
    public void Turning_round_in_a_dead_end_counts_each_way_once()
    {
        var network = BothWays([At(0, 0), At(200, 0), At(100, 0), At(100, 90)], (0, 2), (2, 1), (2, 3));

        var matched = new TrackMatcher(network, TravelProfile.Walk).Match(
            Along(5, 1.3, 2, At(5, 0), At(100, 0), At(100, 88), At(100, 0), At(195, 0)));

        Assert.Equal([0, 4, 5, 2], matched.Arcs());
        Assert.InRange(matched.Pieces.Where(piece => piece.ArcNumber == 4).Max(piece => piece.ToM), 75, 90);
    }

    [Fact]
    public void Of_two_alleys_side_by_side_only_the_walked_one_counts_and_the_doubt_is_said()
    {
        MatchNetwork TwinsApart(double apartM) => BothWays(
            [At(0, 0), At(300, 0), At(0, apartM), At(300, apartM)], (0, 1), (2, 3), (0, 2), (1, 3));
        var track = Along(5, 1.3, 3, At(5, 0), At(295, 0));

        var far = new TrackMatcher(TwinsApart(40), TravelProfile.Walk).Match(track, withCertainty: true);
        var near = new TrackMatcher(TwinsApart(2), TravelProfile.Walk).Match(track, withCertainty: true);

        Assert.Equal([0], far.Arcs());
        Assert.All(far.Pieces.Where(piece => piece.EnterS is > 60 and < 160), piece => Assert.InRange(piece.Certainty!.Value, 0.9, 1));
        Assert.Contains(near.Pieces, piece => piece.Certainty < 0.9);
        Assert.All(near.Pieces.Concat(far.Pieces), piece => Assert.InRange(piece.Certainty!.Value, 0, 1));
    }

    [Fact]
    public void Walking_through_a_courtyard_credits_no_alley()
    {
        // Into the yard (70 m from any street) and out on the other side.
        var network = BothWays([At(0, 0), At(300, 0), At(0, 300), At(300, 300)], (0, 1), (2, 3), (0, 2), (1, 3));

        var matched = new TrackMatcher(network, TravelProfile.Walk).Match(Along(5, 1.3, 2, At(5, 0), At(150, 0), At(150, 300), At(295, 300)));

        Assert.Equal([0, 2], matched.Arcs());
        Assert.Contains(matched.Breaks, one => one.Reason is BreakReason.OffStreet or BreakReason.NoStreet);
        Assert.InRange(matched.ProvenM(), 240, 320);
    }

    [Fact]
    public void A_minute_without_fixes_is_bridged_and_said_to_be_inferred()
    {
        var track = Along(5, 1.3, 1, At(5, 0), At(195, 0));
        track.RemoveAll(fix => fix.TimeS is > 40 and < 100);

        var matched = new TrackMatcher(Block, TravelProfile.Walk).Match(track);

        Assert.Equal([0, 2], matched.Arcs());
        Assert.InRange(matched.Pieces.Where(piece => piece.Inferred).Sum(piece => piece.LengthM), 60, 100);
    }

    [Fact]
    public void A_silence_of_hours_cuts_the_track_and_credits_nothing_between()
    {
        var morning = Along(5, 1.3, 1, At(5, 0), At(95, 0));
        var evening = Along(5, 1.3, 1, At(5, 100), At(95, 100)).ConvertAll(fix => fix with { TimeS = fix.TimeS + (42 * 3600) });

        var matched = new TrackMatcher(Block, TravelProfile.Walk).Match([.. morning, .. evening]);

        var cut = Assert.Single(matched.Breaks);
        Assert.Equal(BreakReason.Silence, cut.Reason);
        Assert.Equal([0, 4], matched.Arcs());
        Assert.InRange(matched.Pieces.Sum(piece => piece.LengthM), 140, 190);
    }

    [Fact]
    public void Outliers_of_half_a_kilometre_add_no_metre()
    {
        var clean = Along(1, 1.3, 1, At(5, 0), At(195, 0));
        var spoilt = clean.Select((fix, i) => i % 20 == 10 ? fix with { Metric = At(fix.Metric.EastingM + 500, fix.Metric.NorthingM) } : fix).ToList();
        var far = BothWays([.. Corners, At(600, 0), At(800, 0)], (0, 1), (1, 2), (3, 4), (4, 5), (0, 3), (1, 4), (2, 5), (2, 6), (6, 7));

        var matched = new TrackMatcher(far, TravelProfile.Walk).Match(spoilt);

        Assert.Equal([0, 2], matched.Arcs());
        Assert.InRange(matched.Pieces.Sum(piece => piece.LengthM), 170, 200);
    }

    [Fact]
    public void Standing_at_a_corner_for_an_hour_walks_nowhere()
    {
        var chance = new Random(5);
        var fixes = Enumerable.Range(0, 720).Select(i => new TrackFix(
            i * 5, At(100 + (8 * chance.NextDouble()) - 4, (8 * chance.NextDouble()) - 4))).ToList();

        var matched = new TrackMatcher(Block, TravelProfile.Walk).Match(fixes);

        Assert.InRange(matched.Pieces.Sum(piece => piece.LengthM), 0, 8);
    }

    [Fact]
    public void Another_city_one_fix_and_no_fix_give_no_metre_and_no_failure()
    {
        var matcher = new TrackMatcher(Block, TravelProfile.Walk);

        var elsewhere = matcher.Match(Along(5, 1.3, 1, At(90_000, 0), At(90_200, 0)));
        Assert.Empty(elsewhere.Pieces);
        Assert.Equal(0, elsewhere.NearFixes);
        Assert.Empty(matcher.Match([new TrackFix(0, At(50, 1))]).Pieces);
        Assert.Empty(matcher.Match([]).Pieces);
    }

    [Fact]
    public void The_network_says_what_is_odd_about_it()
    {
        var network = MatchNetwork.From(
            [At(0, 0), At(100, 0), At(100, 0), At(200, 0), At(900, 0), At(990, 0), At(5, 5)],
            [new StreetArc(0, 1), new StreetArc(1, 0), new StreetArc(0, 1), new StreetArc(1, 2), new StreetArc(2, 1), new StreetArc(2, 3),
                new StreetArc(3, 2), new StreetArc(1, 1), new StreetArc(4, 5)]);

        Assert.Equal(new NetworkFlaws(DuplicateArcs: 1, ZeroLengthArcs: 2, SelfLoops: 1, Islands: 1, IslandArcs: 1, UnusedNodes: 1), network.Flaws);
        var matched = new TrackMatcher(network, TravelProfile.Walk).Match(Along(5, 1.3, 1, At(5, 0), At(195, 0)));
        Assert.Equal([0, 3, 5], matched.Arcs());
        Assert.Throws<ArgumentOutOfRangeException>(() => MatchNetwork.From([At(0, 0)], [new StreetArc(0, 1)]));
    }

    [Fact]
    public void Shuffled_and_doubled_fixes_give_the_same_answer()
    {
        var track = Along(5, 1.3, 3, At(10, 0), At(100, 0), At(100, 100), At(190, 100));
        var expected = new TrackMatcher(Block, TravelProfile.Walk).Match(track);

        Gen.Shuffle(track.Concat(track).ToArray()).Sample(
            shuffled =>
            {
                var matched = new TrackMatcher(Block, TravelProfile.Walk).Match(shuffled);
                Assert.Equal(expected.Pieces, matched.Pieces);
                Assert.Equal(expected.Breaks, matched.Breaks);
            },
            iter: 50);
    }

    [Fact]
    public void A_walk_backwards_passes_the_opposite_arcs_in_the_opposite_order()
    {
        var corner = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1]);
        Gen.Select(corner, corner, Gen.Double[1, 3]).Where((a, b, _) => a != b).Sample(
            (a, b, noiseM) =>
            {
                MetricPoint[] corners = [At(a.Item1 * 100, a.Item2 * 100), At(b.Item1 * 100, a.Item2 * 100), At(b.Item1 * 100, b.Item2 * 100)];
                var there = Along(5, 1.3, noiseM, [.. corners.Distinct()]);
                var lastS = there[^1].TimeS;
                var back = there.AsEnumerable().Reverse().Select(fix => fix with { TimeS = lastS - fix.TimeS }).ToList();
                var matcher = new TrackMatcher(Block, TravelProfile.Walk);

                Assert.Equal(Passed(matcher.Match(there)), Passed(matcher.Match(back)).Select(arc => arc ^ 1).Reverse());
            },
            iter: 60);
    }

    /// <summary>Arcs passed for more than the noise at a track's ends, in order.</summary>
    private static List<int> Passed(MatchedTrack track) =>
        [.. track.Pieces.GroupBy(piece => piece.ArcNumber).Where(arc => arc.Sum(piece => piece.LengthM) > 20).Select(arc => arc.Key)];
}
