using SongshanRoad.Gis.Hotspots.Networks;

namespace SongshanRoad.Gis.Hotspots.NearRepeat;

/// <summary>Who is near whom along the streets.</summary>
internal sealed class NetworkNeighbours : IEventNeighbours
{
    private readonly LinearNetwork _network;
    private readonly ShortestPaths _paths;
    private readonly NearRepeatBands _bands;
    private readonly NetworkPlace[] _places;
    private readonly double[] _days;
    private readonly int[] _start;

    public NetworkNeighbours(LinearNetwork network, ReadOnlySpan<NetworkPlace> places, ReadOnlySpan<double> days, NearRepeatBands bands)
    {
        (_network, _bands, _paths) = (network, bands, new ShortestPaths(network, bands.Reach));
        var events = new (int Segment, double Share, double Days)[places.Length];
        for (var i = 0; i < events.Length; i++)
        {
            NetworkEvents.Check(network, places[i], i, nameof(places));
            events[i] = (places[i].Segment, places[i].Share, days[i]);
        }

        Array.Sort(events);
        _places = [.. events.Select(entry => new NetworkPlace(entry.Segment, entry.Share))];
        _days = [.. events.Select(entry => entry.Days)];
        _start = new int[network.SegmentCount + 1];
        foreach (var place in _places)
        {
            _start[place.Segment + 1]++;
        }

        for (var segment = 0; segment < network.SegmentCount; segment++)
        {
            _start[segment + 1] += _start[segment];
        }
    }

    public ReadOnlySpan<double> Days => _days;

    public void AddLater(int number, List<(int Number, int Band)> neighbours)
    {
        _paths.StartFrom(_places[number]);
        foreach (var segment in _paths.ReachedSegments)
        {
            for (var other = Math.Max(_start[segment], number + 1); other < _start[segment + 1]; other++)
            {
                var band = _bands.Of(_paths.DistanceM(_places[other]));
                if (band < _bands.Count - 1)
                {
                    neighbours.Add((other, band));
                }
            }
        }
    }
}
