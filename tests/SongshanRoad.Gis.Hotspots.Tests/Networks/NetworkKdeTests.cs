using CsCheck;
using SongshanRoad.Gis.Hotspots.Networks;

namespace SongshanRoad.Gis.Hotspots.Tests.Networks;

public class NetworkKdeTests
{
    // Junctions of every degree from 1 to 5, a cycle, parallel segments, a loop, a piece that hangs on nothing.
    private static readonly LinearNetwork Village = new(11,
    [
        new(0, 1, 60), new(1, 2, 45), new(2, 3, 80), new(3, 1, 70), new(2, 4, 33), new(4, 5, 25), new(4, 6, 90), new(4, 6, 110),
        new(6, 6, 140), new(4, 7, 15), new(3, 8, 52), new(9, 10, 64),
    ]);

    private static readonly Gen<NetworkEvent> InVillage = Gen.Select(Gen.Int[0, 11], Gen.Double[0, 1], Gen.Double[0.1, 3])
        .Select((segment, share, weight) => new NetworkEvent(new NetworkPlace(segment, share), weight));

    [Theory]
    [InlineData("nkde_chicago_esc_epan_h150", NetworkKernel.Epanechnikov, 150, NodeRule.EqualSplitContinuous)]
    [InlineData("nkde_chicago_esc_quartic_h150", NetworkKernel.Quartic, 150, NodeRule.EqualSplitContinuous)]
    [InlineData("nkde_chicago_esd_epan_h150", NetworkKernel.Epanechnikov, 150, NodeRule.EqualSplitDiscontinuousLosing)]
    [InlineData("nkde_chicago_esd_quartic_h90", NetworkKernel.Quartic, 90, NodeRule.EqualSplitDiscontinuousLosing)]
    public void Densities_agree_with_spatstat(string name, NetworkKernel kernel, double bandwidthM, NodeRule rule)
    {
        var chicago = ChicagoNetwork.Read();
        var (places, expected) = ChicagoNetwork.Expected(name);
        var kde = new NetworkKde(chicago.Network, kernel, bandwidthM, rule);

        var exact = kde.At(chicago.Events, places, NetworkKdeMethod.Exact);
        var wave = kde.At(chicago.Events, places, NetworkKdeMethod.Wave);

        Assert.Equal(310, places.Length);
        Assert.True(exact.IsExact);
        Assert.False(wave.IsExact);
        for (var i = 0; i < places.Length; i++)
        {
            Assert.Equal(expected[i], exact.PerM[i], 1e-12);
            Assert.Equal(expected[i], wave.PerM[i], 1e-4 * expected.Max());
        }
    }

    [Theory]
    [InlineData(NodeRule.EqualSplitContinuous)]
    [InlineData(NodeRule.EqualSplitDiscontinuous)]
    [InlineData(NodeRule.EqualSplitDiscontinuousLosing)]
    public void Merged_paths_give_what_a_path_by_path_search_gives(NodeRule rule) => InVillage.Array[1, 4].Sample(
        events =>
        {
            var places = PlacesAlong(7);
            foreach (var kernel in Enum.GetValues<NetworkKernel>())
            {
                var merged = new NetworkKde(Village, kernel, 170, rule).At(events, places, NetworkKdeMethod.Exact).PerM;
                var expected = new double[places.Length];
                foreach (var source in events)
                {
                    PathByPath.Add(Village, new NetworkKernelShape(kernel, 170), rule, source, places, expected);
                }

                for (var i = 0; i < places.Length; i++)
                {
                    Assert.Equal(expected[i], merged[i], 1e-10);
                }
            }
        },
        iter: 20);

    [Theory]
    [InlineData(NodeRule.EqualSplitContinuous)]
    [InlineData(NodeRule.EqualSplitDiscontinuous)]
    public void The_density_integrates_to_the_weight_of_the_events_dead_ends_loops_and_all(NodeRule rule) => InVillage.Array[1, 6].Sample(
        events =>
        {
            foreach (var (kernel, method) in from kernel in Enum.GetValues<NetworkKernel>() from method in new[] { NetworkKdeMethod.Exact, NetworkKdeMethod.Wave } select (kernel, method))
            {
                Assert.Equal(events.Sum(source => source.Weight), Integral(new NetworkKde(Village, kernel, 200, rule), events, method), 2e-3 * events.Length);
            }
        },
        iter: 10);

    [Fact]
    public void What_reaches_a_dead_end_is_lost_only_when_that_is_asked_for()
    {
        var alley = new LinearNetwork(2, [new(0, 1, 100)]);
        NetworkEvent[] atTheEnd = [new(new NetworkPlace(0, 1))];
        Assert.Equal(0.5, Integral(new NetworkKde(alley, NetworkKernel.Quartic, 50, NodeRule.EqualSplitDiscontinuousLosing), atTheEnd, NetworkKdeMethod.Exact, alley), 1e-3);
        Assert.Equal(1, Integral(new NetworkKde(alley, NetworkKernel.Quartic, 50, NodeRule.EqualSplitDiscontinuous), atTheEnd, NetworkKdeMethod.Exact, alley), 1e-3);
        Assert.Equal(1, Integral(new NetworkKde(alley, NetworkKernel.Quartic, 50, NodeRule.EqualSplitContinuous), atTheEnd, NetworkKdeMethod.Exact, alley), 1e-3);
    }

