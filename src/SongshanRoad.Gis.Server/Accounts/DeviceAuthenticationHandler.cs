using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SongshanRoad.Gis.Storage.Accounts;

namespace SongshanRoad.Gis.Server.Accounts;

/// <summary>Recognises a tracking device by its bearer token, which the hub may also get as <c>access_token</c>: a browser's
/// WebSocket cannot send headers.</summary>
internal sealed class DeviceAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, DeviceStore devices)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "device";

    public static bool CarriesToken(HttpRequest request) => Token(request) is not null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Token(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        return await devices.FindAsync(SecretToken.Hash(token), Context.RequestAborted) is { } device
            ? AuthenticateResult.Success(new AuthenticationTicket(SessionClaims.ForDevice(device, Scheme), Scheme))
            : AuthenticateResult.Fail("The device token is unknown or revoked.");
    }

    private static string? Token(HttpRequest request)
    {
        const string bearer = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(bearer, StringComparison.OrdinalIgnoreCase))
        {
            return header[bearer.Length..].Trim();
        }

        return request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal) && request.Query.TryGetValue("access_token", out var token)
            ? token.ToString()
            : null;
    }
}
