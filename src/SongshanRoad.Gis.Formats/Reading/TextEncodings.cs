using System.Text;
using System.Text.Unicode;

namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>Which encoding a Chinese office's text is in: byte order mark, else strict UTF-8, else GBK (as its superset GB18030).</summary>
public static class TextEncodings
{
    static TextEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>GB18030, which contains GBK and GB2312; unreadable bytes become U+FFFD.</summary>
    public static Encoding Gbk => Encoding.GetEncoding("GB18030");

    /// <summary>The encoding of a name such as <c>gbk</c>, <c>936</c>, <c>utf-8</c>, <c>big5</c>; null when unknown.</summary>
    public static Encoding? Find(string name)
    {
        var word = name.Trim();
        if (word.Equals("gbk", StringComparison.OrdinalIgnoreCase) || word.Equals("gb2312", StringComparison.OrdinalIgnoreCase)
            || word is "936" || word.Equals("cp936", StringComparison.OrdinalIgnoreCase))
        {
            return Gbk;
        }

        try
        {
            return int.TryParse(word, out var codePage) ? Encoding.GetEncoding(codePage) : Encoding.GetEncoding(word);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Reads a seekable stream once to find its encoding and rewinds it.</summary>
    internal static Encoding Detect(Stream stream)
    {
        var buffer = new byte[1 << 16];
        var kept = 0;
        var first = true;
        Encoding? found = null;
        while (found is null)
        {
            var count = stream.ReadAtLeast(buffer.AsSpan(kept), buffer.Length - kept, throwOnEndOfStream: false);
            var bytes = buffer.AsSpan(0, kept + count);
            if (first)
            {
                found = FromByteOrderMark(bytes);
                first = false;
            }

            var atEnd = count < buffer.Length - kept;
            var whole = atEnd ? bytes.Length : bytes.Length - UnfinishedTail(bytes);
            if (found is null && !Utf8.IsValid(bytes[..whole]))
            {
                found = Gbk;
            }

            kept = bytes.Length - whole;
            bytes[whole..].CopyTo(buffer);
            if (atEnd)
            {
                break;
            }
        }

        stream.Seek(0, SeekOrigin.Begin);
        return found ?? Encoding.UTF8;
    }

    private static Encoding? FromByteOrderMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    // Bytes of a character that the end of the buffer cuts in two.
    private static int UnfinishedTail(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= 3 && back <= bytes.Length; back++)
        {
            var b = bytes[^back];
            if (b >= 0xC0)
            {
                return back < (b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2) ? back : 0;
            }

            if (b < 0x80)
            {
                return 0;
            }
        }

        return 0;
    }
}
