using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Server.Deployment;

/// <summary>Health for whoever watches the process.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live"));
        routes.MapGet("/health/ready", async (Database database, CancellationToken cancellation) =>
        {
            try
            {
                await database.PingAsync(cancellation);
                return Results.Text("ready");
            }
            catch (NpgsqlException error)
            {
                return ProblemResults.Problem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.StorageUnavailable, error.Message);
            }
        });
    }
}
