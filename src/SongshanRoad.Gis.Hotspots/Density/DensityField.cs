namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>Density at a list of places.</summary>
/// <param name="PerKm2">Incidents per square kilometre at each place, in the order asked.</param>
/// <param name="FlooredIncidents">Distinct positions whose kernel has less than 1 % of its mass inside the window, so that the
/// correction was held at 100 times; their density counts for less than it should.</param>
public sealed record DensityField(double[] PerKm2, int FlooredIncidents);
