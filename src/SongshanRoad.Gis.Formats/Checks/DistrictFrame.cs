using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Distance;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Measures;
using SongshanRoad.Gis.Spatial.Projections;

namespace SongshanRoad.Gis.Formats.Checks;

/// <summary>The district as the check needs it: inside, near, metres to its edge and to its streets.</summary>
internal sealed class DistrictFrame
{
    /// <summary>Distances to streets count up to here: beyond, the street is another one.</summary>
    private const double StreetCapM = 200;

    private const double NearM = 2_000;
    private const int GridSide = 40;

    private static readonly GeometryFactory MetricFactory = new(new PrecisionModel(), MetricProjection.DefaultSrid);

    private readonly IndexedPointInAreaLocator _inside;
    private readonly IndexedPointInAreaLocator _near;
    private readonly IndexedFacetDistance _edge;
    private readonly IndexedFacetDistance? _streets;

    public DistrictFrame(Geometry districtWgs84, Geometry? streetsWgs84)
    {
        var centre = districtWgs84.EnvelopeInternal.Centre;
        Zone = Math.Clamp((int)Math.Round(centre.X / 3), 25, 45);
        Projection = MetricProjection.FromSrid(4534 + Zone - 25);
        UtmSrid = 32601 + (int)Math.Floor((centre.X + 180) / 6);
        var districtMetric = Projection.ToMetric(districtWgs84);
        _inside = new IndexedPointInAreaLocator(districtMetric);
        _near = new IndexedPointInAreaLocator(MetricMeasure.Buffer(districtMetric, NearM));
        _edge = new IndexedFacetDistance(districtMetric.Boundary);
        _streets = streetsWgs84 is null or { IsEmpty: true } ? null : new IndexedFacetDistance(Projection.ToMetric(streetsWgs84));
        ScatteredToStreetM = _streets is null ? 0 : MeanToStreetM(districtMetric.EnvelopeInternal);
    }

    /// <summary>Number of the 3-degree zone the district lies in.</summary>
    public int Zone { get; }

    /// <summary>EPSG code of the UTM zone the district lies in.</summary>
    public int UtmSrid { get; }

    public bool HasStreets => _streets is not null;

    /// <summary>Mean distance to the next street of points scattered evenly over the district.</summary>
    public double ScatteredToStreetM { get; }

    private IProjection Projection { get; }

    public bool IsNear(LonLat wgs84) => _near.Locate(Coordinate(wgs84)) != Location.Exterior;

    public bool IsInside(LonLat wgs84) => _inside.Locate(Coordinate(wgs84)) != Location.Exterior;

    public double ToEdgeM(LonLat wgs84) => _edge.Distance(MetricFactory.CreatePoint(Coordinate(wgs84)));

    /// <summary>Metres to the next street, at most 200.</summary>
    public double ToStreetM(LonLat wgs84) => ToStreetM(Coordinate(wgs84));

    private double ToStreetM(Coordinate metric) => Math.Min(StreetCapM, _streets!.Distance(MetricFactory.CreatePoint(metric)));

    private double MeanToStreetM(Envelope box)
    {
        var (sumM, count) = (0.0, 0);
        for (var i = 0; i < GridSide * GridSide; i++)
        {
            var coordinate = new Coordinate(
                box.MinX + (box.Width * ((i % GridSide) + 0.5) / GridSide), box.MinY + (box.Height * ((i / GridSide) + 0.5) / GridSide));
            if (_inside.Locate(coordinate) != Location.Exterior)
            {
                sumM += ToStreetM(coordinate);
                count++;
            }
        }

        return count == 0 ? 0 : sumM / count;
    }

    private Coordinate Coordinate(LonLat wgs84)
    {
        var metric = Projection.ToMetric(wgs84);
        return new Coordinate(metric.EastingM, metric.NorthingM);
    }
}
