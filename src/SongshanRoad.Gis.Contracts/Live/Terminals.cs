using System.ComponentModel.DataAnnotations;

namespace SongshanRoad.Gis.Contracts.Live;

/// <summary>A patrol-car terminal (JT/T 808) that is to send positions of a unit.</summary>
/// <param name="TerminalNumber">The number that is set in it as its phone number, 1 to 20 digits; leading zeros do not count.</param>
/// <param name="Datum">What its degrees refer to; terminals send wgs84 unless their maker says otherwise.</param>
public sealed record NewTerminal(
    string TerminalNumber,
    [property: AllowedValues("wgs84", "gcj02", "bd09")] string Datum = "wgs84");

/// <summary>A terminal that was enrolled, and what to set in it.</summary>
/// <param name="UnitId">The unit it belongs to.</param>
/// <param name="TerminalNumber">Its number without leading zeros.</param>
/// <param name="NumberOf2013">The number as a terminal of 2011 or 2013 wants it typed, 12 digits; null when it is longer.</param>
/// <param name="NumberOf2019">The number as a terminal of 2019 wants it typed, 20 digits.</param>
/// <param name="Datum">What its degrees refer to.</param>
/// <param name="Host">Host under which the office reached this server; set it as the platform's address unless cars reach it by another.</param>
/// <param name="Port">TCP port of this server's door; null when it has none.</param>
public sealed record EnrolledTerminal(
    string UnitId,
    string TerminalNumber,
    string? NumberOf2013,
    string NumberOf2019,
    [property: AllowedValues("wgs84", "gcj02", "bd09")] string Datum,
    string Host,
    int? Port);

/// <summary>A terminal of a unit.</summary>
/// <param name="TerminalNumber">Its number without leading zeros.</param>
/// <param name="Datum">What its degrees refer to.</param>
/// <param name="IsConnected">Whether it is connected to this server now.</param>
public sealed record TerminalView(
    string TerminalNumber,
    [property: AllowedValues("wgs84", "gcj02", "bd09")] string Datum,
    bool IsConnected);

/// <summary>A car is to report more often for a while.</summary>
/// <param name="EverySeconds">Seconds between reports, 1 to 65,535; 0 ends it.</param>
/// <param name="ForSeconds">For how long, seconds, up to a day.</param>
public sealed record TerminalTracking(int EverySeconds, int ForSeconds);

/// <summary>A text for a car's screen and voice.</summary>
/// <param name="Text">1 to 255 characters.</param>
/// <param name="IsUrgent">Whether it is marked as urgent.</param>
public sealed record TerminalText(string Text, bool IsUrgent = false);

/// <summary>What came of an order to a car that is connected.</summary>
/// <param name="Answer">What its terminal said: <c>silent</c> when it said nothing in time.</param>
public sealed record TerminalOrderView([property: AllowedValues("done", "failed", "unsupported", "silent")] string Answer);
