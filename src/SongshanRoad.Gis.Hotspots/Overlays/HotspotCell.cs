namespace SongshanRoad.Gis.Hotspots.Overlays;

/// <summary>One cell of a hotspot overlay.</summary>
/// <param name="Column">Column in the stored grid.</param>
/// <param name="Row">Row in the stored grid.</param>
/// <param name="Count">Incidents in the cell; where only some hours are looked at, one of uncertain time counts by its share in them.</param>
/// <param name="DensityPerKm2">Kernel density at the cell's centre, incidents per square kilometre in the data window.</param>
/// <param name="Z">Getis-Ord Gi* of the count.</param>
/// <param name="P">Its two-sided p.</param>
/// <param name="Q">p after Benjamini-Hochberg over all cells tested.</param>
/// <param name="Class">3, 2, 1 = hot at 99, 95, 90 %; -3, -2, -1 = cold; 0 = neither, or significance refused.</param>
/// <param name="DependsOnGrid">Whether it is hot on this grid, but not on most of those drawn otherwise
/// (<see cref="Stability.StabilityLens"/>).</param>
public readonly record struct HotspotCell(
    int Column, int Row, double Count, double DensityPerKm2, double Z, double P, double Q, int Class, bool DependsOnGrid);
