namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>How far from the street a fix may lie.</summary>
internal static class Noise
{
    /// <summary>Standard deviation across the street: a third less than the reported 68 % radius, which covers both directions
    /// (research 4.3), within what the profile believes.</summary>
    /// <param name="fix">The fix.</param>
    /// <param name="profile">How somebody moves.</param>
    /// <param name="otherwiseM">What holds when it reports none.</param>
    public static double SigmaM(in TrackFix fix, TravelProfile profile, double otherwiseM) => fix.AccuracyM is { } accuracyM
        ? Math.Clamp(accuracyM / 1.5, profile.MinSigmaM, profile.MaxSigmaM)
        : otherwiseM;
}
