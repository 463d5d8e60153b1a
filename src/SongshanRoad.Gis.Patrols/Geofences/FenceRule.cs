namespace SongshanRoad.Gis.Patrols.Geofences;

/// <summary>When a unit counts as having entered or left a fence. Entering is believed soon and leaving late: a unit that stands near the rim
/// must not go in and out with the error of its positions.</summary>
public sealed record FenceRule
{
    /// <summary>The rule of every fence that says nothing else.</summary>
    public static FenceRule Default { get; } = new();

    /// <summary>A fix outside counts as near when it is no further off than its accuracy, at most this many metres; two near fixes in a row
    /// are an entry. 25 by default.</summary>
    public double MostNearM { get; init; } = 25;

    /// <summary>How long a unit must be inside or near before its entry counts; none by default.</summary>
    public TimeSpan EnterDwell { get; init; } = TimeSpan.Zero;

    /// <summary>A fix is clear of the fence from this many metres outside, or from twice its accuracy; 20 by default.</summary>
    public double ClearM { get; init; } = 20;

    /// <summary>So many clear fixes in a row are needed to have left; 3 by default.</summary>
    public int LeaveFixes { get; init; } = 3;

    /// <summary>They must span at least this time; 30 s by default.</summary>
    public TimeSpan LeaveDwell { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A fix that is so far outside beyond its accuracy, in metres, needs no dwell and only one other; 150 by default.</summary>
    public double FarM { get; init; } = 150;

    /// <summary>Between two fixes further apart in time nothing is concluded about the way; 2 minutes by default.</summary>
    public TimeSpan MaxGap { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A way through the fence between two fixes counts from this many metres inside, or from the accuracy of its ends; 10 by
    /// default.</summary>
    public double ThroughM { get; init; } = 10;

    /// <summary>A fix of worse accuracy, in metres, says nothing about a fence; 100 by default.</summary>
    public double WorstAccuracyM { get; init; } = 100;

    /// <summary>What is taken for the accuracy of a fix that does not say, in metres; 15 by default.</summary>
    public double UnknownAccuracyM { get; init; } = 15;
}
