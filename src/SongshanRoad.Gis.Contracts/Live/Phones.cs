using System.ComponentModel.DataAnnotations;

namespace SongshanRoad.Gis.Contracts.Live;

/// <summary>A phone that is to send positions of a unit for one night.</summary>
/// <param name="Datum">What its degrees refer to. Traccar Client and OwnTracks send wgs84.</param>
/// <param name="Night">The only night whose duty it may send of, <c>yyyy-MM-dd</c>; tonight when it is null.</param>
public sealed record NewPhone(
    [property: AllowedValues("wgs84", "gcj02", "bd09")] string Datum,
    string? Night = null);

/// <summary>A phone that was enrolled. The token is told this once.</summary>
/// <param name="Token">The device identifier to set in Traccar Client, 43 characters.</param>
/// <param name="Night">The night it is good for.</param>
/// <param name="TraccarClientPath">Path of the server's address to set in Traccar Client.</param>
/// <param name="OwnTracksPath">Path of the address to set in OwnTracks, HTTP mode; it holds the token.</param>
public sealed record EnrolledPhone(string Token, string Night, string TraccarClientPath, string OwnTracksPath);

/// <summary>What a device sent on duty that is no position, or needs to be looked at.</summary>
/// <param name="UnitId">The device's unit.</param>
/// <param name="ReceivedAt">When it came, UTC.</param>
/// <param name="Door">The protocol: <c>osmand</c>, <c>owntracks</c> or <c>jtt808</c>.</param>
/// <param name="Reason">Why: <c>malformed</c>, <c>encrypted</c>, <c>unreadable-value</c> or <c>alarm</c>.</param>
/// <param name="Content">What was sent, cut to 4,096 bytes, as text.</param>
public sealed record QuarantinedReportView(string UnitId, DateTimeOffset ReceivedAt, string Door, string Reason, string Content);
