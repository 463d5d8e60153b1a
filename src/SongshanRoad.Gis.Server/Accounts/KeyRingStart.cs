using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Hosting;
using SongshanRoad.Gis.Storage.Accounts;

namespace SongshanRoad.Gis.Server.Accounts;

/// <summary>Before the first request: takes over the key files of earlier versions, so that nobody is signed out, and makes the first key,
/// unless another server was quicker.</summary>
/// <param name="keysPath">Directory in which earlier versions kept the keys; it need not exist.</param>
/// <param name="keys">Where they are kept now.</param>
/// <param name="protection">Makes a key when there is none.</param>
internal sealed class KeyRingStart(string keysPath, ProtectionKeyStore keys, IDataProtectionProvider protection) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => keys.InTurnAsync(
        () =>
        {
            foreach (var file in Directory.Exists(keysPath) ? Directory.GetFiles(keysPath, "key-*.xml") : [])
            {
                keys.Add(Path.GetFileNameWithoutExtension(file), XElement.Load(file).ToString(SaveOptions.DisableFormatting));
            }

            protection.CreateProtector(nameof(KeyRingStart)).Protect([]);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
