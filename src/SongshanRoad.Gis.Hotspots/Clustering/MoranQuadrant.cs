namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>How a unit and its neighbours stand to the mean. A value equal to the mean counts as low, as in spdep.</summary>
public enum MoranQuadrant
{
    /// <summary>The unit has no neighbours, or all values are equal.</summary>
    None,

    /// <summary>High among high: part of a cluster.</summary>
    HighHigh,

    /// <summary>Low among low.</summary>
    LowLow,

    /// <summary>High among low: stands out.</summary>
    HighLow,

    /// <summary>Low among high.</summary>
    LowHigh,
}
