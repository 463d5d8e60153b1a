namespace SongshanRoad.Gis.Hotspots.Forecasts.SelfExciting;

/// <summary>Bounds and limits of a self-exciting model's fit.</summary>
public sealed record SelfExcitingOptions
{
    /// <summary>Shape of the triggering in space. Default Gaussian.</summary>
    public TriggerShape Shape { get; init; } = TriggerShape.Gaussian;

    /// <summary>Standard deviation of the widest kernel of the background, metres. Default 150.</summary>
    public double BackgroundDeviationM { get; init; } = 150;

    /// <summary>Shortest and longest distance d of the triggering, metres. The shortest is also the standard deviation of the
    /// narrowest kernel of the background: a place where things happen year after year is background, not an echo of itself.
    /// Default 25 to 250.</summary>
    public (double Least, double Most) DistanceM { get; init; } = (25, 250);

    /// <summary>Shortest and longest mean delay, days. Default 0.25 to 30.</summary>
    public (double Least, double Most) DelayDays { get; init; } = (0.25, 30);

    /// <summary>Most events that one may set off directly, below 1. Default 0.95.</summary>
    public double MostTriggered { get; init; } = 0.95;

    /// <summary>Fewest events that are fitted; with fewer everything is background. Default 200.</summary>
    public int LeastEvents { get; init; } = 200;

    /// <summary>Most events that are fitted, the newest. Default 20,000.</summary>
    public int MostEvents { get; init; } = 20_000;

    /// <summary>Most pairs of events that are looked at; where there are more, fewer events are fitted. Default 4,000,000.</summary>
    public int MostPairs { get; init; } = 4_000_000;

    /// <summary>Most rounds of the fit. Default 100.</summary>
    public int MostRounds { get; init; } = 100;

    /// <summary>The fit ends when no parameter moves by more than this share in a round. Default 0.001.</summary>
    public double Tolerance { get; init; } = 1e-3;

    /// <summary>Farthest a triggered event is looked for, metres.</summary>
    internal double ReachM => 3 * DistanceM.Most;

    /// <summary>Longest a triggered event is looked for, days.</summary>
    internal double ReachDays => 4 * DelayDays.Most;

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="ArgumentException">One is out of its range.</exception>
    internal void Check()
    {
        if (!(BackgroundDeviationM > 0 && DistanceM.Least > 0 && DistanceM.Most >= DistanceM.Least && DelayDays.Least > 0
            && DelayDays.Most >= DelayDays.Least && MostTriggered is > 0 and < 1 && LeastEvents >= 2 && MostEvents >= LeastEvents
            && MostPairs > 0 && MostRounds > 0 && Tolerance > 0)
            || !double.IsFinite(BackgroundDeviationM) || !double.IsFinite(DistanceM.Most) || !double.IsFinite(DelayDays.Most))
        {
            throw new ArgumentException($"{this}: distances, delays and limits must be above 0, each least at most its most, MostTriggered below 1.", nameof(MostTriggered));
        }
    }
}
