using System.Globalization;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Synthetic;

/// <summary>A made-up incident. It happened nowhere; every export of it says so.</summary>
/// <param name="ExternalId">Id that is the same for the same seed and parameters, e.g. <c>DEMO-42-000123</c>.</param>
/// <param name="OccurredFrom">When, or from when, UTC, whole minutes.</param>
/// <param name="OccurredTo">Until when, for intervals, UTC.</param>
/// <param name="CategoryCode">Category.</param>
/// <param name="ReportedBy"><c>call</c> or <c>patrol</c>.</param>
/// <param name="Progress"><c>open</c>, <c>inHand</c> or <c>closed</c>.</param>
/// <param name="Place">WGS-84 position.</param>
public sealed record SyntheticIncident(
    string ExternalId,
    DateTimeOffset OccurredFrom,
    DateTimeOffset? OccurredTo,
    string CategoryCode,
    string ReportedBy,
    string Progress,
    LonLat Place)
{
    /// <summary>Header of the CSV form.</summary>
    public const string CsvHeader = "externalId,occurredFrom,occurredTo,category,reportedBy,status,lon,lat,synthetic";

    /// <summary>The incident as one CSV line without line end: ISO 8601 UTC times, degrees with seven decimals, <c>true</c> at the end.</summary>
    public string ToCsvLine() => string.Create(CultureInfo.InvariantCulture,
        $"{ExternalId},{OccurredFrom.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ},{OccurredTo?.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ},{CategoryCode},{ReportedBy},{Progress},{Place.LonDeg:F7},{Place.LatDeg:F7},true");
}
