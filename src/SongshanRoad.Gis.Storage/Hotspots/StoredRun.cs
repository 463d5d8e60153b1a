namespace SongshanRoad.Gis.Storage.Hotspots;

/// <summary>A stored run without its units.</summary>
/// <param name="ParametersJson">What was asked.</param>
/// <param name="SummaryJson">What came out.</param>
/// <param name="CodeVersion">Version of the program that computed it.</param>
public sealed record StoredRun(string ParametersJson, string SummaryJson, string CodeVersion);
