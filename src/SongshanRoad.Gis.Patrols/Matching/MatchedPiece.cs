namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>One passage along one arc, or part of it.</summary>
/// <param name="ArcNumber">Number of the arc in the network.</param>
/// <param name="Against">Whether it was walked against the arc's direction; distances still count from the arc's start.</param>
/// <param name="FromM">Where it began, metres from the arc's start.</param>
/// <param name="ToM">Where it ended; less than <paramref name="FromM"/> when against the arc.</param>
/// <param name="EnterS">When it began, in the time of the fixes (between two fixes by length).</param>
/// <param name="LeaveS">When it ended.</param>
/// <param name="Inferred">Whether no believed fix proves it: it lies in a silence, or between fixes that were disbelieved.</param>
/// <param name="Certainty">Posterior probability, 0 to 1, that somebody was on this street or one that meets it at the two fixes around
/// (forward-backward); null when it was not asked for.</param>
public readonly record struct MatchedPiece(
    int ArcNumber, bool Against, double FromM, double ToM, double EnterS, double LeaveS, bool Inferred, double? Certainty)
{
    /// <summary>How many metres it is.</summary>
    public double LengthM => Math.Abs(ToM - FromM);
}
