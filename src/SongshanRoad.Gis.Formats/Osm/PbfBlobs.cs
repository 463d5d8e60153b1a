using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Osm;

/// <summary>The outer layer of OSM PBF: length-prefixed blobs, raw or zlib (wiki.openstreetmap.org/wiki/PBF_Format). The format's
/// own limits, 64 KiB per header and 32 MiB per blob, bound the memory.</summary>
internal sealed class PbfBlobs(Stream stream)
{
    private const int MaxHeaderBytes = 64 << 10;
    private const int MaxBlobBytes = 32 << 20;

    /// <summary>Type and content of the next blob; null at the proper end of the file.</summary>
    public (string Type, byte[] Content)? Next()
    {
        Span<byte> prefix = stackalloc byte[4];
        var got = stream.ReadAtLeast(prefix, 4, throwOnEndOfStream: false);
        if (got == 0)
        {
            return null;
        }

        if (got < 4)
        {
            throw Truncated();
        }

        var headerLength = BinaryPrimitives.ReadUInt32BigEndian(prefix);
        if (headerLength is 0 or > MaxHeaderBytes)
        {
            throw ProtobufSpan.Broken($"a blob header of {headerLength} bytes, at most {MaxHeaderBytes} are allowed");
        }

        var (type, dataSize) = ReadHeader(ReadExactly((int)headerLength));
        if (dataSize > MaxBlobBytes)
        {
            throw ProtobufSpan.Broken($"a blob of {dataSize} bytes, at most {MaxBlobBytes} are allowed");
        }

        return (type, Unpack(ReadExactly((int)dataSize)));
    }

    private static (string Type, ulong DataSize) ReadHeader(byte[] bytes)
    {
        var header = new ProtobufSpan(bytes);
        var type = "";
        var dataSize = 0UL;
        while (header.NextField())
        {
            switch (header.Field)
            {
                case 1:
                    type = Encoding.UTF8.GetString(header.ReadBytes());
                    break;
                case 3:
                    dataSize = header.ReadVarint();
                    break;
                default:
                    header.Skip();
                    break;
            }
        }

        return (type, dataSize);
    }

    private static byte[] Unpack(byte[] bytes)
    {
        var blob = new ProtobufSpan(bytes);
        var rawSize = 0UL;
        byte[]? zlib = null;
        while (blob.NextField())
        {
            switch (blob.Field)
            {
                case 1:
                    return blob.ReadBytes().ToArray();
                case 2:
                    rawSize = blob.ReadVarint();
                    break;
                case 3:
                    zlib = blob.ReadBytes().ToArray();
                    break;
                case 4 or 6 or 7:
                    throw new UnreadableFileException(ProblemCodes.NotThisFormat, "The PBF is packed with LZMA, LZ4 or zstd.",
                        "Repack it with zlib, e.g. osmium cat in.osm.pbf -o out.osm.pbf -f pbf,pbf_compression=zlib.");
                default:
                    blob.Skip();
                    break;
            }
        }

        return zlib is null ? throw ProtobufSpan.Broken("a blob without content") : Inflate(zlib, rawSize);
    }

    private static byte[] Inflate(byte[] zlib, ulong rawSize)
    {
        if (rawSize > MaxBlobBytes)
        {
            throw ProtobufSpan.Broken($"a blob that unpacks to {rawSize} bytes, at most {MaxBlobBytes} are allowed");
        }

        var raw = new byte[(int)rawSize];
        try
        {
            using var inflating = new ZLibStream(new MemoryStream(zlib), CompressionMode.Decompress);
            var got = inflating.ReadAtLeast(raw, raw.Length, throwOnEndOfStream: false);
            if (got < raw.Length || inflating.ReadByte() >= 0)
            {
                throw ProtobufSpan.Broken("a blob that does not unpack to the size it declares");
            }
        }
        catch (InvalidDataException e)
        {
            throw new UnreadableFileException(ProblemCodes.NotThisFormat, $"A PBF blob does not unpack ({e.Message})",
                "Download or export the file again.", inner: e);
        }

        return raw;
    }

    private byte[] ReadExactly(int length)
    {
        var bytes = new byte[length];
        return stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false) == length ? bytes : throw Truncated();
    }

    private static UnreadableFileException Truncated() =>
        new(ProblemCodes.Truncated, "The PBF ends in the middle of a blob.", "Download or copy it again.");
}
