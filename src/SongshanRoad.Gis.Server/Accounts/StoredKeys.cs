using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using SongshanRoad.Gis.Storage.Accounts;

namespace SongshanRoad.Gis.Server.Accounts;

/// <summary>Keeps the keys that seal cookies in the database, where every server of the deployment finds them.</summary>
internal sealed class StoredKeys(ProtectionKeyStore keys) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() => [.. keys.List().Select(XElement.Parse)];

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) => keys.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting));
}
