using System.Net.Http.Json;
using System.Security.Cryptography;
using SongshanRoad.Gis.Contracts.Accounts;

namespace SongshanRoad.Gis.Load.Deployment;

/// <summary>The dispatcher's account that a run uses.</summary>
internal static class FreshAccount
{
    /// <summary>Its name.</summary>
    public const string Name = "load";

    /// <summary>A password nobody else knows.</summary>
    public static string NewPassword() => Convert.ToHexString(RandomNumberGenerator.GetBytes(12));

    /// <summary>Makes it through the one-time link of an empty deployment.</summary>
    public static async Task MakeAsync(Uri setupLink, string password, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = new Uri(setupLink.GetLeftPart(UriPartial.Authority)) };
        http.DefaultRequestHeaders.Add("X-Requested-With", "songshan");
        async Task PostAsync(string path, object body)
        {
            using var answer = await http.PostAsJsonAsync(path, body, cancellation);
            answer.EnsureSuccessStatusCode();
        }

        await PostAsync("api/setup", new SetupRequest(setupLink.Query["?token=".Length..], "owner", NewPassword()));
        await PostAsync("api/accounts", new NewAccount(Name, password, "dispatcher"));
    }
}
