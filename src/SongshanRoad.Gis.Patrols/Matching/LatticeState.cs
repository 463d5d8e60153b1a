namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>How a hypothesis came from the one before it.</summary>
internal enum StepKind : byte
{
    /// <summary>The first one, or the first after a silence that cuts the track.</summary>
    Start = 0,

    /// <summary>Along the streets.</summary>
    Route = 1,

    /// <summary>The fix is disbelieved, or was taken off the streets: the place is still that of the hypothesis before.</summary>
    Aside = 2,

    /// <summary>Elsewhere, without a way there.</summary>
    Leave = 3,
}

/// <summary>One hypothesis about one fix.</summary>
/// <param name="Way">On which way.</param>
/// <param name="AlongM">Metres from its start.</param>
/// <param name="Cost">Nats from the start of the track.</param>
/// <param name="OwnNats">The part of it that the fix itself adds.</param>
/// <param name="Back">The hypothesis it came from, or -1.</param>
/// <param name="Seen">Number of the fix that put it there: an earlier one while fixes are disbelieved.</param>
/// <param name="Kind">How it came.</param>
internal readonly record struct LatticeState(int Way, float AlongM, double Cost, float OwnNats, int Back, int Seen, StepKind Kind);
