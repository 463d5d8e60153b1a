namespace SongshanRoad.Gis.Patrols.Live;

/// <summary>Why a fix is not believed. A flawed fix is kept raw and marked, but moves nothing on the map; one outside the duty is
/// not kept at all.</summary>
public enum FixFlaw
{
    /// <summary>Nothing speaks against it.</summary>
    None = 0,

    /// <summary>Its time lies further in the future than a device clock may be wrong.</summary>
    InFuture = 1,

    /// <summary>Its time lies before the duty's start or after its end.</summary>
    OffDuty = 2,

    /// <summary>It lies at 0° E, 0° N: a device without a fix.</summary>
    ZeroIsland = 3,

    /// <summary>Its degrees are no position, or one of its other values is none (accuracy, speed, heading, battery).</summary>
    OutOfRange = 4,

    /// <summary>The unit could only have got there at an impossible speed.</summary>
    ImpossibleJump = 5,

    /// <summary>The device says that another program made the position up.</summary>
    MockPosition = 6,
}
