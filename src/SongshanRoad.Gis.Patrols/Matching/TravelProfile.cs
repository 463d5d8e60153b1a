namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>How somebody moves and what a matcher may believe about it. Lengths in metres, times in seconds; a cost in nats is a
/// negative logarithm of a probability.</summary>
/// <remarks>The values of <see cref="Drive"/> are tuned on one half of the Kubicka tracks, see docs/matching.md.</remarks>
public sealed record TravelProfile
{
    /// <summary>By car or e-bike: one-way streets in their direction, only where one may drive.</summary>
    public static TravelProfile Drive { get; } = new() { OnFoot = false };

    /// <summary>On foot: every way in both senses, turning back is cheap, and off the streets one may be anywhere.</summary>
    public static TravelProfile Walk { get; } = new()
    {
        OnFoot = true,
        DefaultSigmaM = 8,
        MaxSpeedMps = 5,
        UTurnM = 10,
        TurnM = 0,
        LeaveNats = 4,
        StayRadiusM = 12,
    };

    /// <summary>Whether it is a walker.</summary>
    public required bool OnFoot { get; init; }

    /// <summary>Standard deviation of the distance from the street when neither reported nor estimable.</summary>
    public double DefaultSigmaM { get; init; } = 5;

    /// <summary>The least standard deviation believed.</summary>
    public double MinSigmaM { get; init; } = 4;

    /// <summary>The greatest standard deviation believed.</summary>
    public double MaxSigmaM { get; init; } = 25;

    /// <summary>How far a street may be from the fix.</summary>
    public double RadiusM { get; init; } = 60;

    /// <summary>Beyond so many standard deviations a distance costs linearly (Huber), not by its square.</summary>
    public double HuberSigmas { get; init; } = 2;

    /// <summary>A fix nearer to the last used one than this says nothing new.</summary>
    public double SpacingM { get; init; } = 18;

    /// <summary>Scale of the difference between the way and the straight line, at one second.</summary>
    public double BetaM { get; init; } = 3;

    /// <summary>How much that scale grows per second between two fixes.</summary>
    public double BetaPerSecondM { get; init; } = 0.8;

    /// <summary>Up to so many nats a detour costs by its length, beyond that by the logarithm of its length.</summary>
    public double DetourKneeNats { get; init; } = 10;

    /// <summary>Scale of the cost of turns, metres a nat.</summary>
    public double TurnScaleM { get; init; } = 10;

    /// <summary>What turning round on the street costs.</summary>
    public double UTurnM { get; init; } = 40;

    /// <summary>What turning round at a dead end costs.</summary>
    public double DeadEndTurnM { get; init; } = 10;

    /// <summary>What a right-angled turn costs; a smaller one costs less, by its angle's share of it squared.</summary>
    public double TurnM { get; init; } = 12;

    /// <summary>A fix may be disbelieved for this price (nats).</summary>
    public double JunkNats { get; init; } = 20;

    /// <summary>The next one after a disbelieved one for this price.</summary>
    public double NextJunkNats { get; init; } = 10;

    /// <summary>Fixes so many seconds apart err independently; nearer ones count by their share of it.</summary>
    public double IndependentAfterS { get; init; } = 15;

    /// <summary>The least weight of a fix.</summary>
    public double MinWeight { get; init; } = 0.1;

    /// <summary>A route may be so much faster than the fast pieces of the track itself.</summary>
    public double SpeedFactor { get; init; } = 1.5;

    /// <summary>Going on elsewhere without a way there costs so much (nats).</summary>
    public double LeaveNats { get; init; } = 200;

    /// <summary>No patrol is faster.</summary>
    public double MaxSpeedMps { get; init; } = 50;

    /// <summary>A hypothesis so much worse than the best is given up (nats).</summary>
    public double BeamNats { get; init; } = 60;

    /// <summary>How much longer than the straight line a way is looked for first.</summary>
    public double SlackM { get; init; } = 150;

    /// <summary>A silence longer than this is bridged only as inferred, s.</summary>
    public double InferredAfterS { get; init; } = 30;

    /// <summary>A silence longer than this cuts the track, s.</summary>
    public double SplitAfterS { get; init; } = 180;

    /// <summary>Radius of a stay. A walker's is smaller: he goes 25 m into an alley and back within a minute.</summary>
    public double StayRadiusM { get; init; } = 25;

    /// <summary>Least duration of a stay, s.</summary>
    public double StayS { get; init; } = 60;
}
