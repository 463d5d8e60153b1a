using SongshanRoad.Gis.Hotspots.Times;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Storage.Hotspots;

/// <summary>The incidents of a filter.</summary>
/// <param name="Places">Positions, metres; the order is the database's.</param>
/// <param name="Times">When each happened, by the office's clock; empty when the filter looks at all hours.</param>
/// <param name="Synthetic">How many of them were made for the demo.</param>
public sealed record HotspotIncidents(MetricPoint[] Places, IncidentTime[] Times, int Synthetic)
{
    /// <summary>Incidents that were read in parts.</summary>
    internal static HotspotIncidents Together(IReadOnlyList<HotspotIncidents> parts)
    {
        var (places, times) = (new MetricPoint[parts.Sum(part => part.Places.Length)], new IncidentTime[parts.Sum(part => part.Times.Length)]);
        var (placesSoFar, timesSoFar) = (0, 0);
        foreach (var part in parts)
        {
            part.Places.CopyTo(places, placesSoFar);
            part.Times.CopyTo(times, timesSoFar);
            (placesSoFar, timesSoFar) = (placesSoFar + part.Places.Length, timesSoFar + part.Times.Length);
        }

        return new HotspotIncidents(places, times, parts.Sum(part => part.Synthetic));
    }

    /// <summary>Incidents from columns of the database, which are of equal length or, of times, empty.</summary>
    internal static HotspotIncidents Of(double[] eastingM, double[] northingM, DateTime[] from, DateTime?[] to, int synthetic)
    {
        // Arrays of the length that is needed, because there may be a million.
        var (places, times) = (new MetricPoint[eastingM.Length], new IncidentTime[from.Length]);
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = new MetricPoint(eastingM[i], northingM[i]);
        }

        for (var i = 0; i < times.Length; i++)
        {
            times[i] = new IncidentTime(from[i], to[i]);
        }

        return new HotspotIncidents(places, times, synthetic);
    }
}
