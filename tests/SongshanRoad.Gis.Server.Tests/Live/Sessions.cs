using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Storage.Accounts;

namespace SongshanRoad.Gis.Server.Tests.Live;

/// <summary>Sessions of every role, sealed by the server's own keys.</summary>
internal static class Sessions
{
    public static string OfficeCookie(this LiveServer server, string role, string? communityCode = null) => server.Cookie(SessionClaims.ForAccount(
        new Account(1, role, role, communityCode, "", DateTimeOffset.UnixEpoch, 0, null), CookieAuthenticationDefaults.AuthenticationScheme));

    public static string VolunteerCookie(this LiveServer server, string unitCode) => server.Cookie(SessionClaims.ForVolunteer(
        unitCode, unitCode, Guid.Empty, CookieAuthenticationDefaults.AuthenticationScheme));

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

    private static string Cookie(this LiveServer server, ClaimsPrincipal principal)
    {
        var options = server.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(CookieAuthenticationDefaults.AuthenticationScheme);
        var ticket = new AuthenticationTicket(principal, CookieAuthenticationDefaults.AuthenticationScheme);
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}";
    }
}
