namespace SongshanRoad.Gis.Hotspots.SpaceTime;

/// <summary>How a place came to be hot, or cold, over time. Eight patterns, each hot or cold, and none: 17 categories.</summary>
public enum EmergingPattern
{
    /// <summary>None of the others.</summary>
    None,

    /// <summary>In the last step, and never before.</summary>
    New,

    /// <summary>An unbroken run of at least two steps up to the last, none before it, under 90 % of all steps.</summary>
    Consecutive,

    /// <summary>At least 90 % of the steps, the last among them, and growing stronger.</summary>
    Intensifying,

    /// <summary>At least 90 % of the steps, the last among them, neither growing stronger nor weaker.</summary>
    Persistent,

    /// <summary>At least 90 % of the steps, the last among them, and growing weaker.</summary>
    Diminishing,

    /// <summary>At least 90 % of the steps, but not the last.</summary>
    Historical,

    /// <summary>In the last step, under 90 % of all steps, and of the other sign in some step before.</summary>
    Oscillating,

    /// <summary>On and off again: in the last step, under 90 % of all steps, with a gap since an earlier one, never of the other sign.</summary>
    Sporadic,
}

/// <summary>One of the 17 categories.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="IsHot">Hot or, false, cold; false where there is no pattern.</param>
public readonly record struct EmergingCategory(EmergingPattern Pattern, bool IsHot)
{
    /// <summary>No pattern.</summary>
    public static readonly EmergingCategory None = new(EmergingPattern.None, false);

    /// <summary>Its name in words, e.g. <c>new hot</c> or <c>no pattern</c>.</summary>
    public override string ToString() => Pattern == EmergingPattern.None ? "no pattern" : $"{Pattern.ToString().ToLowerInvariant()} {(IsHot ? "hot" : "cold")}";
}
