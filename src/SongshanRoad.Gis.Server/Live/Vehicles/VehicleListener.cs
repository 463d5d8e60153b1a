using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using SongshanRoad.Gis.Server.Deployment;

namespace SongshanRoad.Gis.Server.Live.Vehicles;

/// <summary>The port of the patrol-car terminals, beside that of HTTP.</summary>
internal static class VehicleListener
{
    /// <summary>Listens, if there is to be a door; the port of HTTP must be listened on before.</summary>
    public static void ListenForVehicles(this KestrelServerOptions kestrel, VehicleDoorOptions? options)
    {
        if (options is not null)
        {
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.UseConnectionHandler<VehicleConnectionHandler>());
        }
    }

    /// <summary>The port that a started server with a door listens on.</summary>
    public static int PortOf(IServer server) => new Uri(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.ElementAt(1)).Port;
}
