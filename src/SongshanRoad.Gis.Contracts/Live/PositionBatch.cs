using System.ComponentModel.DataAnnotations;
using System.Runtime.Serialization;

namespace SongshanRoad.Gis.Contracts.Live;

/// <summary>Fixes of one unit, oldest first; the same over HTTP (<c>POST /api/positions</c>) and the hub. At most 1,000.</summary>
/// <param name="Datum">What the degrees refer to; declared by the sender, never guessed.</param>
/// <param name="Fixes">The fixes.</param>
[DataContract]
public sealed record PositionBatch(
    [property: DataMember(Name = "datum"), AllowedValues("wgs84", "gcj02", "bd09")] string Datum,
    [property: DataMember(Name = "fixes")] IReadOnlyList<ReportedFix> Fixes);
