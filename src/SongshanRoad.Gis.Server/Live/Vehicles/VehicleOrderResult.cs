namespace SongshanRoad.Gis.Server.Live.Vehicles;

/// <summary>What came of an order to the terminals of a unit; of several terminals the first that applies counts.</summary>
internal enum VehicleOrderResult
{
    /// <summary>A terminal has done it.</summary>
    Done = 0,

    /// <summary>A terminal could not do it.</summary>
    Failed = 1,

    /// <summary>A terminal does not know such an order.</summary>
    Unsupported = 2,

    /// <summary>A terminal is connected and did not answer in time.</summary>
    Silent = 3,

    /// <summary>No terminal of the unit is connected.</summary>
    NotConnected = 4,
}
