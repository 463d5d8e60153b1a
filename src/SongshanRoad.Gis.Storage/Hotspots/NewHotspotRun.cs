namespace SongshanRoad.Gis.Storage.Hotspots;

/// <summary>A computed overlay on its way into the database, without its units.</summary>
/// <param name="RunId">Hash of parameters and data version, hexadecimal.</param>
/// <param name="ParametersJson">What was asked.</param>
/// <param name="SummaryJson">What came out.</param>
/// <param name="IncidentsVersion">Version of the incidents layer it was computed from.</param>
/// <param name="CodeVersion">Version of the program.</param>
/// <param name="Standing">Whether it is the overlay that maps show by default.</param>
public sealed record NewHotspotRun(
    string RunId,
    string ParametersJson,
    string SummaryJson,
    long IncidentsVersion,
    string CodeVersion,
    bool Standing);
