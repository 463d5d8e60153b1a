namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>Gi* or Gi of every unit, in the order of the values given.</summary>
/// <param name="Z">Standard score; above 0 where high values gather.</param>
/// <param name="P">Two-sided p by the normal approximation, not corrected for the number of units.</param>
/// <param name="Undefined">Units for which the statistic is 0/0; they have z = 0 and p = 1. All units when all values are equal.</param>
public sealed record GiStar(double[] Z, double[] P, IReadOnlyList<int> Undefined);
