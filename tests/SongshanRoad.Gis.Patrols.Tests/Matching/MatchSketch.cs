using SongshanRoad.Gis.Patrols.Matching;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Patrols.Tests.Matching;

/// <summary>Small networks drawn by hand and tracks along lines, in metres.</summary>
internal static class MatchSketch
{
    public static MetricPoint At(double eastM, double northM) => new(eastM, northM);

    /// <summary>A network; each pair of nodes is a street open both ways: arcs 2i and 2i + 1.</summary>
    public static MatchNetwork BothWays(MetricPoint[] nodes, params (int From, int To)[] streets) =>
        MatchNetwork.From(nodes, [.. streets.SelectMany(street => new[] { new StreetArc(street.From, street.To), new StreetArc(street.To, street.From) })]);

    /// <summary>Fixes along a line at a speed, with noise that is the same every time.</summary>
    public static List<TrackFix> Along(double everyS, double speedMps, double noiseM, params MetricPoint[] corners)
    {
        var chance = new Random(17);
        var fixes = new List<TrackFix>();
        var (timeS, overM) = (0.0, 0.0);
        for (var i = 1; i < corners.Length; i++)
        {
            var lengthM = corners[i - 1].DistanceM(corners[i]);
            for (; overM <= lengthM; overM += everyS * speedMps)
            {
                var share = overM / lengthM;
                fixes.Add(new TrackFix(timeS, At(
                    corners[i - 1].EastingM + (share * (corners[i].EastingM - corners[i - 1].EastingM)) + Noise(),
                    corners[i - 1].NorthingM + (share * (corners[i].NorthingM - corners[i - 1].NorthingM)) + Noise())));
                timeS += everyS;
            }

            overM -= lengthM;
        }

        return fixes;

        // The sum of three even chances is close enough to a bell.
        double Noise() => noiseM * 2 * (chance.NextDouble() + chance.NextDouble() + chance.NextDouble() - 1.5);
    }

    public static List<int> Arcs(this MatchedTrack track) => [.. track.ArcNumbers()];

    public static double ProvenM(this MatchedTrack track) => track.Pieces.Where(piece => !piece.Inferred).Sum(piece => piece.LengthM);
}
