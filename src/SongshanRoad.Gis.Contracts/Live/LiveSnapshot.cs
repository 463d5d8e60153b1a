using System.Runtime.Serialization;

namespace SongshanRoad.Gis.Contracts.Live;

/// <summary>Every unit inside the subscribed view.</summary>
/// <param name="Epoch">Changes when the server starts anew; sequences of different epochs do not compare.</param>
/// <param name="Sequence">The number the next frame's sequence follows.</param>
/// <param name="ServerTimeMs">The server's clock, Unix milliseconds, so that a client whose clock is off still shows true ages.</param>
/// <param name="Units">The units in view.</param>
[DataContract]
public sealed record LiveSnapshot(
    [property: DataMember(Name = "epoch")] string Epoch,
    [property: DataMember(Name = "sequence")] long Sequence,
    [property: DataMember(Name = "serverTimeMs")] long ServerTimeMs,
    [property: DataMember(Name = "units")] IReadOnlyList<LiveUnit> Units);
