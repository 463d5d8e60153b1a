using System.Net;
using System.Net.Http.Json;
using SongshanRoad.Gis.Server.Accounts;

namespace SongshanRoad.Gis.Server.Tests.Live;

/// <summary>Asks for an address as every role, and as nobody.</summary>
internal static class RoleAccess
{
    private static readonly string[] Everyone = [Roles.Admin, Roles.Dispatcher, Roles.Leader, Roles.Volunteer, Roles.Device, "nobody"];

    /// <summary>Holds when just the allowed roles come through: whatever they are answered then, it is neither 401 nor 403.</summary>
    public static async Task AssertReachedByAsync(this LiveServer server, string method, string path, string[] allowed, object body)
    {
        var unitCode = $"team-{Guid.NewGuid():N}";
        var token = await server.AddUnitAsync(unitCode, "volunteerTeam");
        foreach (var role in Everyone)
        {
            using var client = role switch
            {
                "nobody" => server.CreateClient(),
                Roles.Device => server.CreateDevice(token),
                Roles.Volunteer => server.CreateClient(await server.VolunteerCookieAsync(unitCode)),
                _ => server.CreateClient(await server.OfficeCookieAsync(role)),
            };
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Content = method == "POST" ? JsonContent.Create(body) : null;
            var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            if (allowed.Contains(role))
            {
                Assert.True(answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) && (int)answer.StatusCode < 500,
                    $"{role} {method} {path}: {answer.StatusCode}");
            }
            else
            {
                Assert.True(answer.StatusCode == (role == "nobody" ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden),
                    $"{role} {method} {path}: {answer.StatusCode}");
            }
        }
    }
}
