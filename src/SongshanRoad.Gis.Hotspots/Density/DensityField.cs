namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>Density at a list of places.</summary>
/// <param name="PerKm2">Incidents per square kilometre at each place, in the order asked; NaN outside the window when a correction
/// at its rim was asked for, since nothing is known there.</param>
/// <param name="FlooredIncidents">With Diggle's correction, distinct positions whose kernel has less than 1 % of its mass inside the
/// window, so that the correction was held at 100 times; their density counts for less than it should.</param>
/// <param name="FlooredPlaces">With the uniform correction, places where it was held at 100 times.</param>
public sealed record DensityField(double[] PerKm2, int FlooredIncidents, int FlooredPlaces = 0);
