namespace SongshanRoad.Gis.Load;

/// <summary>What a run is asked for.</summary>
/// <param name="Trackers">How many trackers, by protocol in turn.</param>
/// <param name="Protocols">The protocols.</param>
/// <param name="Maps">How many map clients.</param>
/// <param name="StalledMaps">How many further map clients never read.</param>
/// <param name="ViewShare">Sides of a map's view as a share of the district's, 0-1.</param>
/// <param name="RatePerSecond">Fixes a second and tracker.</param>
/// <param name="Batch">Fixes made, and sent, at once.</param>
/// <param name="Lasting">How long is measured.</param>
/// <param name="WarmUp">How long is sent before.</param>
/// <param name="Drain">How long what was sent may take at the end.</param>
/// <param name="Seed">Seed of walks, views and jitter.</param>
internal sealed record LoadOptions(
    int Trackers,
    IReadOnlyList<string> Protocols,
    int Maps,
    int StalledMaps,
    double ViewShare,
    double RatePerSecond,
    int Batch,
    TimeSpan Lasting,
    TimeSpan WarmUp,
    TimeSpan Drain,
    int Seed);

/// <summary>A run that cannot be made; the message says why, and the cure.</summary>
internal sealed class LoadException(string message, Exception? inner = null) : Exception(message, inner);
