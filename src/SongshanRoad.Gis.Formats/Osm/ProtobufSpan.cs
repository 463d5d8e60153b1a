using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Osm;

/// <summary>Walks the fields of one Protocol Buffers message (protobuf.dev/programming-guides/encoding).</summary>
internal ref struct ProtobufSpan(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;
    private int _wireType;

    public readonly bool IsEmpty => _rest.IsEmpty;

    /// <summary>Number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>Moves to the next field; false at the end of the message.</summary>
    public bool NextField()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var key = ReadVarint();
        Field = (int)Math.Min(key >> 3, int.MaxValue);
        _wireType = (int)(key & 7);
        return true;
    }

    public ulong ReadVarint()
    {
        var value = 0UL;
        for (var i = 0; i < 10; i++)
        {
            if (i >= _rest.Length)
            {
                throw Broken("a number is cut off");
            }

            var b = _rest[i];
            value |= (ulong)(b & 0x7F) << (7 * i);
            if (b < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        throw Broken("a number is longer than 10 bytes");
    }

    /// <summary>A zigzag-coded signed number.</summary>
    public long ReadSigned()
    {
        var value = ReadVarint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>The bytes of a string, a nested message or a packed list.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        if (_wireType != 2)
        {
            throw Broken($"field {Field} has wire type {_wireType}, expected 2");
        }

        var length = ReadVarint();
        if (length > (ulong)_rest.Length)
        {
            throw Broken($"field {Field} claims {length} bytes, {_rest.Length} are left");
        }

        var bytes = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return bytes;
    }

    public void Skip()
    {
        switch (_wireType)
        {
            case 0:
                ReadVarint();
                break;
            case 1:
                Drop(8);
                break;
            case 2:
                ReadBytes();
                break;
            case 5:
                Drop(4);
                break;
            default:
                throw Broken($"field {Field} has unknown wire type {_wireType}");
        }
    }

    public static UnreadableFileException Broken(string reason) =>
        new(ProblemCodes.NotThisFormat, $"Not a valid OSM PBF: {reason}.", "Download or export the file again.");

    private void Drop(int length) => _rest = length <= _rest.Length ? _rest[length..] : throw Broken($"field {Field} is cut off");
}
