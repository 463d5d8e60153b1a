using System.Text;

namespace SongshanRoad.Gis.Trackers.Jtt808;

/// <summary>Texts of the protocol, which are GBK (JT/T 808-2013, 4.2, table 1).</summary>
internal static class Jtt808Text
{
    /// <summary>GB 18030, which reads GBK and what newer terminals write beyond it.</summary>
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding(54936)
        ?? throw new NotSupportedException("The runtime has no GB 18030.");

    /// <summary>Reads a text up to its first zero; what is no text becomes U+FFFD.</summary>
    public static string Read(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        return Gbk.GetString(end < 0 ? bytes : bytes[..end]).Trim();
    }

    /// <summary>The bytes of a text.</summary>
    public static byte[] Write(string text) => Gbk.GetBytes(text);
}
