using System.Globalization;
using SongshanRoad.Gis.Patrols.Coverage;

namespace SongshanRoad.Gis.Patrols.Tests.Coverage;

public class NetworkCoverageTests
{
    // The peer's buffers are polygons of 64 corners, up to 0.12 % narrower than the circle.
    private const double Tolerance = 0.001;

    [Theory]
    [InlineData("10")]
    [InlineData("20")]
    [InlineData("30")]
    public void Real_walks_on_a_real_network_cover_what_another_program_says(string within)
    {
        var wudaokou = WudaokouCase.ReadOrSkip();
        var expected = wudaokou.Expected.GetProperty("buffers").GetProperty(within);
        var lines = wudaokou.Lines;
        var withinM = double.Parse(within, CultureInfo.InvariantCulture);

        var all = NetworkCoverage.Measure(lines, wudaokou.Tracks.Values, withinM);
        AssertClose(wudaokou.Expected.GetProperty("network_m").GetDouble(), all.NetworkM, "network");
        AssertClose(expected.GetProperty("covered_m").GetDouble(), all.CoveredM, "covered");
        AssertClose(expected.GetProperty("share").GetDouble(), all.CoveredShare, "share");

        foreach (var street in expected.GetProperty("share_by_class").EnumerateObject())
        {
            var ofClass = Enumerable.Range(0, lines.Length).Where(i => wudaokou.Network[i].Class == street.Name).ToList();
            var networkM = NetworkCoverage.Measure([.. ofClass.Select(i => lines[i])], [], withinM).NetworkM;
            AssertClose(street.Value.GetDouble(), ofClass.Sum(i => all.CoveredMByLine[i]) / networkM, street.Name);
        }

        foreach (var track in expected.GetProperty("per_track_covered_m").EnumerateObject())
        {
            AssertClose(track.Value.GetDouble(), NetworkCoverage.Measure(lines, [wudaokou.Tracks[track.Name]], withinM).CoveredM, track.Name);
        }
    }

    [Fact]
    public void An_empty_network_has_no_covered_share() => Assert.Equal(0, NetworkCoverage.Measure([], [], 20).CoveredShare);

    // Where a street only grazes a corner of the peer's polygon a few decimetres differ; shares are printed with four decimals.
    private static void AssertClose(double expected, double actual, string what) =>
        Assert.True(Math.Abs(expected - actual) <= (Tolerance * expected) + (expected < 1 ? 1e-4 : 0.5), $"{what}: {expected} expected, {actual} measured");
}
