using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SongshanRoad.Gis.Server.Accounts;

/// <summary>Tokens for links and devices: 256 random bits, of which only the SHA-256 hash is stored.</summary>
public static class SecretToken
{
    /// <summary>A new token, 43 characters that need no escaping in a URL.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored of a token: 32 bytes.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
