using System.Runtime.Serialization;

namespace SongshanRoad.Gis.Contracts.Live;

/// <summary>A fix that was kept raw but is not shown as true.</summary>
/// <param name="Sequence">The fix's sequence number.</param>
/// <param name="Code">Why, one of <see cref="Problems.ProblemCodes"/>.</param>
[DataContract]
public sealed record MarkedFix(
    [property: DataMember(Name = "sequence")] long Sequence,
    [property: DataMember(Name = "code")] string Code);
