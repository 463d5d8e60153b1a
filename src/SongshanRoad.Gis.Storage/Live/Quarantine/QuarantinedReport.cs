namespace SongshanRoad.Gis.Storage.Live.Quarantine;

/// <summary>What a device sent on duty that is no position.</summary>
/// <param name="UnitCode">The device's unit.</param>
/// <param name="ReceivedAt">When it came, UTC.</param>
/// <param name="Door">The protocol: <c>osmand</c>, <c>owntracks</c>.</param>
/// <param name="Reason">Why it is no position, one word.</param>
/// <param name="Content">What was sent, cut to 4,096 bytes.</param>
public sealed record QuarantinedReport(string UnitCode, DateTimeOffset ReceivedAt, string Door, string Reason, byte[] Content);
