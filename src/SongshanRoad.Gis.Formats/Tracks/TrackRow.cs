namespace SongshanRoad.Gis.Formats.Tracks;

/// <summary>One point of a recorded track, in file order.</summary>
/// <param name="Line">Line of the point, from 1.</param>
/// <param name="TrackName">Name of its track or vehicle; null when the file has none.</param>
/// <param name="Segment">Number of its unbroken span in the file, from 1; points of different segments must not be joined.</param>
/// <param name="TimeUtc">When it was there; null when the file does not say.</param>
/// <param name="LonDeg">Longitude in degrees as in the file: WGS-84 unless another CRS is declared.</param>
/// <param name="LatDeg">Latitude in degrees as in the file.</param>
/// <param name="ElevationM">Elevation in metres, where given.</param>
/// <param name="SpeedMps">Speed in m/s, where given.</param>
/// <param name="HeadingDeg">Heading in degrees clockwise from north, where given.</param>
public sealed record TrackRow(
    long Line,
    string? TrackName,
    int Segment,
    DateTimeOffset? TimeUtc,
    double LonDeg,
    double LatDeg,
    double? ElevationM,
    double? SpeedMps,
    double? HeadingDeg);
