namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>A track on the streets.</summary>
/// <param name="Pieces">Where somebody went, in order.</param>
/// <param name="Breaks">Where nothing is claimed.</param>
/// <param name="SigmaM">The standard deviation of the distance from the street that was used.</param>
/// <param name="UsedFixes">How many fixes were used.</param>
/// <param name="NearFixes">How many of those have a street near them; none when the track is of another place.</param>
/// <param name="DroppedFixes">How many repeated a time or were spikes.</param>
/// <param name="DisbelievedFixes">How many of those used the answer does not believe, or places off the streets.</param>
public sealed record MatchedTrack(
    IReadOnlyList<MatchedPiece> Pieces,
    IReadOnlyList<TrackBreak> Breaks,
    double SigmaM,
    int UsedFixes,
    int NearFixes,
    int DroppedFixes,
    int DisbelievedFixes)
{
    /// <summary>The arcs in the order they were passed, each as often as it was.</summary>
    public IEnumerable<int> ArcNumbers()
    {
        var last = (Arc: -1, Against: false, ToM: 0.0);
        foreach (var piece in Pieces)
        {
            // Two pieces of one passage meet; a second passage starts again at the arc's beginning.
            var goesOn = piece.ArcNumber == last.Arc && piece.Against == last.Against && Math.Abs(piece.FromM - last.ToM) < 1;
            if (!goesOn)
            {
                yield return piece.ArcNumber;
            }

            last = (piece.ArcNumber, piece.Against, piece.ToM);
        }
    }
}
