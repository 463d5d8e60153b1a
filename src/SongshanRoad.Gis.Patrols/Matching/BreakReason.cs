namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>Why a matched track is interrupted.</summary>
public enum BreakReason
{
    /// <summary>No fix for longer than the profile bridges.</summary>
    Silence = 0,

    /// <summary>No way along the streets leads there in the time: an outlier that looked good, a ferry, a missing street.</summary>
    NoWay = 1,

    /// <summary>No street lies near the fixes.</summary>
    NoStreet = 2,

    /// <summary>The fixes say that somebody was off the streets: a courtyard, a square, a car park.</summary>
    OffStreet = 3,
}
