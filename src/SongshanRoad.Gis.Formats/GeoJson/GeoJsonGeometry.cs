using System.Globalization;
using System.Text.Json;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.GeoJson;

/// <summary>Builds one geometry of RFC 7946 section 3.1; what is wrong with it ends in <see cref="Problem"/>.</summary>
internal sealed class GeoJsonGeometry(long line)
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel());

    /// <summary>What is wrong, or was mended; null when all is well.</summary>
    public ImportProblem? Problem { get; private set; }

    /// <summary>Whether the geometry could not be built.</summary>
    public bool Failed { get; private set; }

    /// <summary>The geometry, or null when there is none or it cannot be built (then <see cref="Failed"/>).</summary>
    public Geometry? Read(JsonElement geometry)
    {
        if (geometry.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var type = geometry.ValueKind == JsonValueKind.Object && geometry.TryGetProperty("type", out var t)
            && t.ValueKind == JsonValueKind.String ? t.GetString() : null;
        if (type is null)
        {
            return Fail(ProblemCodes.BadGeometry, "The geometry has no \"type\".", "Give it one of the types of RFC 7946.");
        }

        if (type == "GeometryCollection")
        {
            return Fail(ProblemCodes.BadGeometry, "A GeometryCollection cannot be a place or a street.", "Split it into features of one type each.");
        }

        if (!geometry.TryGetProperty("coordinates", out var coordinates) || coordinates.ValueKind != JsonValueKind.Array)
        {
            return Fail(ProblemCodes.BadGeometry, $"The {type} has no \"coordinates\" array.", "Export the file again.");
        }

        if (coordinates.GetArrayLength() == 0)
        {
            return null;
        }

        return type switch
        {
            "Point" => ReadPoint(coordinates),
            "LineString" => ReadLine(coordinates),
            "Polygon" => ReadPolygon(coordinates),
            "MultiPoint" => ReadMany(coordinates, ReadPoint) is { } parts ? Factory.CreateMultiPoint(parts) : null,
            "MultiLineString" => ReadMany(coordinates, ReadLine) is { } parts ? Factory.CreateMultiLineString(parts) : null,
            "MultiPolygon" => ReadMany(coordinates, ReadPolygon) is { } parts ? Factory.CreateMultiPolygon(parts) : null,
            _ => Fail(ProblemCodes.BadGeometry, $"\"{Shorten(type)}\" is not a geometry type of RFC 7946.",
                "Use Point, LineString, Polygon or their Multi forms."),
        };
    }

    private Point? ReadPoint(JsonElement position) => ReadPosition(position) is { } c ? Factory.CreatePoint(c) : null;

    private LineString? ReadLine(JsonElement positions)
    {
        var coordinates = ReadPositions(positions);
        if (coordinates is null)
        {
            return null;
        }

        return coordinates.Length >= 2
            ? Factory.CreateLineString(coordinates)
            : Fail<LineString>(ProblemCodes.BadGeometry, "A line needs at least 2 positions.", "Draw it again or leave it out.");
    }

    private Polygon? ReadPolygon(JsonElement rings)
    {
        var read = ReadMany(rings, ReadRing);
        return read is { Length: > 0 } ? Factory.CreatePolygon(read[0], read[1..])
            : Failed ? null : Fail<Polygon>(ProblemCodes.BadGeometry, "A polygon needs at least one ring.", "Draw it again or leave it out.");
    }

    private LinearRing? ReadRing(JsonElement positions)
    {
        var coordinates = ReadPositions(positions);
        if (coordinates is null)
        {
            return null;
        }

        if (coordinates.Length >= 3 && !coordinates[0].Equals2D(coordinates[^1]))
        {
            Problem ??= new ImportProblem(line, ProblemCodes.BadGeometry, string.Create(CultureInfo.InvariantCulture,
                $"A ring begins at ({coordinates[0].X}, {coordinates[0].Y}) and ends elsewhere; it was closed."), "Check its outline on the map.");
            coordinates = [.. coordinates, coordinates[0].Copy()];
        }

        return coordinates.Length >= 4
            ? Factory.CreateLinearRing(coordinates)
            : Fail<LinearRing>(ProblemCodes.BadGeometry, "A ring needs at least 4 positions, the last equal to the first.", "Draw it again or leave it out.");
    }

    private T[]? ReadMany<T>(JsonElement array, Func<JsonElement, T?> read)
        where T : class
    {
        if (array.ValueKind != JsonValueKind.Array)
        {
            return Fail<T[]>(ProblemCodes.BadGeometry, $"Expected an array of coordinates, found {Shorten(array.GetRawText())}.", "Export the file again.");
        }

        var parts = new T[array.GetArrayLength()];
        var i = 0;
        foreach (var element in array.EnumerateArray())
        {
            if (read(element) is not { } part)
            {
                return null;
            }

            parts[i++] = part;
        }

        return parts;
    }

    private Coordinate[]? ReadPositions(JsonElement positions) => ReadMany(positions, ReadPosition);

    private Coordinate? ReadPosition(JsonElement position)
    {
        if (position.ValueKind != JsonValueKind.Array || position.GetArrayLength() < 2)
        {
            return Fail<Coordinate>(ProblemCodes.BadCoordinate, $"A position must be [longitude, latitude], found {Shorten(position.GetRawText())}.",
                "Check the nesting of the coordinates.");
        }

        if (!TryReadNumber(position[0], out var x) || !TryReadNumber(position[1], out var y))
        {
            return Fail<Coordinate>(ProblemCodes.BadCoordinate, $"A position must be two finite numbers, found {Shorten(position.GetRawText())}.",
                "Write coordinates as numbers, without quotation marks.");
        }

        return new Coordinate(x, y);
    }

    private static bool TryReadNumber(JsonElement element, out double value)
    {
        value = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out value) && double.IsFinite(value);
    }

    private Geometry? Fail(string code, string sentence, string cure) => Fail<Geometry>(code, sentence, cure);

    private T? Fail<T>(string code, string sentence, string cure)
        where T : class
    {
        if (!Failed)
        {
            Problem = new ImportProblem(line, code, sentence, cure);
            Failed = true;
        }

        return null;
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : $"{text.AsSpan(0, 57)}...";
}
