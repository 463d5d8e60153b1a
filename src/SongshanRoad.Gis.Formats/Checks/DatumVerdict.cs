namespace SongshanRoad.Gis.Formats.Checks;

/// <summary>What <see cref="DatumCheck"/> found.</summary>
public enum DatumFinding
{
    /// <summary>The declaration fits better than every other.</summary>
    Fits = 0,

    /// <summary>The points lie where they should, but are too few or too scattered to tell 570 m of shift; go on.</summary>
    CannotTell = 1,

    /// <summary>Another declaration fits clearly better; stop and say which.</summary>
    AnotherFits = 2,

    /// <summary>Under no declaration do most of the points lie in or near the district; ask before going on.</summary>
    Elsewhere = 3,
}

/// <summary>The result of a datum check.</summary>
/// <param name="Finding">What was found.</param>
/// <param name="Declaration">The declaration that fits, e.g. <c>GCJ02</c>; null when none is known to.</param>
/// <param name="AxesSwapped">Whether it fits with the two coordinate columns exchanged.</param>
/// <param name="Confidence">0 to 1: how sure the finding is. From the z value of the paired comparison for a shift, from the share of
/// points near the district for gross mix-ups.</param>
/// <param name="Sentence">The finding in one line, with the figures it rests on.</param>
public sealed record DatumVerdict(DatumFinding Finding, string? Declaration, bool AxesSwapped, double Confidence, string Sentence);
