using System.ComponentModel.DataAnnotations;

namespace SongshanRoad.Gis.Contracts.Alerts;

/// <summary>A call for help of the caller's own unit.</summary>
/// <param name="TimeMs">When it was made, Unix milliseconds.</param>
/// <param name="LonDeg">Where, degrees of the datum; null when unknown.</param>
/// <param name="LatDeg">Latitude to <paramref name="LonDeg"/>.</param>
/// <param name="AccuracyM">Accuracy in metres (68 % radius), or null.</param>
/// <param name="Datum">What the degrees refer to.</param>
public sealed record SosCall(
    long TimeMs,
    double? LonDeg = null,
    double? LatDeg = null,
    double? AccuracyM = null,
    [property: AllowedValues("wgs84", "gcj02", "bd09")] string Datum = "wgs84");

/// <summary>Takes an alert: the caller becomes its owner.</summary>
/// <param name="FromOwner">The owner it is taken over from; null for an alert that nobody owns.</param>
public sealed record AcceptAlert(string? FromOwner = null);

/// <summary>The office's end of an alert.</summary>
/// <param name="Note">What was done, up to 500 characters.</param>
/// <param name="SpokeWithUnit">Whether the unit itself said that it is safe, by voice: then its side is closed too.</param>
/// <param name="ReceivedAtMs">Which call is meant, as in the view: when another has come since, nothing is closed. Null for whichever.</param>
public sealed record CloseAlert(string Note = "", bool SpokeWithUnit = false, long? ReceivedAtMs = null);
