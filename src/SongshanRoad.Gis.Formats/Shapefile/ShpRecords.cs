using System.Buffers.Binary;
using System.Globalization;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Shapefile;

/// <summary>Geometries of a <c>.shp</c> file one after the other (ESRI Shapefile Technical Description, 1998); z and m are dropped.</summary>
internal sealed class ShpRecords
{
    private const int HeaderBytes = 100;
    private const int MaxRecordBytes = 16 << 20;

    private static readonly GeometryFactory Factory = new(new PrecisionModel());

    private readonly CountingStream _stream;
    private byte[] _content = [];

    public ShpRecords(CountingStream stream)
    {
        _stream = stream;
        var header = new byte[HeaderBytes];
        if (stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes
            || BinaryPrimitives.ReadInt32BigEndian(header) != 9994)
        {
            throw new UnreadableFileException(ProblemCodes.NotThisFormat, "Not a Shapefile: the .shp header is missing.", "Export the layer again.");
        }
    }

    /// <summary>Number of the current record, counted from 1 in file order.</summary>
    public long Number { get; private set; }

    /// <summary>Geometry of the current record; null for a null shape or when <see cref="Problem"/> says why.</summary>
    public Geometry? Geometry { get; private set; }

    /// <summary>What is wrong with the current record, or null.</summary>
    public ImportProblem? Problem { get; private set; }

    /// <summary>Moves to the next record; false at the end.</summary>
    public bool Read()
    {
        Span<byte> head = stackalloc byte[8];
        var got = _stream.ReadAtLeast(head, 8, throwOnEndOfStream: false);
        if (got == 0)
        {
            return false;
        }

        var contentBytes = got < 8 ? -1 : BinaryPrimitives.ReadInt32BigEndian(head[4..]) * 2L;
        if (contentBytes is < 4 or > MaxRecordBytes || contentBytes > _stream.Length - _stream.BytesRead)
        {
            throw contentBytes > MaxRecordBytes && contentBytes <= _stream.Length - _stream.BytesRead
                ? new UnreadableFileException(ProblemCodes.TooLarge, string.Create(CultureInfo.InvariantCulture,
                    $"Record {Number + 1} of the .shp file is larger than {MaxRecordBytes / (1 << 20)} MiB."), "Split or simplify the shape.", Number + 1)
                : Truncated("is cut off");
        }

        if (_content.Length < contentBytes)
        {
            Array.Resize(ref _content, (int)contentBytes);
        }

        if (_stream.ReadAtLeast(_content.AsSpan(0, (int)contentBytes), (int)contentBytes, throwOnEndOfStream: false) < contentBytes)
        {
            throw Truncated("is cut off");
        }

        Number++;
        Problem = null;
        Geometry = Convert(_content.AsSpan(0, (int)contentBytes));
        return true;
    }

    private UnreadableFileException Truncated(string reason) => new(ProblemCodes.Truncated,
        $"Record {Number + 1} of the .shp file {reason}.", "Copy or export the Shapefile again.", Number + 1);

    private Geometry? Convert(ReadOnlySpan<byte> content)
    {
        var type = BinaryPrimitives.ReadInt32LittleEndian(content);
        var body = content[4..];
        switch (type)
        {
            case 0:
                return null;
            case 1 or 11 or 21:
                return body.Length >= 16 ? ReadPoint(body) : Fail("it is shorter than a point");
            case 8 or 18 or 28:
                return ReadMultiPoint(body);
            case 3 or 13 or 23:
                return ReadParts(body) is { } lines ? ToLines(lines) : null;
            case 5 or 15 or 25:
                return ReadParts(body) is { } rings ? ToPolygons(rings) : null;
            default:
                return Fail(type == 31 ? "MultiPatch is not a map geometry" : $"shape type {type} is unknown");
        }
    }

    private Point? ReadPoint(ReadOnlySpan<byte> body)
    {
        var coordinate = ReadCoordinate(body);
        return IsFinite(coordinate) ? Factory.CreatePoint(coordinate) : Fail<Point>("a coordinate is not a finite number");
    }

