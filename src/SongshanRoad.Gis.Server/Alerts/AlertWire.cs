using System.Globalization;
using SongshanRoad.Gis.Contracts.Alerts;
using SongshanRoad.Gis.Patrols.Alerts;
using SongshanRoad.Gis.Patrols.Live;

namespace SongshanRoad.Gis.Server.Alerts;

/// <summary>Alerts as the wire shows them.</summary>
internal static class AlertWire
{
    public static string Id(Guid alertId) => alertId.ToString("D", CultureInfo.InvariantCulture);

    public static AlertView ToView(this Alert alert, DateTimeOffset now) => new(
        Id(alert.AlertId),
        alert.Kind.ToCode(),
        alert.UnitId,
        alert.UnitKind.ToCode(),
        alert.CallSign,
        alert.DutyId,
        alert.Night.ToString(),
        alert.Door,
        alert.OccurredAt.ToUnixTimeMilliseconds(),
        alert.ReceivedAt.ToUnixTimeMilliseconds(),
        (long?)AlertRules.Lateness(alert)?.TotalMilliseconds,
        alert.IsTimeDoubted,
        alert.LonLat?.LonDeg,
        alert.LonLat?.LatDeg,
        alert.AccuracyM,
        alert.PlaceId,
        alert.PlaceName,
        AlertRules.Rings(alert, now),
        alert.EscalatedAt?.ToUnixTimeMilliseconds(),
        alert.AcceptedAt?.ToUnixTimeMilliseconds(),
        alert.AcceptedBy,
        alert.UnitToldAt?.ToUnixTimeMilliseconds(),
        alert.OfficeClosedAt?.ToUnixTimeMilliseconds(),
        alert.UnitClosedAt?.ToUnixTimeMilliseconds(),
        alert.WithdrawnAt is not null ? "withdrawn" : alert.IsClosed ? "closed" : alert.AcceptedAt is null ? "open" : "accepted",
        alert.Version);
}
