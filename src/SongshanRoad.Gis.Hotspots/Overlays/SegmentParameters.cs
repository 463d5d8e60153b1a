using SongshanRoad.Gis.Hotspots.Networks;

namespace SongshanRoad.Gis.Hotspots.Overlays;

/// <summary>What decides a hotspot overlay on street segments besides the incidents and the streets.</summary>
public sealed record SegmentParameters
{
    /// <summary>Half-width of the kernel along the streets, metres, above 0. Default 150.</summary>
    public double BandwidthM { get; init; } = 150;

    /// <summary>Shape of the density's kernel. Default quartic.</summary>
    public NetworkKernel Kernel { get; init; } = NetworkKernel.Quartic;

    /// <summary>What becomes of the kernel's weight at junctions. Default equal split, continuous.</summary>
    public NodeRule Rule { get; init; } = NodeRule.EqualSplitContinuous;

    /// <summary>Fewest incidents on the segments for significance to be coloured. Default 60.</summary>
    public int MinIncidents { get; init; } = 60;

    /// <summary>Fewest segments with an incident for significance to be coloured, and fewest segments tested. Default 30.</summary>
    public int MinSegmentsWithIncidents { get; init; } = 30;
}
