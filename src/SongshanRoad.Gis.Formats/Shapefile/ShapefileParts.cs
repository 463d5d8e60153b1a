using System.IO.Compression;
using System.Text;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Shapefile;

/// <summary>The files that make one Shapefile, from a folder or a <c>.zip</c>. Only the <c>.shp</c> must be there.</summary>
internal sealed record ShapefileParts(Stream Shp, Stream? Dbf, string? Prj, string? Cpg)
{
    private const int MaxUnpackedBytes = 512 << 20;
    private const int BufferBytes = 1 << 17;
    private const int MaxTextBytes = 64 << 10;

    public static ShapefileParts Open(string path) =>
        Path.GetExtension(path).Equals(".zip", StringComparison.OrdinalIgnoreCase) ? FromZip(InputFile.Open(path)) : FromFolder(path);

    /// <summary>Unpacks a zip into files that vanish when they are closed, within limits.</summary>
    public static ShapefileParts FromZip(Stream packed)
    {
        try
        {
            using var zip = new ZipArchive(packed, ZipArchiveMode.Read, leaveOpen: false, TextEncodings.Gbk);
            var shapes = zip.Entries.Where(entry => Has(entry, ".shp") && !entry.FullName.StartsWith("__MACOSX", StringComparison.Ordinal)).ToList();
            if (shapes.Count != 1)
            {
                throw new UnreadableFileException(ProblemCodes.NotThisFormat, $"The zip holds {shapes.Count} .shp files, exactly one is expected.",
                    "Unpack it and import the layers one by one.");
            }

            var stem = Path.ChangeExtension(shapes[0].FullName, null);
            ZipArchiveEntry? Sibling(string extension) => zip.Entries.FirstOrDefault(entry =>
                Has(entry, extension) && Path.ChangeExtension(entry.FullName, null).Equals(stem, StringComparison.OrdinalIgnoreCase));
            return new ShapefileParts(Unpack(shapes[0]), Sibling(".dbf") is { } dbf ? Unpack(dbf) : null,
                Sibling(".prj") is { } prj ? Text(Unpack(prj)) : null, Sibling(".cpg") is { } cpg ? Text(Unpack(cpg)) : null);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or EndOfStreamException or ArgumentException)
        {
            throw new UnreadableFileException(ProblemCodes.NotThisFormat, $"The zip file does not unpack ({e.Message})", "Pack it again, without a password.", inner: e);
        }
    }

    private static ShapefileParts FromFolder(string path)
    {
        var shp = InputFile.Open(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var stem = Path.GetFileNameWithoutExtension(path);
        var siblings = Directory.EnumerateFiles(folder)
            .Where(file => Path.GetFileNameWithoutExtension(file).Equals(stem, StringComparison.OrdinalIgnoreCase))
            .ToLookup(file => Path.GetExtension(file).ToUpperInvariant());
        Stream? Sibling(string extension) => siblings[extension].FirstOrDefault() is { } file && new FileInfo(file).Length > 0 ? InputFile.Open(file) : null;
        return new ShapefileParts(shp, Sibling(".DBF"), Text(Sibling(".PRJ")), Text(Sibling(".CPG")));
    }

    private static bool Has(ZipArchiveEntry entry, string extension) => entry.FullName.EndsWith(extension, StringComparison.OrdinalIgnoreCase);

    private static FileStream Unpack(ZipArchiveEntry entry)
    {
        var unpacked = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, BufferBytes, FileOptions.DeleteOnClose);
        try
        {
            using var stream = entry.Open();
            var buffer = new byte[BufferBytes];
            for (var count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
            {
                // The size the zip declares may be a lie.
                if (unpacked.Length + count > MaxUnpackedBytes)
                {
                    throw new UnreadableFileException(ProblemCodes.TooLarge, $"{entry.FullName} unpacks to more than {MaxUnpackedBytes >> 20} MiB.",
                        "Unpack the zip and import the .shp.");
                }

                unpacked.Write(buffer, 0, count);
            }

            unpacked.Position = 0;
            return unpacked;
        }
        catch (Exception e)
        {
            unpacked.Dispose();
            if (e is IOException)
            {
                throw new UnreadableFileException(ProblemCodes.CannotOpen, $"{entry.FullName} cannot be unpacked to {Path.GetTempPath()} ({e.Message}).",
                    "Free space there, or unpack the zip yourself and import the .shp.", inner: e);
            }

            throw;
        }
    }

    private static string? Text(Stream? stream)
    {
        using (stream)
        {
            var bytes = new byte[MaxTextBytes];
            return stream is null ? null : Encoding.UTF8.GetString(bytes, 0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).Trim('\uFEFF', ' ', '\r', '\n', '\0');
        }
    }
}
