using System.Runtime.Serialization;

namespace SongshanRoad.Gis.Contracts.Live;

/// <summary>What became of a batch, told after the commit. The sender may drop the whole batch from its queue.</summary>
/// <param name="Stored">Fixes stored now.</param>
/// <param name="Duplicates">Fixes that were stored before: the resend changed nothing.</param>
/// <param name="OffDuty">Fixes outside any duty of the unit: counted and dropped unread.</param>
/// <param name="Marked">Fixes stored but not believed, each with its reason.</param>
[DataContract]
public sealed record PositionReceipt(
    [property: DataMember(Name = "stored")] int Stored,
    [property: DataMember(Name = "duplicates")] int Duplicates,
    [property: DataMember(Name = "offDuty")] int OffDuty,
    [property: DataMember(Name = "marked")] IReadOnlyList<MarkedFix> Marked);
