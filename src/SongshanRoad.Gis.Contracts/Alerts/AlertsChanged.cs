using System.Runtime.Serialization;

namespace SongshanRoad.Gis.Contracts.Alerts;

/// <summary>Alerts that are new, changed or rang again.</summary>
/// <param name="IsWhole">Whether these are all open ones, as after a subscription: what the client shows and is not among them has ended.</param>
/// <param name="Alerts">The alerts.</param>
[DataContract]
public sealed record AlertsChanged(
    [property: DataMember(Name = "isWhole")] bool IsWhole,
    [property: DataMember(Name = "alerts")] IReadOnlyList<AlertView> Alerts);
