using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Spatial.Streets;

/// <summary>路段: a piece of street between two junctions or dead ends.</summary>
public sealed class StreetEdge
{
    private readonly MetricPoint[] _corners;
    private readonly double[] _cornerM;

    internal StreetEdge(int edgeIndex, StreetLine street, int fromNode, int toNode, MetricPoint[] corners)
    {
        (EdgeIndex, Street, FromNode, ToNode, _corners) = (edgeIndex, street, fromNode, toNode, corners);
        _cornerM = new double[corners.Length];
        for (var i = 1; i < corners.Length; i++)
        {
            _cornerM[i] = _cornerM[i - 1] + corners[i - 1].DistanceM(corners[i]);
        }
    }

    /// <summary>Its number in <see cref="StreetNetwork.Edges"/>.</summary>
    public int EdgeIndex { get; }

    /// <summary>The street it is a piece of.</summary>
    public StreetLine Street { get; }

    /// <summary>Node at its start.</summary>
    public int FromNode { get; }

    /// <summary>Node at its end; equal to <see cref="FromNode"/> for a loop.</summary>
    public int ToNode { get; }

    /// <summary>Corners of the edge from start to end, metres; at least two.</summary>
    public IReadOnlyList<MetricPoint> Corners => _corners;

    /// <summary>Length in metres.</summary>
    public double LengthM => _cornerM[^1];

    /// <summary>Whether one may travel it from start to end (<paramref name="forward"/>) or from end to start.</summary>
    public bool Allows(TravelMode mode, bool forward) => mode == TravelMode.Foot
        ? Street.AllowsFoot
        : Street.AllowsCars && (forward || !Street.IsOneWayForCars);

    /// <summary>The point so many metres from the start; beyond the ends the end itself.</summary>
    public MetricPoint At(double alongM)
    {
        var i = Array.BinarySearch(_cornerM, alongM);
        if (i >= 0)
        {
            return _corners[i];
        }

        i = ~i;
        if (i == 0 || i == _corners.Length)
        {
            return i == 0 ? _corners[0] : _corners[^1];
        }

        var share = (alongM - _cornerM[i - 1]) / (_cornerM[i] - _cornerM[i - 1]);
        var (a, b) = (_corners[i - 1], _corners[i]);
        return new MetricPoint(
            a.EastingM + (share * (b.EastingM - a.EastingM)), a.NorthingM + (share * (b.NorthingM - a.NorthingM)));
    }

    /// <summary>The place on the edge nearest to a point.</summary>
    public StreetSpot Nearest(MetricPoint metric)
    {
        var best = new StreetSpot(this, 0, double.PositiveInfinity);
        for (var i = 1; i < _corners.Length; i++)
        {
            var (a, b) = (_corners[i - 1], _corners[i]);
            var (east, north) = (b.EastingM - a.EastingM, b.NorthingM - a.NorthingM);
            var squared = (east * east) + (north * north);
            var share = squared == 0
                ? 0
                : Math.Clamp((((metric.EastingM - a.EastingM) * east) + ((metric.NorthingM - a.NorthingM) * north)) / squared, 0, 1);
            var offM = new MetricPoint(a.EastingM + (share * east), a.NorthingM + (share * north)).DistanceM(metric);
            if (offM < best.OffM)
            {
                best = new StreetSpot(this, _cornerM[i - 1] + (share * (_cornerM[i] - _cornerM[i - 1])), offM);
            }
        }

        return best;
    }
}

/// <summary>The place on a street nearest to some point.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="AlongM">Metres from the edge's start.</param>
/// <param name="OffM">Distance between point and street, metres.</param>
public readonly record struct StreetSpot(StreetEdge Edge, double AlongM, double OffM);
