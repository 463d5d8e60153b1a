namespace SongshanRoad.Gis.Hotspots.Overlays;

/// <summary>Whether the significance of an overlay may be coloured. Counts and density stand in any case.</summary>
public enum HotspotOutcome
{
    /// <summary>Enough incidents in enough cells.</summary>
    Ok,

    /// <summary>Fewer incidents than <see cref="HotspotParameters.MinIncidents"/>; list the leading places instead.</summary>
    TooFewIncidents,

    /// <summary>Fewer cells, or street segments, tested, or with an incident, than <see cref="HotspotParameters.MinCellsWithIncidents"/>.</summary>
    TooFewCells,
}
