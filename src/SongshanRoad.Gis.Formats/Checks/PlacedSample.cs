using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Formats.Checks;

/// <summary>The sample as it lies on Earth under one declaration; null where the declaration cannot mean that pair.</summary>
internal sealed class PlacedSample
{
    private PlacedSample(SourceCrs crs, bool swapped, LonLat?[] positions)
    {
        Crs = crs;
        Swapped = swapped;
        Positions = positions;
    }

    public SourceCrs Crs { get; }

    public bool Swapped { get; }

    public IReadOnlyList<LonLat?> Positions { get; }

    /// <summary>Share of the sample within the reach, 0 to 1.</summary>
    public double ShareNear { get; private init; }

    public static PlacedSample Place(IReadOnlyList<Coordinate> sample, SourceCrs crs, bool swapped, DistrictFrame district)
    {
        var positions = new LonLat?[sample.Count];
        var near = 0;
        for (var i = 0; i < positions.Length; i++)
        {
            var (x, y) = swapped ? (sample[i].Y, sample[i].X) : (sample[i].X, sample[i].Y);
            if (crs.TryToWgs84(x, y, out var wgs84))
            {
                positions[i] = wgs84;
                near += district.IsNear(wgs84) ? 1 : 0;
            }
        }

        return new PlacedSample(crs, swapped, positions) { ShareNear = positions.Length == 0 ? 0 : (double)near / positions.Length };
    }
}
