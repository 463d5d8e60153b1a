using CsCheck;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Patrols.Coverage;
using SongshanRoad.Gis.Patrols.Geofences;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Patrols.Tests.Geofences;

public class FenceWatchTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 14, 0, 0, TimeSpan.Zero);

    // 200 m by 100 m: the rim that the tests play with is at 0 m north.
    private static readonly Fence School = new(1, GeometryFactory.Default.ToGeometry(new Envelope(-100, 100, 0, 100)), FenceRule.Default);

    private static readonly Gen<(MetricFix, double?)[]> Walks =
        from fixes in Gen.Select(Gen.Double[-200, 200], Gen.Double[-150, 200], Gen.Int[1, 90], Gen.Double[3, 40]).Array[0, 60]
        select Timed(fixes);

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void A_unit_that_stands_five_metres_inside_with_fifteen_metres_of_noise_enters_once_within_two_fixes(int everySeconds)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var walk = WalkInAndStand(seed, everySeconds, standSeconds: 3600);
            var crossing = Assert.Single(FenceWatch.Crossings(School, walk.Fixes));
            Assert.Equal(FenceDirection.Entered, crossing.Direction);
            Assert.True(crossing.Time - walk.TrulyInsideAt <= TimeSpan.FromSeconds(2 * everySeconds), $"seed {seed}: {crossing.Time - walk.TrulyInsideAt}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void A_unit_that_walks_away_has_left_from_its_first_clear_fix_on(int everySeconds)
    {
        var watch = new FenceWatch(School);
        var found = new List<(FenceCrossing Crossing, double SeenAtSeconds)>();
        for (var second = 0; second <= 120; second += everySeconds)
        {
            // From 20 m inside at 1.25 m/s: outside after 16 s, 20 m clear after 32 s.
            foreach (var crossing in watch.Add(At(second, 0, 20 - (1.25 * second)), 5))
            {
                found.Add((crossing, second));
            }
        }

        Assert.Equal([FenceDirection.Entered, FenceDirection.Left], found.Select(entry => entry.Crossing.Direction));
        Assert.InRange((found[1].Crossing.Time - Start).TotalSeconds, 32, 32 + everySeconds);
        Assert.InRange(found[1].SeenAtSeconds, 62, 63 + everySeconds);
        Assert.False(watch.IsInside);
    }

    [Fact]
    public void A_car_that_drives_through_between_two_fixes_has_entered_and_left_at_the_times_on_its_way()
    {
        var crossings = FenceWatch.Crossings(School, [(At(0, 0, -100), 5), (At(30, 0, 200), 5)]);
        Assert.Equal(
            [new FenceCrossing(FenceDirection.Entered, Start.AddSeconds(10), true), new FenceCrossing(FenceDirection.Left, Start.AddSeconds(20), true)], crossings);
        // A corner that is shorter than the error, a gap in which it may have gone anywhere, and a way that leads past.
        Assert.Empty(FenceWatch.Crossings(School, [(At(0, 90, -30), 25), (At(10, 130, 10), 25)]));
        Assert.Empty(FenceWatch.Crossings(School, [(At(0, 0, -100), 5), (At(121, 0, 200), 5)]));
        Assert.Empty(FenceWatch.Crossings(School, [(At(0, -300, -100), 5), (At(30, 300, -90), 5)]));
    }

    [Fact]
    public void A_fence_with_a_dwell_counts_who_stays_and_nobody_who_passes()
    {
        var waits = new Fence(2, GeometryFactory.Default.ToGeometry(new Envelope(-100, 100, 0, 100)), new FenceRule { EnterDwell = TimeSpan.FromMinutes(2) });
        Assert.Empty(FenceWatch.Crossings(waits, Enumerable.Range(0, 12).Select(i => (At(10 * i, 0, 50), (double?)5))));
        Assert.Empty(FenceWatch.Crossings(waits, [(At(0, 0, -100), 5), (At(30, 0, 200), 5)]));
        var stays = Assert.Single(FenceWatch.Crossings(waits, Enumerable.Range(0, 14).Select(i => (At(10 * i, 0, 50), (double?)5))));
        Assert.Equal(Start, stays.Time);
    }

    [Fact]
    public void A_fix_that_says_nothing_is_passed_over_and_an_earlier_one_refused()
    {
        var watch = new FenceWatch(School);
        Assert.Empty(watch.Add(At(0, 0, 50), 101));
        Assert.Empty(watch.Add(At(1, 0, 50), double.NaN));
        Assert.Single(watch.Add(At(2, 0, 50), null));
        Assert.Empty(watch.Add(At(2, 0, 50), null));
        Assert.Contains("earlier", Assert.Throws<ArgumentException>(() => watch.Add(At(1, 0, 50), 5)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Fence(1, GeometryFactory.Default.CreateLineString(), FenceRule.Default));
    }

    [Fact]
    public void Crossings_come_in_turn_and_do_not_depend_on_the_order_of_arrival() =>
        Gen.Select(Walks, Gen.Int[0, int.MaxValue]).Sample((walk, seed) =>
        {
            var crossings = FenceWatch.Crossings(School, walk);
            Assert.All(crossings.Index(), entry => Assert.Equal(entry.Index % 2 == 0 ? FenceDirection.Entered : FenceDirection.Left, entry.Item.Direction));
            Assert.Equal(crossings.Order(Comparer<FenceCrossing>.Create((a, b) => a.Time.CompareTo(b.Time))), crossings);
            var shuffled = walk.Concat(walk.Take(walk.Length / 2)).ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(crossings, FenceWatch.Crossings(School, shuffled));
        });

    [Fact]
    public void The_signed_distance_is_that_of_a_rectangle() => Gen.Select(Gen.Double[-300, 300], Gen.Double[-200, 300]).Sample((east, north) =>
    {
        var (outEast, outNorth) = (Math.Max(Math.Abs(east) - 100, 0), Math.Max(Math.Abs(north - 50) - 50, 0));
        var inside = Math.Min(100 - Math.Abs(east), 50 - Math.Abs(north - 50));
        var expected = inside > 0 ? -inside : Math.Sqrt((outEast * outEast) + (outNorth * outNorth));
        Assert.Equal(expected, School.SignedDistanceM(new MetricPoint(east, north)), 1e-9);
    });

    private static MetricFix At(double second, double eastM, double northM) => new(Start.AddSeconds(second), (long)second, new MetricPoint(eastM, northM));

    private static (MetricFix, double?)[] Timed((double East, double North, int Seconds, double Accuracy)[] fixes)
    {
        var second = 0;
        return [.. fixes.Select(fix => (At(second += fix.Seconds, fix.East, fix.North), (double?)fix.Accuracy))];
    }

    /// <summary>From 60 m outside at 1.2 m/s to 5 m inside; the reported accuracy, 15 m, is the radius of 68 % of the errors.</summary>
    private static (List<(MetricFix, double?)> Fixes, DateTimeOffset TrulyInsideAt) WalkInAndStand(int seed, int everySeconds, int standSeconds)
    {
        const double AccuracyM = 15;
        // The radius that holds 68 % of a plane normal distribution is 1.5096 of its standard deviation: sqrt(-2 ln 0.32).
        var deviationM = AccuracyM / Math.Sqrt(-2 * Math.Log(0.32));
        var random = new Random(seed);
        double Noise() => deviationM * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var fixes = new List<(MetricFix, double?)>();
        DateTimeOffset? inside = null;
        for (var second = 0; second < 54 + standSeconds; second += everySeconds)
        {
            var northM = Math.Min(5, -60 + (1.2 * second));
            if (northM > 0)
            {
                inside ??= Start.AddSeconds(second);
            }

            fixes.Add((At(second, Noise(), northM + Noise()), AccuracyM));
        }

        return (fixes, inside!.Value);
    }
}
