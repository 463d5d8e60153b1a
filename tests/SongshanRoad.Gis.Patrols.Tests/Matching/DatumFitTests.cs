using SongshanRoad.Gis.Patrols.Matching;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Projections;
using static SongshanRoad.Gis.Patrols.Tests.Matching.MatchSketch;

namespace SongshanRoad.Gis.Patrols.Tests.Matching;

public class DatumFitTests
{
    private static readonly IProjection Projection = MetricProjection.FromSrid(MetricProjection.DefaultSrid);

    // Blocks of uneven size, as towns have them: 12 columns and 12 rows of streets 60 to 140 m apart.
    private static readonly double[] StreetsM = [0, 70, 190, 260, 400, 460, 580, 700, 770, 900, 1010, 1080];

    [Theory]
    [InlineData(Datum.Wgs84)]
    [InlineData(Datum.Gcj02)]
    [InlineData(Datum.Bd09)]
    public void The_datum_that_was_recorded_is_told_from_the_streets_alone(Datum recorded)
    {
        var centre = Projection.ToMetric(LonLat.FromDegrees(113.62, 34.72));
        var corners = StreetsM.SelectMany(_ => StreetsM, (east, north) => At(centre.EastingM + east, centre.NorthingM + (0.9 * north))).ToArray();
        var streets = new List<(int, int)>();
        for (var i = 0; i < StreetsM.Length; i++)
        {
            for (var j = 1; j < StreetsM.Length; j++)
            {
                streets.Add(((i * StreetsM.Length) + j - 1, (i * StreetsM.Length) + j));
                streets.Add((((j - 1) * StreetsM.Length) + i, (j * StreetsM.Length) + i));
            }
        }

        var network = BothWays(corners, [.. streets]);
        int[] walked = [40, 41, 42, 43, 55, 67, 79, 78, 77, 76, 88, 100, 101];
        var track = Along(5, 1.3, 2, [.. walked.Select(node => corners[node])])
            .ConvertAll(fix => (DatumConversion.FromWgs84(Projection.ToLonLat(fix.Metric), recorded), fix.TimeS));

        foreach (var declared in Enum.GetValues<Datum>())
        {
            var fit = DatumFit.Of(network, Projection, TravelProfile.Walk, track, declared);
            Assert.Equal(recorded, fit.Best);
            Assert.Equal(declared != recorded, fit.Refused);
        }
    }
}
