using System.Globalization;
using System.Text.Json;
using CsCheck;
using SongshanRoad.Gis.Hotspots.NearRepeat;
using SongshanRoad.Gis.Hotspots.Networks;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Hotspots.Tests.NearRepeat;

public class NearRepeatTestTests
{
    // Whole metres and half days: distances and times often fall exactly on an edge.
    private static readonly Gen<(MetricPoint Place, double Day)> Event =
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 12], Gen.Int[0, 16]).Select((x, y, t) => (new MetricPoint(x, y), t / 2.0));

    private static readonly Gen<NearRepeatBands> Bands = Gen.OneOf(
        Gen.Int[0, 12].Select(limit => NearRepeatBands.UpTo(limit)),
        Gen.Int[1, 20].HashSet[0, 4].Select(starts => NearRepeatBands.HalfOpen([0, .. starts.Order().Select(start => start / 1.0)])));

    [Fact]
    public void Arsons_of_Chicago_have_the_pairs_that_R_counts_and_the_p_of_the_Near_Repeat_Calculator()
    {
        var (places, days, expected) = Arsons();
        var found = NearRepeatTest.Of(places, days, PlanarDistance.Manhattan,
            NearRepeatBands.HalfOpen(0, 1, 200, 400, 600), NearRepeatBands.HalfOpen(0, 1, 2, 3), 999, 1);

        Assert.Equal(522, found.Events);
        Assert.Equal(Rows(expected, "observed_pairs"), found.ObservedPairs.Select(row => row.Select(pairs => (double)pairs)));
        var means = Rows(expected, "expected_pairs_exact");
        var theirPairs = Rows(expected, "nrc13_observed");
        var theirP = Rows(expected, "nrc13_p_99runs");
        var compared = 0;
        for (var space = 0; space < 5; space++)
        {
            for (var time = 0; time < 4; time++)
            {
                Assert.Equal(means[space][time], found.ExpectedPairs[space][time], 1e-9 * means[space][time]);
                Assert.InRange(found.ObservedPairs[space][time] - theirPairs[space][time], -1, 1);
                // Where rounding moved a pair of theirs into another band, p is that of another count.
                if (found.ObservedPairs[space][time] == theirPairs[space][time])
                {
                    // Their p is of 99 runs. For the far pairs it errs by more than 0.05 (R, 1,999 permutations: 0.787 where they have 0.84).
                    var theirNoise = 3 * Math.Sqrt(theirP[space][time] * (1 - theirP[space][time]) / 99);
                    Assert.Equal(theirP[space][time], found.P[space][time], space < 4 ? 0.05 : Math.Max(0.05, theirNoise));
                    compared++;
                }
            }
        }

        Assert.Equal(16, compared);
        Assert.Equal(["[0,1)", "[1,200)", "[200,400)", "[400,600)", "[600,inf)"], Enumerable.Range(0, 5).Select(found.SpaceBands.Name));
    }

    [Theory]
    [InlineData(0, PlanarDistance.Manhattan, 200, 1)]
    [InlineData(1, PlanarDistance.Euclidean, 400, 14)]
    public void Pairs_within_two_limits_are_those_of_the_surveillance_package(int number, PlanarDistance distance, double withinM, double withinDays)
    {
        var (places, days, expected) = Arsons();
        var theirs = expected.GetProperty("surveillance_knox")[number];

        var found = NearRepeatTest.Of(places, days, distance, NearRepeatBands.UpTo(withinM), NearRepeatBands.UpTo(withinDays), 999, 1);

        Assert.Equal(theirs.GetProperty("observed").GetInt64(), found.ObservedPairs[0][0]);
        Assert.Equal(theirs.GetProperty("expected").GetDouble(), found.ExpectedPairs[0][0], 1e-9);
        Assert.Equal(0.001, found.P[0][0]);
        Assert.True(found.IsEffective(0, 0));
    }

    [Fact]
    public void Every_pair_is_in_the_bands_that_looking_at_all_pairs_finds() =>
        Gen.Select(Event.Array[2, 40], Bands, Bands, Gen.Bool).Sample((events, space, time, manhattan) =>
        {
            var distance = manhattan ? PlanarDistance.Manhattan : PlanarDistance.Euclidean;
            var found = Of(events, distance, space, time, 1);
            var brute = new long[space.Count, time.Count];
            for (var i = 0; i < events.Length; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    brute[space.Of(DistanceM(distance, events[i].Place, events[j].Place)), time.Of(Math.Abs(events[i].Day - events[j].Day))]++;
                }
            }

            Assert.Equal(brute.Cast<long>(), found.ObservedPairs.SelectMany(row => row));
            Assert.Equal(found.Pairs, found.ObservedPairs.Sum(row => row.Sum()));
        });

    [Fact]
    public void Mean_and_p_are_those_of_all_orders_of_the_times() =>
        Gen.Select(Event.Array[4, 6], Gen.Int[1, 6], Gen.Int[1, 4]).Sample(
            (events, space, time) =>
            {
                const int permutations = 20_000;
                NearRepeatBands near = NearRepeatBands.UpTo(space), soon = NearRepeatBands.UpTo(time);
                var found = Of(events, PlanarDistance.Manhattan, near, soon, permutations);
                var counts = Orders([.. events.Select(entry => entry.Day)])
                    .Select(days => Of([.. events.Zip(days, (entry, day) => (entry.Place, day))], PlanarDistance.Manhattan, near, soon, 1).ObservedPairs[0][0])
                    .ToList();
                var exact = counts.Count(count => count >= found.ObservedPairs[0][0]) / (double)counts.Count;

                Assert.Equal(counts.Average(), found.ExpectedPairs[0][0], 1e-12);
                // Five standard errors of a share.
                Assert.Equal(exact, found.P[0][0], (5 * Math.Sqrt(exact * (1 - exact) / permutations)) + (1.0 / permutations));
            },
            iter: 6);

    [Fact]
    public void Neither_the_order_of_the_events_nor_the_size_of_a_block_changes_a_bit() =>
        Gen.Select(Event.Array[2, 60], Bands, Bands, Gen.Int[1, 50], Gen.Int).Sample(
            (events, space, time, block, seed) =>
            {
                var found = Of(events, PlanarDistance.Euclidean, space, time, 50, seed);
                var reversed = Of([.. Enumerable.Reverse(events)], PlanarDistance.Euclidean, space, time, 50, seed);
                var blocks = NearRepeatTest.Count(
                    new PlanarNeighbours(PlacesOf(events), DaysOf(events), PlanarDistance.Euclidean, space), space, time, 50, seed, block);
                Assert.Equal(found.P.SelectMany(row => row), reversed.P.SelectMany(row => row));
                Assert.Equal(found.P.SelectMany(row => row), blocks.P.SelectMany(row => row));
                Assert.Equal(found.ObservedPairs.SelectMany(row => row), blocks.ObservedPairs.SelectMany(row => row));
            },
            iter: 50);

    [Fact]
    public void On_one_long_street_network_distance_is_distance_along_it() => Event.Array[2, 30].Sample(
        events =>
        {
            // 200 m of street in pieces of 10 m; the event's northing plays no part.
            var street = new LinearNetwork(21, [.. Enumerable.Range(0, 20).Select(i => new NetworkSegment(i, i + 1, 10))]);
            (MetricPoint Place, double Day)[] along = [.. events.Select(entry => (new MetricPoint(entry.Place.EastingM * 8, 0), entry.Day))];
            NetworkPlace[] places = [.. along.Select(entry => new NetworkPlace((int)entry.Place.EastingM / 10, entry.Place.EastingM % 10 / 10))];
            NearRepeatBands space = NearRepeatBands.HalfOpen(0, 1, 20.5, 52.5), time = NearRepeatBands.HalfOpen(0, 2, 4);

            var byStreet = NearRepeatTest.Of(street, places, DaysOf(along), space, time, 99, 3);
            var byAir = Of(along, PlanarDistance.Euclidean, space, time, 99, 3);

            Assert.Equal(byAir.ObservedPairs.SelectMany(row => row), byStreet.ObservedPairs.SelectMany(row => row));
            Assert.Equal(byAir.P.SelectMany(row => row), byStreet.P.SelectMany(row => row));
        },
        iter: 50);

    [Fact]
    public void A_repeat_around_the_corner_is_near_by_air_and_far_by_street()
    {
        // Two parallel alleys 10 m apart that meet only at their far end.
        var network = new LinearNetwork(4, [new(0, 1, 100), new(1, 2, 10), new(2, 3, 100)]);
        NetworkPlace[] places = [new(0, 0.1), new(2, 0.9)];
        NearRepeatBands near = NearRepeatBands.UpTo(50), soon = NearRepeatBands.UpTo(1);
        Assert.Equal(0, NearRepeatTest.Of(network, places, [0, 0], near, soon, 9, 1).ObservedPairs[0][0]);
        Assert.Equal(1, NearRepeatTest.Of(network, places, [0, 0], NearRepeatBands.UpTo(190), soon, 9, 1).ObservedPairs[0][0]);
        Assert.Equal(1, NearRepeatTest.Of([new(10, 0), new(10, 10)], [0, 0], PlanarDistance.Euclidean, near, soon, 9, 1).ObservedPairs[0][0]);
    }

    [Fact]
    public void Without_near_repeats_p_is_uniform()
    {
        var random = new Random(20);
        const int runs = 400;
        var p = new double[runs];
        for (var run = 0; run < runs; run++)
        {
            (MetricPoint, double)[] events = [.. Enumerable.Range(0, 150).Select(_ => (new MetricPoint(random.Next(2_000), random.Next(2_000)), (double)random.Next(90)))];
            p[run] = Of(events, PlanarDistance.Euclidean, NearRepeatBands.UpTo(300), NearRepeatBands.UpTo(14), 199, run).P[0][0];
        }

        Array.Sort(p);
        // Kolmogorov and Smirnov at the 1 in 1,000 level, plus the width of a step: counts tie.
        Assert.All(p.Select((value, rank) => value - ((rank + 0.5) / runs)), gap => Assert.InRange(gap, -0.12, 0.12));
    }

    [Fact]
    public void Planted_repeats_are_found_and_only_in_their_bands()
    {
        var random = new Random(21);
        var events = new List<(MetricPoint, double)>();
        for (var i = 0; i < 250; i++)
        {
            var (x, y, day) = (random.NextDouble() * 5_000, random.NextDouble() * 5_000, random.Next(365));
            events.Add((new MetricPoint(x, y), day));
            events.Add((new MetricPoint(x + 30, y + 40), day + random.Next(7)));
        }

        var found = Of([.. events], PlanarDistance.Euclidean, NearRepeatBands.HalfOpen(0, 1, 100, 300), NearRepeatBands.HalfOpen(0, 7, 14), 999);

        Assert.True(found.IsEffective(1, 0));
        Assert.True(found.Ratio(1, 0) > 5);
        Assert.False(found.IsEffective(2, 0));
        Assert.False(found.IsEffective(1, 1));
    }

    [Fact]
    public void Events_all_at_one_place_or_one_time_are_no_surprise()
    {
        var samePlace = Of([.. Enumerable.Range(0, 30).Select(day => (new MetricPoint(7, 7), (double)day))],
            PlanarDistance.Euclidean, NearRepeatBands.HalfOpen(0, 1, 200), NearRepeatBands.HalfOpen(0, 3), 99);
        Assert.Equal(435, samePlace.PairsInSpace(0));
        Assert.All(samePlace.P, row => Assert.All(row, p => Assert.Equal(1, p)));
        Assert.True(double.IsNaN(samePlace.Ratio(1, 0)));

        var sameTime = Of([.. Enumerable.Range(0, 30).Select(x => (new MetricPoint(x * 10, 7), 3.5))],
            PlanarDistance.Euclidean, NearRepeatBands.UpTo(25), NearRepeatBands.UpTo(0), 99);
        Assert.Equal(sameTime.PairsInSpace(0), sameTime.ObservedPairs[0][0]);
        Assert.Equal(1, sameTime.P[0][0]);
    }

    [Fact]
    public void A_limit_of_0_is_the_same_place_and_the_same_moment()
    {
        var found = Of([(new(0, 0), 0.5), (new(0, 0), 0.5), (new(0, 1e-9), 0.5), (new(0, 0), 0.6)],
            PlanarDistance.Manhattan, NearRepeatBands.UpTo(0), NearRepeatBands.UpTo(0), 9);
        Assert.Equal((3L, 3L, 1L), (found.PairsInSpace(0), found.PairsInTime(0), found.ObservedPairs[0][0]));
    }

    [Fact]
    public void Nonsense_is_named()
    {
        NearRepeatBands any = NearRepeatBands.UpTo(1);
        MetricPoint[] two = [new(0, 0), new(1, 1)];
        Assert.Throws<ArgumentException>(() => NearRepeatTest.Of([], [], PlanarDistance.Euclidean, any, any, 9, 1));
        Assert.Throws<ArgumentException>(() => NearRepeatTest.Of([new(0, 0)], [1], PlanarDistance.Euclidean, any, any, 9, 1));
        Assert.Contains("1,000,001 events are more than", Assert.Throws<ArgumentException>(() => NearRepeatTest.Of(
            new MetricPoint[NearRepeatTest.MaxEvents + 1], new double[NearRepeatTest.MaxEvents + 1], PlanarDistance.Euclidean, any, any, 9, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => NearRepeatTest.Of(two, [1], PlanarDistance.Euclidean, any, any, 9, 1));
        Assert.Throws<ArgumentException>(() => NearRepeatTest.Of(two, [1, double.NaN], PlanarDistance.Euclidean, any, any, 9, 1));
        Assert.Throws<ArgumentException>(() => NearRepeatTest.Of([new(0, 0), new(double.NaN, 0)], [1, 2], PlanarDistance.Euclidean, any, any, 9, 1));
        Assert.Throws<ArgumentException>(() => NearRepeatTest.Of([new(0, 0), new(0, 1e300)], [1, 2], PlanarDistance.Euclidean, any, any, 9, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NearRepeatTest.Of(two, [1, 2], PlanarDistance.Euclidean, any, any, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NearRepeatTest.Of(two, [1, 2], PlanarDistance.Euclidean, any, any, 100_000, 1));
        Assert.Throws<ArgumentException>(() => NearRepeatBands.HalfOpen());
        Assert.Throws<ArgumentException>(() => NearRepeatBands.HalfOpen(1, 2));
        Assert.Throws<ArgumentException>(() => NearRepeatBands.HalfOpen(0, 2, 2));
        Assert.Throws<ArgumentException>(() => NearRepeatBands.HalfOpen(0, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => NearRepeatBands.UpTo(-1));
        Assert.Throws<ArgumentException>(() => NearRepeatTest.Of(new LinearNetwork(2, [new(0, 1, 5)]), [new(0, 0.5), new(1, 0.5)], [1, 2], any, any, 9, 1));
    }

    private static NearRepeatTable Of(
        (MetricPoint Place, double Day)[] events, PlanarDistance distance, NearRepeatBands space, NearRepeatBands time, int permutations, int seed = 1) =>
        NearRepeatTest.Of(PlacesOf(events), DaysOf(events), distance, space, time, permutations, seed);

    private static MetricPoint[] PlacesOf((MetricPoint Place, double Day)[] events) => [.. events.Select(entry => entry.Place)];

    private static double[] DaysOf((MetricPoint Place, double Day)[] events) => [.. events.Select(entry => entry.Day)];

    private static double DistanceM(PlanarDistance distance, MetricPoint a, MetricPoint b) =>
        distance == PlanarDistance.Manhattan ? Math.Abs(a.EastingM - b.EastingM) + Math.Abs(a.NorthingM - b.NorthingM) : a.DistanceM(b);

    private static IEnumerable<double[]> Orders(double[] values) => values.Length == 1
        ? [values]
        : Enumerable.Range(0, values.Length).SelectMany(first => Orders([.. values.Where((_, i) => i != first)]).Select(rest => (double[])[values[first], .. rest]));

    private static (MetricPoint[] Places, double[] Days, JsonElement Expected) Arsons()
    {
        var rows = File.ReadLines(ReferenceFiles.InSharedOrSkip("reference/hotspots/knox_chicago_arson_points.csv")).Skip(1).Select(line => line.Split(',')).ToList();
        using var expected = JsonDocument.Parse(File.ReadAllText(ReferenceFiles.InSharedOrSkip("reference/hotspots/knox_chicago_arson_expected.json")));
        return (
            [.. rows.Select(row => new MetricPoint(double.Parse(row[1], CultureInfo.InvariantCulture), double.Parse(row[2], CultureInfo.InvariantCulture)))],
            [.. rows.Select(row => (double)DateOnly.Parse(row[3], CultureInfo.InvariantCulture).DayNumber)],
            expected.RootElement.Clone());
    }

    private static double[][] Rows(JsonElement expected, string name) =>
        [.. expected.GetProperty(name).EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())];
}
