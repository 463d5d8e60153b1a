using System.ComponentModel.DataAnnotations;

namespace SongshanRoad.Gis.Contracts.Hotspots;

/// <summary>Whether incidents found by patrols follow patrol minutes more than those called in do: then a map that counts them sends
/// patrols to where patrols were.</summary>
/// <param name="Verdict">What may be said.</param>
/// <param name="Weeks">Whole weeks of recorded patrols looked at.</param>
/// <param name="WeeksWanted">Fewest weeks for a verdict.</param>
/// <param name="Communities">Communities that took part.</param>
/// <param name="FoundByPatrol">Incidents found by patrols in those weeks.</param>
/// <param name="CalledIn">Incidents called in.</param>
/// <param name="ExcessRatio">By how much more those found rise than those called in when patrol minutes double: 1 is alike; null when it
/// cannot be told.</param>
/// <param name="LowerRatio">Lower end of its 95 % interval.</param>
/// <param name="UpperRatio">Upper end.</param>
public sealed record HotspotFeedbackView(
    [property: AllowedValues("followsPatrols", "notShown", "cannotTell")] string Verdict,
    int Weeks,
    int WeeksWanted,
    int Communities,
    long FoundByPatrol,
    long CalledIn,
    double? ExcessRatio,
    double? LowerRatio,
    double? UpperRatio);
