using SongshanRoad.Gis.Hotspots.Networks;

namespace SongshanRoad.Gis.Hotspots.Overlays;

/// <summary>How an overlay on street segments came about: enough to repeat it and to print beside it.</summary>
/// <param name="Method">The statistics in words, e.g. <c>nkde quartic equalsplitcontinuous; gi* junction self binary; bh</c>.</param>
/// <param name="Kernel">Kernel of the density.</param>
/// <param name="BandwidthM">Its half-width along the streets, metres.</param>
/// <param name="Rule">What became of its weight at junctions.</param>
/// <param name="IsExact">Whether every path was followed; if not, the density is within 1e-4 of its maximum.</param>
/// <param name="SnapM">Greatest distance of an incident from its segment, metres.</param>
/// <param name="StreetsM">Length of all segments tested, metres.</param>
/// <param name="IncidentsOnSegments">Incidents that belong to a segment.</param>
/// <param name="IncidentsOutside">Incidents of a weight above 0 that belong to none.</param>
/// <param name="WeightOnSegments">Sum of the counts of all segments; with weights less than <paramref name="IncidentsOnSegments"/>.</param>
/// <param name="SegmentsTested">Segments in the significance test, empty ones included.</param>
/// <param name="SegmentsWithIncidents">Segments with at least one incident.</param>
/// <param name="SegmentsUndefined">Segments for which Gi* is 0/0.</param>
/// <param name="MinIncidents">Threshold used.</param>
/// <param name="MinSegmentsWithIncidents">Threshold used.</param>
public sealed record SegmentProvenance(
    string Method,
    NetworkKernel Kernel,
    double BandwidthM,
    NodeRule Rule,
    bool IsExact,
    double SnapM,
    double StreetsM,
    int IncidentsOnSegments,
    int IncidentsOutside,
    double WeightOnSegments,
    int SegmentsTested,
    int SegmentsWithIncidents,
    int SegmentsUndefined,
    int MinIncidents,
    int MinSegmentsWithIncidents);
