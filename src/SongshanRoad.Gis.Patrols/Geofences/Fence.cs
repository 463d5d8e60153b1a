using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Distance;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Measures;

namespace SongshanRoad.Gis.Patrols.Geofences;

/// <summary>An area with an enter/leave rule (电子围栏), in metres.</summary>
public sealed class Fence
{
    // Beyond it only the envelope is looked at.
    private const double CloseM = 400;

    private readonly Geometry _area;
    private readonly Envelope _close;
    private readonly IndexedPointInAreaLocator _inside;
    private readonly IndexedFacetDistance _rim;

    /// <summary>Makes a fence.</summary>
    /// <param name="placeId">The place whose area it is.</param>
    /// <param name="areaMetric">A polygon or several, valid, not empty, in the deployment's metric CRS.</param>
    /// <param name="rule">When a unit counts as inside.</param>
    /// <exception cref="ArgumentException">The geometry is no area.</exception>
    public Fence(long placeId, Geometry areaMetric, FenceRule rule)
    {
        ArgumentNullException.ThrowIfNull(areaMetric);
        ArgumentNullException.ThrowIfNull(rule);
        if (areaMetric is not (Polygon or MultiPolygon) || areaMetric.IsEmpty)
        {
            throw new ArgumentException($"A fence is a polygon or several, not {areaMetric.GeometryType}.", nameof(areaMetric));
        }

        PlaceId = placeId;
        Rule = rule;
        _area = areaMetric;
        _close = areaMetric.EnvelopeInternal.Copy();
        _close.ExpandBy(CloseM);
        _inside = new IndexedPointInAreaLocator(areaMetric);
        _rim = new IndexedFacetDistance(areaMetric.Boundary);
    }

    /// <summary>The place whose area it is.</summary>
    public long PlaceId { get; }

    /// <summary>When a unit counts as inside.</summary>
    public FenceRule Rule { get; }

    /// <summary>Distance to the rim in metres, negative inside. Far away it is only a lower bound, of at least 400 m.</summary>
    public double SignedDistanceM(MetricPoint point)
    {
        var coordinate = new Coordinate(point.EastingM, point.NorthingM);
        if (!_close.Contains(coordinate))
        {
            return CloseM + _close.Distance(new Envelope(coordinate));
        }

        var toRimM = _rim.Distance(_area.Factory.CreatePoint(coordinate));
        return _inside.Locate(coordinate) == Location.Exterior ? toRimM : -toRimM;
    }

    /// <summary>Where a straight way leads through the area: shares of it, from its start, of the first and the last point inside, and the
    /// metres inside. Null when it leads past.</summary>
    public (double FromShare, double ToShare, double InsideM)? Through(MetricPoint from, MetricPoint to)
    {
        var (start, end) = (new Coordinate(from.EastingM, from.NorthingM), new Coordinate(to.EastingM, to.NorthingM));
        if (!_area.EnvelopeInternal.Intersects(start, end))
        {
            return null;
        }

        var lengthM = from.DistanceM(to);
        var inside = _area.Intersection(_area.Factory.CreateLineString([start, end]));
        if (inside.IsEmpty || lengthM == 0)
        {
            return null;
        }

        var shares = inside.Coordinates.Select(coordinate => from.DistanceM(new MetricPoint(coordinate.X, coordinate.Y)) / lengthM).ToList();
        return (shares.Min(), shares.Max(), MetricMeasure.LengthM(inside));
    }
}
