using System.IO.Compression;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Osm;

/// <summary>Reads an OSM extract, whichever way it is packed: <c>.osm</c>, <c>.osm.gz</c> or <c>.osm.pbf</c>, told apart by content.</summary>
public static class OsmFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="progress">Told the bytes read and the bytes in all, about a hundred times; may be null.</param>
    /// <exception cref="UnreadableFileException">The file cannot be opened or is not an OSM extract that fits into memory.</exception>
    public static OsmExtract Read(string path, Action<long, long>? progress = null) => Read(InputFile.Open(path), progress);

    /// <summary>Reads a stream and closes it.</summary>
    /// <param name="stream">The bytes of the file.</param>
    /// <param name="progress">Told the bytes read and the bytes in all, about a hundred times; may be null.</param>
    /// <exception cref="UnreadableFileException">Not an OSM extract that fits into memory.</exception>
    public static OsmExtract Read(Stream stream, Action<long, long>? progress = null) => Read(stream, progress, OsmExtractBuilder.MaxHeldBytes);

    internal static OsmExtract Read(Stream stream, Action<long, long>? progress, long maxHeldBytes)
    {
        using var peeked = new PeekedStream(new CountingStream(stream, progress), 4);
        var builder = new OsmExtractBuilder(maxHeldBytes);
        switch (peeked.Head)
        {
            case []:
                throw new UnreadableFileException(ProblemCodes.EmptyFile, "The file is empty (0 bytes).", "Download or copy it again.");
            case [0x1F, 0x8B, ..]:
                ReadGzip(peeked, builder);
                break;
            case [(byte)'B', (byte)'Z', (byte)'h', ..]:
                throw new UnreadableFileException(ProblemCodes.NotThisFormat, "The file is packed with bzip2.", "Unpack it first (bunzip2).");
            case [0, 0, _, _]:
                OsmPbf.Read(peeked, builder);
                break;
            default:
                OsmXml.Read(peeked, builder);
                break;
        }

        return new OsmExtract(builder);
    }

    private static void ReadGzip(Stream packed, OsmExtractBuilder builder)
    {
        try
        {
            using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
            OsmXml.Read(unpacked, builder);
        }
        catch (InvalidDataException e)
        {
            throw new UnreadableFileException(ProblemCodes.Truncated, $"The gzip file does not unpack ({e.Message})", "Download or copy it again.", inner: e);
        }
    }
}
