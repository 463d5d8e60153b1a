using SongshanRoad.Gis.Hotspots.Networks;
using SongshanRoad.Gis.Hotspots.Streets;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Streets;

namespace SongshanRoad.Gis.Hotspots.Forecasts;

/// <summary>The streets of a forecast, as geometry and as the network along which density spreads. Segment and edge numbers agree.</summary>
public sealed class ForecastStreets
{
    /// <summary>Farthest an event may lie from its street, metres.</summary>
    public const double MaxOffStreetM = StreetSegments.UsualSnapM;

    /// <summary>Takes streets.</summary>
    public ForecastStreets(StreetNetwork streets)
    {
        ArgumentNullException.ThrowIfNull(streets);
        Streets = streets;
        Network = new LinearNetwork(streets.Nodes.Count, [.. streets.Edges.Select(edge => new NetworkSegment(edge.FromNode, edge.ToNode, edge.LengthM))]);
    }

    /// <summary>The geometry.</summary>
    public StreetNetwork Streets { get; }

    /// <summary>The network.</summary>
    public LinearNetwork Network { get; }

    /// <summary>The nearest place on a street, or null when none is within <see cref="MaxOffStreetM"/>.</summary>
    public NetworkPlace? Snap(MetricPoint place) => Streets.Nearest(place, TravelMode.Foot, MaxOffStreetM) is { } spot
        ? new NetworkPlace(spot.Edge.EdgeIndex, Math.Clamp(spot.AlongM / spot.Edge.LengthM, 0, 1))
        : null;
}
