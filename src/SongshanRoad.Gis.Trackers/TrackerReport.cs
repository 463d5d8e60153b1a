namespace SongshanRoad.Gis.Trackers;

/// <summary>What a request of a device says.</summary>
/// <param name="Device">The device's own name or token; null when the request names none.</param>
/// <param name="Points">Its positions, and signs of life without one.</param>
/// <param name="Flaw">Why the request, or a part of it, could not be read.</param>
public sealed record TrackerReport(string? Device, IReadOnlyList<TrackerPoint> Points, TrackerFlaw Flaw = TrackerFlaw.None)
{
    internal static TrackerReport Of(string? device, TrackerFlaw flaw) => new(device, [], flaw);
}

/// <summary>Why a request, or a part of it, could not be read.</summary>
public enum TrackerFlaw
{
    /// <summary>All was read.</summary>
    None = 0,

    /// <summary>It has not the form that its content type says.</summary>
    Malformed = 1,

    /// <summary>A number, or a time, is none; the rest was read.</summary>
    UnreadableValue = 2,

    /// <summary>It is encrypted, which is not supported.</summary>
    Encrypted = 3,
}
