namespace SongshanRoad.Gis.Load.Deployment;

/// <summary>Where the load goes.</summary>
/// <param name="Server">The server's address.</param>
/// <param name="VehiclePort">Port of 127.0.0.1 for patrol-car terminals, or null.</param>
internal sealed record LoadTarget(Uri Server, int? VehiclePort);

/// <summary>A unit's device.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="Token">The device's token.</param>
/// <param name="TerminalNumber">The number of the unit's JT/T 808 terminal.</param>
internal sealed record LoadDevice(string UnitId, string Token, string TerminalNumber);
