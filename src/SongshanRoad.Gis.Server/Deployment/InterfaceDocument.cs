using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace SongshanRoad.Gis.Server.Deployment;

/// <summary>The OpenAPI document.</summary>
internal static class InterfaceDocument
{
    /// <summary>Registers the document.</summary>
    public static void AddInterfaceDocument(this IServiceCollection services) =>
        services.AddOpenApi(options => options.AddOperationTransformer(LeaveListsOut));

    // The generated endpoints call every list in a query required, though without it the list is empty, and allow for it in a body, which no
    // GET has.
    private static Task LeaveListsOut(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            parameter.Required &= parameter is not { In: ParameterLocation.Query, Schema.Type: JsonSchemaType.Array };
        }

        operation.RequestBody = context.Description.HttpMethod == HttpMethods.Get ? null : operation.RequestBody;
        return Task.CompletedTask;
    }
}
