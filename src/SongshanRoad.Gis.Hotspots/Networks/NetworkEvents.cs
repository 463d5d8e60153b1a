namespace SongshanRoad.Gis.Hotspots.Networks;

/// <summary>An event on a network.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Weight">How much it counts.</param>
public readonly record struct NetworkEvent(NetworkPlace Place, double Weight = 1);

/// <summary>Checks events and places against a network and puts them in an order in which results do not depend on the input's.</summary>
internal static class NetworkEvents
{
    /// <summary>The events by place, those of one place merged and those without weight left out.</summary>
    /// <exception cref="ArgumentException">An event is not on the network, or its weight not finite and at least 0.</exception>
    public static List<NetworkEvent> Ordered(LinearNetwork network, ReadOnlySpan<NetworkEvent> events)
    {
        var sorted = new NetworkEvent[events.Length];
        for (var i = 0; i < events.Length; i++)
        {
            Check(network, events[i].Place, i, nameof(events));
            if (!double.IsFinite(events[i].Weight) || events[i].Weight < 0)
            {
                throw new ArgumentException($"Event {i} has the weight {events[i].Weight}; it must be finite and not negative.", nameof(events));
            }

            sorted[i] = events[i];
        }

        Array.Sort(sorted, static (a, b) =>
            a.Place.Segment != b.Place.Segment ? a.Place.Segment.CompareTo(b.Place.Segment)
            : a.Place.Share != b.Place.Share ? a.Place.Share.CompareTo(b.Place.Share)
            : a.Weight.CompareTo(b.Weight));
        var merged = new List<NetworkEvent>(sorted.Length);
        foreach (var entry in sorted.Where(entry => entry.Weight > 0))
        {
            if (merged.Count > 0 && merged[^1].Place == entry.Place)
            {
                merged[^1] = merged[^1] with { Weight = merged[^1].Weight + entry.Weight };
            }
            else
            {
                merged.Add(entry);
            }
        }

        return merged;
    }

    /// <exception cref="ArgumentException">The place is not on the network.</exception>
    public static void Check(LinearNetwork network, NetworkPlace place, int number, string parameter)
    {
        if (place.Segment < 0 || place.Segment >= network.SegmentCount || place.Share is not (>= 0 and <= 1))
        {
            throw new ArgumentException(
                $"Place {number} is segment {place.Segment} at share {place.Share}; segments are numbered 0 to {network.SegmentCount - 1}, shares run from 0 to 1.",
                parameter);
        }
    }
}
