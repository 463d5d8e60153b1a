using SongshanRoad.Gis.Load.Measures;
using SongshanRoad.Gis.Load.Trackers;

namespace SongshanRoad.Gis.Load;

/// <summary>Something that happens to a server, or between it and its senders, while a run is measured.</summary>
internal interface ITrial
{
    /// <summary>What was found.</summary>
    IReadOnlyList<Finding> Findings { get; }

    /// <summary>The tracker, or something that sends through it.</summary>
    ITracker Wrap(ITracker tracker) => tracker;

    /// <summary>Lets it happen; done when it is over and all is as before.</summary>
    /// <param name="trackers">Every tracker.</param>
    /// <param name="ledgers">What their senders know.</param>
    /// <param name="options">The run.</param>
    /// <param name="ending">Ends it early.</param>
    Task RunAsync(IReadOnlyList<ITracker> trackers, IReadOnlyList<UnitLedger> ledgers, LoadOptions options, CancellationToken ending);
}

/// <summary>What a trial found.</summary>
/// <param name="Text">In words.</param>
/// <param name="IsBroken">Whether a promise was broken.</param>
internal sealed record Finding(string Text, bool IsBroken);
