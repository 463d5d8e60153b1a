namespace SongshanRoad.Gis.Storage.Live.Vehicles;

/// <summary>What came of enrolling a terminal.</summary>
public enum TerminalEnrolment
{
    /// <summary>It belongs to the unit.</summary>
    Done = 0,

    /// <summary>There is no such active unit.</summary>
    NoUnit = 1,

    /// <summary>It belongs to another unit.</summary>
    Taken = 2,
}
