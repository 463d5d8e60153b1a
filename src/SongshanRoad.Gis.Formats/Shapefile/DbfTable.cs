using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Shapefile;

/// <summary>Attribute rows of a <c>.dbf</c> file (dBASE III and the Visual FoxPro types that GIS write).</summary>
internal sealed class DbfTable
{
    private const int HeaderBytes = 32;
    private const byte GbkLanguageDriver = 0x4D;
    private const byte Big5LanguageDriver = 0x4F;

    private readonly Stream _stream;
    private readonly byte[] _record;
    private readonly List<Field> _fields = [];
    private readonly Encoding _encoding;
    private readonly int _recordsStart;

    /// <summary>Opens a table.</summary>
    /// <param name="stream">Seekable.</param>
    /// <param name="declared">Encoding of the <c>.cpg</c> file; null when there is none.</param>
    public DbfTable(Stream stream, Encoding? declared)
    {
        _stream = stream;
        var header = new byte[HeaderBytes];
        if (stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
        {
            throw Broken("its header is cut off");
        }

        _recordsStart = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(8));
        _record = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(10))];
        var descriptors = new byte[Math.Max(0, _recordsStart - HeaderBytes)];
        if (_record.Length == 0 || stream.ReadAtLeast(descriptors, descriptors.Length, throwOnEndOfStream: false) < descriptors.Length)
        {
            throw Broken("its header is cut off");
        }

        _encoding = declared ?? header[29] switch
        {
            GbkLanguageDriver => TextEncodings.Gbk,
            Big5LanguageDriver => TextEncodings.Find("big5")!,
            _ => null,
        } ?? Detect(descriptors);
        ReadFields(descriptors, _encoding);
    }

    public string EncodingName => _encoding.WebName;

    /// <summary>Whether text came out with replacement characters: the encoding is probably another.</summary>
    public bool HasUnreadableText { get; private set; }

    /// <summary>Reads the next row; null at the end of the table.</summary>
    /// <param name="deleted">Whether the row is marked as deleted.</param>
    public IReadOnlyDictionary<string, object?>? Read(out bool deleted)
    {
        deleted = false;
        if (_stream.ReadAtLeast(_record, _record.Length, throwOnEndOfStream: false) < _record.Length)
        {
            return null;
        }

        deleted = _record[0] == (byte)'*';
        var attributes = new Dictionary<string, object?>(_fields.Count, StringComparer.Ordinal);
        foreach (var field in _fields)
        {
            attributes[field.Name] = Value(field, _record.AsSpan(field.Offset, field.Length));
        }

        return attributes;
    }

    private void ReadFields(ReadOnlySpan<byte> descriptors, Encoding encoding)
    {
        _fields.Clear();
        var offset = 1;
        for (; descriptors.Length >= HeaderBytes && descriptors[0] != 0x0D; descriptors = descriptors[HeaderBytes..])
        {
            var nameBytes = descriptors[..11];
            var end = nameBytes.IndexOf((byte)0);
            var length = descriptors[16];
            if (offset + length > _record.Length)
            {
                throw Broken("its fields are longer than its records");
            }

            var name = encoding.GetString(nameBytes[..(end < 0 ? 11 : end)]).Trim();
            _fields.Add(new Field(name.Length > 0 ? name : $"field{_fields.Count + 1}", (char)descriptors[11], descriptors[17], offset, length));
            offset += length;
        }
    }

    // Strict UTF-8 over all texts, else GBK. Writers cut long UTF-8 texts in the middle of a character.
    private Encoding Detect(byte[] descriptors)
    {
        ReadFields(descriptors, Encoding.Latin1);
        var isUtf8 = true;
        while (isUtf8 && _stream.ReadAtLeast(_record, _record.Length, throwOnEndOfStream: false) == _record.Length)
        {
            foreach (var field in _fields)
            {
                if (field.Type == 'C' && !IsUtf8(_record.AsSpan(field.Offset, field.Length)))
                {
                    isUtf8 = false;
                    break;
                }
            }
        }

        _stream.Seek(_recordsStart, SeekOrigin.Begin);
        return isUtf8 ? Encoding.UTF8 : TextEncodings.Gbk;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        for (var cut = 0; cut <= 3 && cut <= bytes.Length; cut++)
        {
            if (Utf8.IsValid(bytes[..^cut]))
            {
                return true;
            }
        }

        return false;
    }

    private object? Value(Field field, ReadOnlySpan<byte> bytes)
    {
        switch (field.Type)
        {
            case 'C':
                var text = _encoding.GetString(bytes).TrimEnd('\0', ' ').Trim();
                HasUnreadableText |= text.TrimEnd('\uFFFD').Contains('\uFFFD', StringComparison.Ordinal);
                return text.Length == 0 ? null : text;
            case 'N' or 'F':
                return Number(Encoding.Latin1.GetString(bytes).Trim('\0', ' '), field.Decimals);
            case 'L':
                return bytes.IsEmpty ? null : (char)bytes[0] switch
                {
                    'T' or 't' or 'Y' or 'y' => true,
                    'F' or 'f' or 'N' or 'n' => false,
                    _ => null,
                };
            case 'D':
                return DateOnly.TryParseExact(Encoding.Latin1.GetString(bytes), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
            case 'I' when bytes.Length == 4:
                return (long)BinaryPrimitives.ReadInt32LittleEndian(bytes);
            case 'O' or 'B' when bytes.Length == 8:
                var number = BinaryPrimitives.ReadDoubleLittleEndian(bytes);
                return double.IsFinite(number) ? number : null;
            default:
                return null;
        }
    }

    private static object? Number(string text, int decimals)
    {
        if (decimals == 0 && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }

    private static UnreadableFileException Broken(string reason) =>
        new(ProblemCodes.NotThisFormat, $"The .dbf file is broken: {reason}.", "Export the Shapefile again.");

    private readonly record struct Field(string Name, char Type, int Decimals, int Offset, int Length);
}
