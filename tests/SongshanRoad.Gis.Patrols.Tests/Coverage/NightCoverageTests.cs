using CsCheck;
using NetTopologySuite.LinearReferencing;
using SongshanRoad.Gis.Patrols.Coverage;
using static SongshanRoad.Gis.Patrols.Tests.Coverage.CoverageSketch;

namespace SongshanRoad.Gis.Patrols.Tests.Coverage;

public class NightCoverageTests
{
    [Fact]
    public void A_walk_along_an_alley_covers_it_to_the_metre()
    {
        var night = new NightCoverage(Alleys);
        var changed = night.Add("d", [Fix(0, 50, 12), Fix(50, 100, 12), Fix(90, 140, 12)]);
        var reachM = Math.Sqrt((20 * 20) - (12 * 12));
        var interval = Assert.Single(night.Of(1).Intervals);
        Assert.Equal(50 - reachM, interval.FromM, tolerance: 1e-9);
        Assert.Equal(140 + reachM, interval.ToM, tolerance: 1e-9);
        Assert.Equal((Evening, Evening.AddSeconds(90)), (interval.FirstAt, interval.LastAt));
        Assert.Equal([1, 3], changed.Select(alley => alley.PlaceId));
        Assert.Equal(night.CoveredM, night.Of(1).CoveredM + night.Of(3).CoveredM, tolerance: 1e-9);
    }

    [Theory]
    [InlineData(60, 150, true)]
    [InlineData(60.001, 100, false)]
    [InlineData(10, 150.001, false)]
    public void The_walked_line_is_cut_only_beyond_the_limits(double afterS, double afterM, bool joined)
    {
        var night = new NightCoverage(Alleys);
        night.Add("d", [Fix(0, 0, 0), Fix(afterS, afterM, 0)]);
        Assert.Equal(joined, night.Of(1).CoveredM > 100);
    }

    [Fact]
    public void A_lone_fix_covers_nothing()
    {
        var night = new NightCoverage(Alleys);
        Assert.Empty(night.Add("d", [Fix(0, 100, 0)]));
        Assert.Null(night.Of(1).LastAt);
    }

    [Fact]
    public void A_late_fix_that_shows_a_detour_takes_the_straight_step_back()
    {
        var night = new NightCoverage(Alleys);
        night.Add("d", [Fix(0, 20, 0), Fix(40, 120, 0)]);
        Assert.Equal(140, night.Of(1).CoveredM, tolerance: 1e-9);
        var changed = night.Add("d", [Fix(20, 70, 60)]);
        Assert.Contains(changed, alley => alley.PlaceId == 1 && alley.Intervals.Count == 2);
    }

    [Fact]
    public void Adding_bit_by_bit_in_any_order_with_repeats_gives_the_same_as_all_at_once() =>
        Gen.Select(Walk, Walk, Gen.Int[1, 9], Gen.Int).Sample((first, second, batch, seed) =>
        {
            var atOnce = new NightCoverage(Alleys);
            atOnce.Add("a", first);
            atOnce.Add("b", second);

            var random = new Random(seed);
            random.Shuffle(first);
            var batches = first.Chunk(batch).Select(fixes => ("a", fixes)).Concat(second.Chunk(batch + 1).Select(fixes => ("b", fixes))).ToArray();
            random.Shuffle(batches);
            var bitByBit = new NightCoverage(Alleys);
            foreach (var (dutyId, fixes) in batches.Concat(batches.Take(3)))
            {
                bitByBit.Add(dutyId, fixes);
            }

            return Alleys.All(alley => bitByBit.Of(alley.PlaceId).Intervals.SequenceEqual(atOnce.Of(alley.PlaceId).Intervals)
                && bitByBit.Of(alley.PlaceId, "a").Intervals.SequenceEqual(atOnce.Of(alley.PlaceId, "a").Intervals));
        }, iter: 1000);

    [Fact]
    public void Every_metre_agrees_with_its_distance_from_the_walked_line() =>
        Walk.Sample(fixes =>
        {
            var night = new NightCoverage(Alleys);
            night.Add("d", fixes);
            var steps = WalkedLine.Of(fixes, CoverageRule.Default).Pieces
                .Select(piece => Line([.. piece.Select(fix => (fix.Metric.EastingM, fix.Metric.NorthingM))])).ToList();
            foreach (var alley in Alleys)
            {
                var coverage = night.Of(alley.PlaceId);
                var along = new LengthIndexedLine(alley.CentreLineMetric);
                for (var metre = 0.5; metre < coverage.LengthM; metre += 7.3)
                {
                    var here = new NetTopologySuite.Geometries.Point(along.ExtractPoint(metre));
                    var distanceM = steps.Count == 0 ? double.PositiveInfinity : steps.Min(step => step.Distance(here));
                    var covered = coverage.Intervals.Any(interval => interval.FromM <= metre && metre <= interval.ToM);
                    if (covered != distanceM <= 20 && Math.Abs(distanceM - 20) > 1e-6)
                    {
                        return false;
                    }
                }
            }

            return true;
        });

    [Fact]
    public void The_changes_told_are_the_changes_made() =>
        Walk.Sample(fixes =>
        {
            var night = new NightCoverage(Alleys);
            var told = Alleys.ToDictionary(alley => alley.PlaceId, alley => night.Of(alley.PlaceId));
            foreach (var batch in fixes.Chunk(4))
            {
                foreach (var alley in night.Add("d", batch))
                {
                    told[alley.PlaceId] = alley;
                }
            }

            return Alleys.All(alley => told[alley.PlaceId] == night.Of(alley.PlaceId));
        });
}
