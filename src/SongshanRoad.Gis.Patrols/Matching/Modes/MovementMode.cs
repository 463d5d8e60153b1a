namespace SongshanRoad.Gis.Patrols.Matching.Modes;

/// <summary>Whether somebody walked or drove.</summary>
public enum MovementMode
{
    /// <summary>Walking, or standing without a vehicle.</summary>
    OnFoot = 0,

    /// <summary>In or on a vehicle, also while it waits.</summary>
    Driving = 1,
}