    private Geometry? ReadMultiPoint(ReadOnlySpan<byte> body)
    {
        if (body.Length < 36)
        {
            return Fail("it is shorter than its own header");
        }

        var count = BinaryPrimitives.ReadInt32LittleEndian(body[32..]);
        var coordinates = count >= 0 && count <= (body.Length - 36) / 16 ? ReadCoordinates(body[36..], count) : null;
        return coordinates is null ? Fail($"{count} points do not fit into it, or one is not a finite number") : Factory.CreateMultiPointFromCoords(coordinates);
    }

    private List<Coordinate[]>? ReadParts(ReadOnlySpan<byte> body)
    {
        if (body.Length < 40)
        {
            return Fail<List<Coordinate[]>>("it is shorter than its own header");
        }

        var partCount = BinaryPrimitives.ReadInt32LittleEndian(body[32..]);
        var pointCount = BinaryPrimitives.ReadInt32LittleEndian(body[36..]);
        if (partCount < 0 || pointCount < 0 || (partCount * 4L) + (pointCount * 16L) > body.Length - 40)
        {
            return Fail<List<Coordinate[]>>($"{partCount} parts with {pointCount} points do not fit into it");
        }

        if (ReadCoordinates(body[(40 + (partCount * 4))..], pointCount) is not { } all)
        {
            return Fail<List<Coordinate[]>>("a coordinate is not a finite number");
        }

        var parts = new List<Coordinate[]>(partCount);
        for (var i = 0; i < partCount; i++)
        {
            var from = BinaryPrimitives.ReadInt32LittleEndian(body[(40 + (i * 4))..]);
            var to = i + 1 < partCount ? BinaryPrimitives.ReadInt32LittleEndian(body[(44 + (i * 4))..]) : pointCount;
            if (from < 0 || to < from || to > pointCount)
            {
                return Fail<List<Coordinate[]>>($"part {i + 1} runs from point {from} to {to} of {pointCount}");
            }

            parts.Add(all[from..to]);
        }

        return parts;
    }

    private Geometry? ToLines(List<Coordinate[]> parts)
    {
        var lines = parts.Where(part => part.Length >= 2).Select(part => Factory.CreateLineString(part)).ToArray();
        return lines.Length switch
        {
            0 => Fail("it has no line of two points"),
            1 => lines[0],
            _ => Factory.CreateMultiLineString(lines),
        };
    }

    private Geometry? ToPolygons(List<Coordinate[]> parts)
    {
        if (parts.Count > RingNesting.MaxRings)
        {
            return Fail($"it has {parts.Count} rings, at most {RingNesting.MaxRings} are read");
        }

        List<LinearRing> outers = [], inners = [];
        foreach (var part in parts)
        {
            var closed = part.Length >= 3 && !part[0].Equals2D(part[^1]) ? [.. part, part[0].Copy()] : part;
            if (closed.Length >= 4)
            {
                // Outer rings run clockwise in a Shapefile.
                (Orientation.IsCCW(closed) ? inners : outers).Add(Factory.CreateLinearRing(closed));
            }
        }

        // Some writers wind every ring the other way round.
        return outers.Count + inners.Count == 0 ? Fail("it has no ring of four points")
            : outers.Count == 0 ? RingNesting.Combine(inners, [], Factory)
            : RingNesting.Combine(outers, inners, Factory);
    }

    private static Coordinate[]? ReadCoordinates(ReadOnlySpan<byte> bytes, int count)
    {
        var coordinates = new Coordinate[count];
        for (var i = 0; i < count; i++)
        {
            coordinates[i] = ReadCoordinate(bytes[(i * 16)..]);
            if (!IsFinite(coordinates[i]))
            {
                return null;
            }
        }

        return coordinates;
    }

    private static Coordinate ReadCoordinate(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadDoubleLittleEndian(bytes), BinaryPrimitives.ReadDoubleLittleEndian(bytes[8..]));

    private static bool IsFinite(Coordinate coordinate) => double.IsFinite(coordinate.X) && double.IsFinite(coordinate.Y);

    private Geometry? Fail(string reason) => Fail<Geometry>(reason);

    private T? Fail<T>(string reason)
        where T : class
    {
        Problem ??= new ImportProblem(Number, ProblemCodes.BadGeometry, $"The shape cannot be built: {reason}.", "Draw it again or leave it out.");
        return null;
    }
}
