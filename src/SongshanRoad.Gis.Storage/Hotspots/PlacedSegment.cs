using NetTopologySuite.Geometries;

namespace SongshanRoad.Gis.Storage.Hotspots;

/// <summary>A stored street segment of a run.</summary>
/// <param name="Segment">Its number in the run.</param>
/// <param name="Name">Name of the street or alley, or null.</param>
/// <param name="LengthM">Length, metres.</param>
/// <param name="Count">Incidents on it, or the sum of their shares in the hours looked at.</param>
/// <param name="RatePerKm">Incidents per kilometre of the segment itself.</param>
/// <param name="DensityPerKm">Mean of the network kernel density along it, incidents per kilometre of street.</param>
/// <param name="PieceDensitiesPerKm">The same in equal pieces from its start.</param>
/// <param name="Z">Getis-Ord Gi* of the count.</param>
/// <param name="P">Its two-sided p.</param>
/// <param name="Q">p after Benjamini-Hochberg.</param>
/// <param name="Class">-3 to 3, as of cells.</param>
/// <param name="LineWgs84">Its line, WGS-84.</param>
public sealed record PlacedSegment(
    int Segment, string? Name, double LengthM, double Count, double RatePerKm, double DensityPerKm, IReadOnlyList<double> PieceDensitiesPerKm,
    double Z, double P, double Q, int Class, LineString LineWgs84);