    [Fact]
    public void The_continuous_rule_has_no_jump_at_nodes_and_an_event_there_may_lie_on_any_of_its_segments()
    {
        var places = new NetworkPlace[] { new(1, 1), new(2, 0), new(4, 0) };
        var kde = new NetworkKde(Village, NetworkKernel.Quartic, 120, NodeRule.EqualSplitContinuous);
        NetworkEvent[] near = [new(new NetworkPlace(0, 0.7)), new(new NetworkPlace(4, 0.1), 2)];
        var around = kde.At(near, places, NetworkKdeMethod.Exact).PerM;
        Assert.Equal(around[0], around[1], 1e-15);
        Assert.Equal(around[0], around[2], 1e-15);

        var everywhere = PlacesAlong(5);
        var fields = places.Select(place => kde.At([new NetworkEvent(place)], everywhere, NetworkKdeMethod.Exact).PerM).ToList();
        for (var i = 0; i < everywhere.Length; i++)
        {
            Assert.Equal(fields[0][i], fields[1][i], 1e-15);
            Assert.Equal(fields[0][i], fields[2][i], 1e-15);
        }
    }

    [Fact]
    public void Weights_count_on_the_event_s_own_segment_too()
    {
        var places = PlacesAlong(9);
        var kde = new NetworkKde(Village, NetworkKernel.Epanechnikov, 90, NodeRule.EqualSplitContinuous);
        var once = kde.At([new NetworkEvent(new NetworkPlace(2, 0.3))], places).PerM;
        var twice = kde.At([new NetworkEvent(new NetworkPlace(2, 0.3), 2)], places).PerM;
        var merged = kde.At([new NetworkEvent(new NetworkPlace(2, 0.3)), new NetworkEvent(new NetworkPlace(2, 0.3))], places).PerM;
        for (var i = 0; i < places.Length; i++)
        {
            Assert.Equal(2 * once[i], twice[i], 1e-15);
            Assert.Equal(twice[i], merged[i]);
        }
    }

    [Fact]
    public void The_order_of_the_events_makes_no_difference_to_any_bit() => InVillage.Array[2, 12].Sample(
        events =>
        {
            var places = PlacesAlong(3);
            var kde = new NetworkKde(Village, NetworkKernel.Quartic, 150, NodeRule.EqualSplitContinuous);
            var reversed = Enumerable.Reverse(events).ToArray();
            Assert.Equal(kde.At(events, places).PerM, kde.At(reversed, places).PerM);
            Assert.Equal(kde.At(events, places, NetworkKdeMethod.Wave).PerM, kde.At(reversed, places, NetworkKdeMethod.Wave).PerM);
        },
        iter: 20);

    [Fact]
    public void A_bandwidth_with_too_many_paths_falls_back_to_the_wave_or_says_so()
    {
        // A block of streets of ever different lengths, so that hardly two paths are of one length.
        var block = new LinearNetwork(100, [.. from row in Enumerable.Range(0, 10) from column in Enumerable.Range(0, 9)
            from across in new[] { true, false }
            let start = across ? (row * 10) + column : (column * 10) + row
            select new NetworkSegment(start, across ? start + 1 : start + 10, 20 + Math.Sqrt((row * 37) + (column * 11) + (across ? 0.3 : 0.7)))]);
        var kde = new NetworkKde(block, NetworkKernel.Quartic, 600, NodeRule.EqualSplitContinuous) { MostStates = 20_000 };
        NetworkEvent[] events = [new(new NetworkPlace(80, 0.5))];
        var places = new NetworkPlace[] { new(80, 0.5), new(3, 0.2) };

        var automatic = kde.At(events, places);

        Assert.False(automatic.IsExact);
        Assert.Equal(kde.At(events, places, NetworkKdeMethod.Wave).PerM, automatic.PerM);
    }

    [Fact]
    public void Nonsense_is_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkKde(Village, NetworkKernel.Quartic, 0, NodeRule.EqualSplitContinuous));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkKde(Village, NetworkKernel.Quartic, double.NaN, NodeRule.EqualSplitContinuous));
        Assert.Throws<ArgumentException>(() => new LinearNetwork(2, [new(0, 1, 0)]));
        Assert.Throws<ArgumentException>(() => new LinearNetwork(2, [new(0, 2, 1)]));
        var kde = new NetworkKde(Village, NetworkKernel.Quartic, 100, NodeRule.EqualSplitContinuous);
        Assert.Throws<ArgumentException>(() => kde.At([new NetworkEvent(new NetworkPlace(12, 0.5))], []));
        Assert.Throws<ArgumentException>(() => kde.At([new NetworkEvent(new NetworkPlace(0, 1.5))], []));
        Assert.Throws<ArgumentException>(() => kde.At([new NetworkEvent(new NetworkPlace(0, 0.5), -1)], []));
        Assert.Throws<ArgumentException>(() => kde.At([], [new NetworkPlace(0, double.NaN)]));
        Assert.Equal([0], kde.At([], [new NetworkPlace(0, 0.5)]).PerM);
    }

    private static NetworkPlace[] PlacesAlong(int perSegment, LinearNetwork? network = null) =>
        [.. from segment in Enumerable.Range(0, (network ?? Village).SegmentCount)
            from i in Enumerable.Range(0, perSegment)
            select new NetworkPlace(segment, (i + 0.5) / perSegment)];

    /// <summary>Midpoint sums of 400 pieces a segment.</summary>
    private static double Integral(NetworkKde kde, NetworkEvent[] events, NetworkKdeMethod method, LinearNetwork? network = null)
    {
        const int pieces = 400;
        var places = PlacesAlong(pieces, network);
        return kde.At(events, places, method).PerM.Zip(places, (perM, place) => perM * (network ?? Village).LengthOf(place.Segment) / pieces).Sum();
    }
}
