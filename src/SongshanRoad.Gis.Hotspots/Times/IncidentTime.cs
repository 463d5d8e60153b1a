namespace SongshanRoad.Gis.Hotspots.Times;

/// <summary>When an incident happened, as far as is known: at a moment, or some time between two. Local clock time without a zone, as
/// hours and weekdays are local; where clocks are put forward or back, the minutes are those the clock shows.</summary>
/// <param name="Start">When it happened, or could have happened first.</param>
/// <param name="End">When it could have happened last; null when the time is known.</param>
/// <remarks>The rules are those of J. Ratcliffe's R package aoristic 1.1.1: the length is in whole minutes; without an end, with an
/// end before the start, or when it is one minute or less, all weight is at the start.</remarks>
public readonly record struct IncidentTime(DateTime Start, DateTime? End = null)
{
    /// <summary>Whether the end is before the start; the start is taken then.</summary>
    public bool EndsBeforeItStarts => End < Start;

    /// <summary>Whole minutes over which its weight is spread; 0 when all of it is at the start.</summary>
    internal long SpreadMinutes => End is { } end && (end - Start).Ticks / TimeSpan.TicksPerMinute is > 1 and var minutes ? minutes : 0;

    /// <summary>Where the spread begins: the start, without its seconds when the weight is spread.</summary>
    internal DateTime SpreadFrom => SpreadMinutes == 0 ? Start : new(Start.Ticks - (Start.Ticks % TimeSpan.TicksPerMinute));

    /// <summary>Where the spread ends; that moment is no longer in it.</summary>
    internal DateTime SpreadUntil => SpreadFrom.AddMinutes(SpreadMinutes);

    /// <summary>Compares by start, then end.</summary>
    internal static int Compare(IncidentTime a, IncidentTime b) =>
        a.Start != b.Start ? a.Start.CompareTo(b.Start) : Nullable.Compare(a.End, b.End);
}
