using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace SongshanRoad.Gis.Server.Deployment;

/// <summary>Serves the built web client; nothing in it may load from elsewhere.</summary>
internal static class WebClient
{
    private const string ContentSecurityPolicy =
        "default-src 'self'; connect-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
        + "worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "geolocation=(self), camera=(), microphone=()";
        return next(context);
    });

    public static void UseWebClientFiles(this IApplicationBuilder app, string? webPath)
    {
        if (webPath is null)
        {
            return;
        }

        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".webmanifest"] = "application/manifest+json";
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Path.GetFullPath(webPath)),
            ContentTypeProvider = types,
            OnPrepareResponse = file =>
            {
                // Vite puts a hash of the content into every name under assets.
                var hashed = file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal);
                file.Context.Response.Headers.CacheControl = hashed ? "public, max-age=31536000, immutable" : "no-cache";
            },
        });
    }

    /// <summary>Every page is the one app, which looks at the address itself.</summary>
    public static void MapWebClientPages(this IEndpointRouteBuilder routes, string? webPath)
    {
        if (webPath is null)
        {
            return;
        }

        var index = Path.Combine(Path.GetFullPath(webPath), "index.html");
        foreach (var page in (string[])["/", "/setup", "/i/{token}", "/my"])
        {
            routes.MapGet(page, (HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "no-cache";
                return Results.File(index, "text/html; charset=utf-8");
            }).ExcludeFromDescription();
        }
    }
}
