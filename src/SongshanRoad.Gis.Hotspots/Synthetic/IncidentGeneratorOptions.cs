namespace SongshanRoad.Gis.Hotspots.Synthetic;

/// <summary>How many incidents are made up, when, and how they repeat.</summary>
public sealed record IncidentGeneratorOptions
{
    /// <summary>Seed; the same seed, places, categories and options give the same incidents.</summary>
    public required int Seed { get; init; }

    /// <summary>First instant an incident may have.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>No incident happens at or after this instant.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>Mean number of incidents, near repeats included, 1 to 10,000,000. Default 7,500.</summary>
    public int ExpectedIncidents { get; init; } = 7_500;

    /// <summary>Offset of local time, for hours and weekdays. Default +8 h, Asia/Shanghai, which has no summer time.</summary>
    public TimeSpan LocalOffset { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Farthest a near repeat lies from what set it off, metres along the crow's line between street positions. Default 200.</summary>
    public double RepeatWithinM { get; init; } = 200;

    /// <summary>Longest time until a near repeat. Default 14 days.</summary>
    public TimeSpan RepeatWithin { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Exponent of the Zipf law of the street pieces: the piece of rank r attracts in proportion to r to the power of minus
    /// this. Default 0.8.</summary>
    public double Concentration { get; init; } = 0.8;
}
