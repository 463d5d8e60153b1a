using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Storage.Accounts;

namespace SongshanRoad.Gis.Server.Tests.Live;

/// <summary>Sessions of every role, stored and sealed as the server's own sign-in does.</summary>
internal static class Sessions
{
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    // The cookie handler's own word for the claim that carries a stored session's key.
    private const string KeyClaim = "Microsoft.AspNetCore.Authentication.Cookies-SessionId";

    public static Task<string> OfficeCookieAsync(this LiveServer server, string role, string? communityCode = null) => server.CookieAsync(
        SessionClaims.ForAccount(new Account(1, role, role, communityCode, "", DateTimeOffset.UnixEpoch, 0, null), Scheme));

    public static Task<string> VolunteerCookieAsync(this LiveServer server, string unitCode, string night = LiveScene.Tonight) => server.CookieAsync(
        SessionClaims.ForVolunteer(unitCode, unitCode, Guid.Empty, DutyNight.TryParse(night, out var parsed) ? parsed : default, Scheme));

    public static HttpClient CreateClient(this LiveServer server, string cookie)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(server.Address) };
        client.DefaultRequestHeaders.Add("X-Requested-With", "songshan");
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        return client;
    }

    public static HttpClient CreateDevice(this LiveServer server, string token)
    {
        var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static async Task<string> CookieAsync(this LiveServer server, ClaimsPrincipal principal)
    {
        var options = server.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Scheme);
        // The scene's clock stands in the past; the hub goes by the machine's.
        var properties = new AuthenticationProperties { ExpiresUtc = new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        var key = await options.SessionStore!.StoreAsync(new AuthenticationTicket(principal, properties, Scheme));
        var carrier = new ClaimsPrincipal(new ClaimsIdentity([new Claim(KeyClaim, key)], Scheme));
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(new AuthenticationTicket(carrier, Scheme))}";
    }
}
