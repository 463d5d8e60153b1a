namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>Tells from the speeds of a track which profile fits, for a track that does not say.</summary>
public static class ProfileGuess
{
    /// <summary>A step must last so long, so that noise of the fixes is no speed; s.</summary>
    private const double StepS = 20;

    /// <summary>Longer silences say nothing about speed; s.</summary>
    private const double LongestStepS = 120;

    /// <summary>Who is faster than this in more than one step of ten does not walk, m/s.</summary>
    private const double WalkedMps = 2.8;

    /// <summary>The profile that fits; <see cref="TravelProfile.Drive"/> when the track is too short to tell.</summary>
    /// <param name="fixes">The track, in order of time.</param>
    public static TravelProfile Of(IReadOnlyList<TrackFix> fixes)
    {
        var (steps, fast) = (0, 0);
        var from = 0;
        for (var i = 1; i < fixes.Count; i++)
        {
            var seconds = fixes[i].TimeS - fixes[from].TimeS;
            if (seconds < StepS)
            {
                continue;
            }

            if (seconds <= LongestStepS)
            {
                steps++;
                fast += fixes[i].Metric.DistanceM(fixes[from].Metric) > WalkedMps * seconds ? 1 : 0;
            }

            from = i;
        }

        return steps >= 5 && fast * 10 <= steps ? TravelProfile.Walk : TravelProfile.Drive;
    }
}
