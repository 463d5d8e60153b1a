using SongshanRoad.Gis.Spatial.Streets;

namespace SongshanRoad.Gis.Hotspots.Overlays;

/// <summary>One street segment of a hotspot overlay.</summary>
/// <param name="Number">Its number among the district's segments; it holds as long as the streets do not change.</param>
/// <param name="Edge">Its line and the street it is a part of.</param>
/// <param name="Count">Incidents on it; where only some hours are looked at, one of uncertain time counts by its share in them.</param>
/// <param name="DensityPerKm">Network kernel density, its mean along the segment, incidents per kilometre of street in the data window.</param>
/// <param name="PieceDensitiesPerKm">The mean in each of equal pieces of the segment, from its start to its end, none longer than
/// <see cref="SegmentPieces.LongestPieceM"/>.</param>
/// <param name="Z">Getis-Ord Gi* of the count, with the segments that share a junction.</param>
/// <param name="P">Its two-sided p.</param>
/// <param name="Q">p after Benjamini-Hochberg over all segments tested.</param>
/// <param name="Class">3, 2, 1 = hot at 99, 95, 90 %; -3, -2, -1 = cold; 0 = neither, or significance refused.</param>
public sealed record HotspotSegment(
    int Number, StreetEdge Edge, double Count, double DensityPerKm, IReadOnlyList<double> PieceDensitiesPerKm, double Z, double P, double Q, int Class)
{
    /// <summary>Incidents per kilometre of the segment itself: of short ones it says little.</summary>
    public double RatePerKm => Count / Edge.LengthM * 1000;
}
