using System.Globalization;

namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>A bandwidth with the reason for it.</summary>
/// <param name="Kernel">The kernel it is for.</param>
/// <param name="BandwidthM">The bandwidth, metres: radius, or standard deviation of a Gaussian.</param>
/// <param name="StandardDeviationM">Its standard deviation per axis, metres.</param>
/// <param name="Rule">What chose it; <see cref="BandwidthRule.Scott"/> when there were too few positions for what was asked.</param>
/// <param name="ScottDeviationM">Standard deviation by Scott's rule, metres, before any limit.</param>
/// <param name="Bound">Whether a limit decided.</param>
/// <param name="SmallestDeviationM">Smallest standard deviation tried, metres.</param>
/// <param name="LargestDeviationM">Largest allowed, metres.</param>
/// <param name="Places">Distinct positions, those of one position being left out together.</param>
/// <param name="PlacesLeftOut">At how many of them, evenly spread, the others' density was compared.</param>
/// <param name="Tried">Every standard deviation tried with its score per incident, larger is better, by standard deviation.</param>
public sealed record BandwidthChoice(
    Kernel Kernel,
    double BandwidthM,
    double StandardDeviationM,
    BandwidthRule Rule,
    double ScottDeviationM,
    BandwidthBound Bound,
    double SmallestDeviationM,
    double LargestDeviationM,
    int Places,
    int PlacesLeftOut,
    IReadOnlyList<BandwidthScore> Tried)
{
    /// <summary>Why it is this bandwidth, in one English sentence with the figures. Lengths are metres, or the unit of the input.</summary>
    public string Reason
    {
        get
        {
            var of = Kernel == Kernel.Gaussian ? "standard deviation" : $"radius {Text(BandwidthM)}, standard deviation";
            var chosen = $"{of} {Text(StandardDeviationM)}";
            if (Rule == BandwidthRule.Scott)
            {
                return $"{chosen} by Scott's rule ({Text(ScottDeviationM)}{(Bound == BandwidthBound.None ? "" : $", held within {Text(SmallestDeviationM)} to {Text(LargestDeviationM)}")}): "
                    + $"{Places} distinct positions are too few to cross-validate, {CrossValidation.LeastPlaces} are needed";
            }

            var by = Rule == BandwidthRule.Likelihood ? "likelihood" : "least-squares";
            var best = Tried.First(score => score.StandardDeviationM == StandardDeviationM);
            var end = Bound switch
            {
                BandwidthBound.Largest => "; the score still rises there, the limit decides",
                BandwidthBound.Smallest => "; the score still rises there: incidents pile up at single places, look at places rather than at a surface",
                _ => "",
            };
            var scott = Math.Clamp(ScottDeviationM, SmallestDeviationM, LargestDeviationM);
            var atScott = Tried.MinBy(score => Math.Abs(score.StandardDeviationM - scott))!;
            return $"{chosen} has the best {by} cross-validation score of {Tried.Count} tried from {Text(SmallestDeviationM)} to {Text(LargestDeviationM)}: "
                + $"{Score(best)} per incident, against {Score(atScott)} at {Text(atScott.StandardDeviationM)}, {(scott == ScottDeviationM ? "" : "nearest to ")}Scott's rule "
                + $"({Text(ScottDeviationM)}); the others foretold {PlacesLeftOut} of {Places} positions{end}";
        }
    }

    private static string Text(double lengthM) => lengthM.ToString("G4", CultureInfo.InvariantCulture);

    private static string Score(BandwidthScore score) => score.PerIncident.ToString("G6", CultureInfo.InvariantCulture);
}

/// <summary>Whether a limit decided a bandwidth.</summary>
public enum BandwidthBound
{
    /// <summary>The best lies between the limits.</summary>
    None,

    /// <summary>The best lies at the smallest tried.</summary>
    Smallest,

    /// <summary>The best lies at the largest allowed.</summary>
    Largest,
}

/// <summary>How well one bandwidth foretells.</summary>
/// <param name="StandardDeviationM">Standard deviation per axis, metres.</param>
/// <param name="PerIncident">Score divided by the weight of the incidents: larger is better. Natural logarithms of incidents per
/// square metre for the likelihood, incidents per square metre for least squares.</param>
public sealed record BandwidthScore(double StandardDeviationM, double PerIncident);
