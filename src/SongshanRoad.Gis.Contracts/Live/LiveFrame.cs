using System.Runtime.Serialization;

namespace SongshanRoad.Gis.Contracts.Live;

/// <summary>What changed in the subscribed view since the previous frame. Frames of one epoch count up by one: a hole means that
/// the client must subscribe again.</summary>
/// <param name="Epoch">As in <see cref="LiveSnapshot.Epoch"/>.</param>
/// <param name="Sequence">One more than the previous frame's.</param>
/// <param name="ServerTimeMs">The server's clock, Unix milliseconds.</param>
/// <param name="Changed">Latest state of each unit that changed or came into view.</param>
/// <param name="Removed">Ids of units that left the view or ended their duty.</param>
[DataContract]
public sealed record LiveFrame(
    [property: DataMember(Name = "epoch")] string Epoch,
    [property: DataMember(Name = "sequence")] long Sequence,
    [property: DataMember(Name = "serverTimeMs")] long ServerTimeMs,
    [property: DataMember(Name = "changed")] IReadOnlyList<LiveUnit> Changed,
    [property: DataMember(Name = "removed")] IReadOnlyList<string> Removed);
