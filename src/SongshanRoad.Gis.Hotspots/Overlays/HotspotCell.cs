namespace SongshanRoad.Gis.Hotspots.Overlays;

/// <summary>One cell of a hotspot overlay.</summary>
/// <param name="Column">Column in the stored grid.</param>
/// <param name="Row">Row in the stored grid.</param>
/// <param name="Count">Incidents in the cell.</param>
/// <param name="DensityPerKm2">Kernel density at the cell's centre, incidents per square kilometre in the data window.</param>
/// <param name="Z">Getis-Ord Gi* of the count.</param>
/// <param name="P">Its two-sided p.</param>
/// <param name="Q">p after Benjamini-Hochberg over all cells tested.</param>
/// <param name="Class">3, 2, 1 = hot at 99, 95, 90 %; -3, -2, -1 = cold; 0 = neither, or significance refused.</param>
public readonly record struct HotspotCell(
    int Column, int Row, int Count, double DensityPerKm2, double Z, double P, double Q, int Class);
