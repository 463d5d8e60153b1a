namespace SongshanRoad.Gis.Patrols.Geofences;

/// <summary>Which way a unit went.</summary>
public enum FenceDirection
{
    /// <summary>进入.</summary>
    Entered,

    /// <summary>离开.</summary>
    Left,
}

/// <summary>A unit entered or left a fence.</summary>
/// <param name="Direction">Which way.</param>
/// <param name="Time">When, UTC: of the fix that showed it first, or in between two fixes.</param>
/// <param name="IsBetweenFixes">Whether no fix lay inside: the way between two fixes led through.</param>
public readonly record struct FenceCrossing(FenceDirection Direction, DateTimeOffset Time, bool IsBetweenFixes);
