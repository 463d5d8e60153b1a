using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.NearRepeat;

/// <summary>Who is near whom in the plane: events in strips as wide as the reach of the bands, sorted northwards inside each, so that
/// an event is compared with two short stretches only.</summary>
internal sealed class PlanarNeighbours : IEventNeighbours
{
    // More strips would put rounding of the quotient above the slack.
    private const double MaxStrips = 1 << 20;
    private const double Slack = 1e-9;

    private readonly PlanarDistance _distance;
    private readonly NearRepeatBands _bands;
    private readonly double[] _strips;
    private readonly double[] _eastM;
    private readonly double[] _northM;
    private readonly double[] _days;

    public PlanarNeighbours(ReadOnlySpan<MetricPoint> places, ReadOnlySpan<double> days, PlanarDistance distance, NearRepeatBands bands)
    {
        (_distance, _bands) = (distance, bands);
        var (west, east) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var place in places)
        {
            (west, east) = (Math.Min(west, place.EastingM), Math.Max(east, place.EastingM));
        }

        var widthM = Math.Max(bands.Reach, (east - west) / MaxStrips) * (1 + Slack);
        var events = new (double Strip, double NorthM, double EastM, double Days)[places.Length];
        for (var i = 0; i < events.Length; i++)
        {
            var strip = widthM > 0 ? Math.Floor((places[i].EastingM - west) / widthM) : 0;
            events[i] = (strip, places[i].NorthingM, places[i].EastingM, days[i]);
        }

        Array.Sort(events);
        _strips = [.. events.Select(entry => entry.Strip)];
        _northM = [.. events.Select(entry => entry.NorthM)];
        _eastM = [.. events.Select(entry => entry.EastM)];
        _days = [.. events.Select(entry => entry.Days)];
    }

    public ReadOnlySpan<double> Days => _days;

    public void AddLater(int number, List<(int Number, int Band)> neighbours)
    {
        var next = AddWhileNear(number, number + 1, _strips[number], neighbours);
        // The next strip begins further on; its part within reach begins where its northings do.
        AddWhileNear(number, FirstWithinReach(number, next, _strips[number] + 1), _strips[number] + 1, neighbours);
    }

    private int AddWhileNear(int number, int from, double strip, List<(int Number, int Band)> neighbours)
    {
        var other = from;
        while (other < _strips.Length && _strips[other] == strip && _northM[other] - _northM[number] <= _bands.Reach)
        {
            var band = _bands.Of(DistanceM(number, other));
            if (band < _bands.Count - 1)
            {
                neighbours.Add((other, band));
            }

            other++;
        }

        return other;
    }

    private double DistanceM(int a, int b)
    {
        var (east, north) = (_eastM[a] - _eastM[b], _northM[a] - _northM[b]);
        return _distance == PlanarDistance.Manhattan ? Math.Abs(east) + Math.Abs(north) : Math.Sqrt((east * east) + (north * north));
    }

    /// <summary>First event from a place in the order on that is in a strip, or beyond it, and not too far south.</summary>
    private int FirstWithinReach(int number, int from, double strip)
    {
        var (low, high) = (from, _strips.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (_strips[middle] < strip || (_strips[middle] == strip && _northM[number] - _northM[middle] > _bands.Reach))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
