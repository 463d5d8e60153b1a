namespace SongshanRoad.Gis.Patrols.Matching.Modes;

/// <summary>Tells for each fix of a track whether somebody walked or drove: log-odds from the speeds around it, smoothed by a hidden
/// Markov model of two states (Viterbi), since nobody gets in and out every five seconds.</summary>
public static class ModeClassifier
{
    /// <summary>What a change of mode between two fixes costs, nats.</summary>
    private const double ChangeNats = 1;

    /// <summary>The mode at each fix.</summary>
    /// <param name="fixes">The track, in order of time.</param>
    public static IReadOnlyList<MovementMode> Classify(IReadOnlyList<TrackFix> fixes)
    {
        if (fixes.Count == 0)
        {
            return [];
        }

        var speeds = MovementFeatures.StepsMps(fixes);
        var back = new (byte OnFoot, byte Driving)[fixes.Count];
        var (onFoot, driving) = (0.0, 0.0);
        Span<double> features = stackalloc double[MovementFeatures.Count];
        var room = new List<double>();
        for (var i = 0; i < fixes.Count; i++)
        {
            MovementFeatures.Fill(fixes, speeds, i, features, room);
            var logOdds = ModeWeights.Fitted.LogOdds(features);
            var change = i == 0 ? 0 : ChangeNats;
            back[i] = ((byte)(driving + change < onFoot ? 1 : 0), (byte)(onFoot + change < driving ? 0 : 1));
            (onFoot, driving) = (
                Math.Min(onFoot, driving + change) + Softplus(logOdds),
                Math.Min(driving, onFoot + change) + Softplus(-logOdds));
        }

        var modes = new MovementMode[fixes.Count];
        var mode = driving < onFoot ? MovementMode.Driving : MovementMode.OnFoot;
        for (var i = fixes.Count - 1; i >= 0; i--)
        {
            modes[i] = mode;
            mode = (MovementMode)(mode == MovementMode.OnFoot ? back[i].OnFoot : back[i].Driving);
        }

        return modes;
    }

    /// <summary>The negative logarithm of one less a probability, from its log-odds.</summary>
    private static double Softplus(double logOdds) => logOdds > 30 ? logOdds : Math.Log(1 + Math.Exp(logOdds));
}
