using NetTopologySuite.Geometries;

namespace SongshanRoad.Gis.Spatial.Streets;

/// <summary>How somebody travels on the street network.</summary>
public enum TravelMode
{
    /// <summary>On foot: wherever walking is allowed, in both directions.</summary>
    Foot = 0,

    /// <summary>By car: wherever driving is allowed, one-way streets in their direction.</summary>
    Car = 1,
}

/// <summary>A street or alley as it enters the network.</summary>
/// <param name="LineMetric">Its centre line in metres; a one-way street points in its direction.</param>
/// <param name="StreetClass">What it is, e.g. <c>residential</c> or <c>alley</c>.</param>
/// <param name="AlleyId">Place id of the alley it is, or null for another street.</param>
/// <param name="AllowsFoot">Whether one may walk there.</param>
/// <param name="AllowsCars">Whether a car may drive there.</param>
/// <param name="IsOneWayForCars">Whether cars may only follow the line's direction.</param>
/// <param name="Name">Its name, or null when it has none.</param>
public sealed record StreetLine(
    LineString LineMetric,
    string StreetClass,
    long? AlleyId = null,
    bool AllowsFoot = true,
    bool AllowsCars = true,
    bool IsOneWayForCars = false,
    string? Name = null);
