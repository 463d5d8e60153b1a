using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Cli.Demo;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Storage.Accounts;

namespace SongshanRoad.Gis.Cli.Serve;

/// <summary>Tells whoever started the server how to sign in: a one-time link while no account exists.</summary>
internal static class SignInHint
{
    /// <summary>Prints it.</summary>
    public static async Task PrintAsync(
        CommandHost host, IServiceProvider services, string address, string dataPath, DemoSecrets? demo, CancellationToken cancellation)
    {
        if (demo is not null)
        {
            await host.Output.WriteLineAsync($"sign in at {address} with a demo account (made at the first start, kept in {DemoSecrets.PathIn(dataPath)}):");
            foreach (var account in demo.Accounts)
            {
                await host.Output.WriteLineAsync($"  {account.Role,-10}  name {account.Name}   password {account.Password}");
            }

            if (demo.Invite is not null)
            {
                await host.Output.WriteLineAsync($"  volunteer   open {address}{demo.Invite.Path} on a phone or in a narrow window");
            }

            return;
        }

        var token = SecretToken.Create();
        if (await services.GetRequiredService<AccountStore>().AddSetupLinkAsync(SecretToken.Hash(token), host.Time.GetUtcNow(), cancellation))
        {
            await host.Output.WriteLineAsync($"first sign-in: open {address}/setup?token={token}  (works once, and only until the first account exists)");
        }
    }
}
