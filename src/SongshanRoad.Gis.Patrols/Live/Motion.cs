namespace SongshanRoad.Gis.Patrols.Live;

/// <summary>Whether a unit moves.</summary>
public enum Motion
{
    /// <summary>It stands, or nothing shows that it moves.</summary>
    Still = 0,

    /// <summary>It moves.</summary>
    Moving = 1,
}
