using System.Text.Json;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.GeoJson;

/// <summary>Reads GeoJSON (RFC 7946): a FeatureCollection, one Feature, a bare geometry, or features one per line. Streams; the
/// largest feature is what is held in memory, at most <see cref="MaxFeatureBytes"/>.</summary>
/// <remarks>Null geometries give rows without geometry; z is dropped; open rings are closed and reported; coordinates in
/// quotation marks and GeometryCollections are refused.</remarks>
public sealed class GeoJsonReader : IRowReader<FeatureRow>
{
    /// <summary>Largest single feature accepted, in bytes.</summary>
    public const int MaxFeatureBytes = 16 << 20;

    private readonly CountingStream _stream;
    private readonly JsonFeed _feed;
    private bool _anyFeature;

    /// <summary>Reads a file.</summary>
    /// <exception cref="UnreadableFileException">The file cannot be opened.</exception>
    public GeoJsonReader(string path)
        : this(InputFile.Open(path))
    {
    }

    /// <summary>Reads a stream, closed with this reader.</summary>
    public GeoJsonReader(Stream stream)
    {
        _stream = new CountingStream(stream);
        _feed = new JsonFeed(_stream, MaxFeatureBytes, "feature");
    }

    /// <inheritdoc/>
    public long BytesRead => _stream.BytesRead;

    /// <inheritdoc/>
    public long LengthBytes => _stream.Length;

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => [];

    /// <summary>What the <c>crs</c> member of an old file says; null when there is none, which means WGS-84. Known from the first row on.</summary>
    public FileCrs? FileCrs { get; private set; }

    /// <inheritdoc/>
    public IEnumerable<Read<FeatureRow>> ReadRows()
    {
        var anyValue = false;
        while (_feed.TryReadToken())
        {
            anyValue = true;
            if (_feed.Token != JsonTokenType.StartObject)
            {
                throw NotGeoJson($"line {_feed.Line} has {_feed.Token} where an object should begin.");
            }

            foreach (var read in ReadTopObject(_feed.Line))
            {
                yield return read;
            }
        }

        if (!anyValue)
        {
            throw new UnreadableFileException(ProblemCodes.EmptyFile, "The file has no content.", "Export it again.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private IEnumerable<Read<FeatureRow>> ReadTopObject(long line)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var hasFeatures = false;
        for (_feed.ReadToken(); _feed.Token == JsonTokenType.PropertyName; _feed.ReadToken())
        {
            var name = _feed.Text;
            if (name == "features")
            {
                hasFeatures = true;
                foreach (var read in ReadFeatures())
                {
                    yield return read;
                }

                continue;
            }

            using var value = _feed.ReadValue();
            if (value is null)
            {
                continue;
            }

            if (name == "crs")
            {
                TakeCrs(value.RootElement);
            }
            else if (name is "type" or "id" or "geometry" or "properties" or "coordinates")
            {
                members[name] = value.RootElement.Clone();
            }
        }

        if (!hasFeatures)
        {
            yield return ConvertSingle(line, members);
        }
    }

    private IEnumerable<Read<FeatureRow>> ReadFeatures()
    {
        _feed.ReadToken();
        if (_feed.Token != JsonTokenType.StartArray)
        {
            throw NotGeoJson($"\"features\" at line {_feed.Line} is {_feed.Token}, not an array.");
        }

        while (_feed.ReadValue() is { } feature)
        {
            using (feature)
            {
                _anyFeature = true;
                yield return GeoJsonFeature.Convert(_feed.Line, feature.RootElement);
            }
        }
    }

    private Read<FeatureRow> ConvertSingle(long line, Dictionary<string, JsonElement> members)
    {
        try
        {
            return ConvertMembers(line, members);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new UnreadableFileException(ProblemCodes.WrongEncoding, $"The object at line {line} has text that is not UTF-8.",
                "Save the file as UTF-8; GeoJSON allows nothing else.", line, e);
        }
    }

    private Read<FeatureRow> ConvertMembers(long line, Dictionary<string, JsonElement> members)
    {
        var type = members.GetValueOrDefault("type");
        var word = type.ValueKind == JsonValueKind.String ? type.GetString() : null;
        _anyFeature = true;
        switch (word)
        {
            case "Feature":
                return GeoJsonFeature.Convert(line, members.GetValueOrDefault("id"), members.GetValueOrDefault("geometry"), members.GetValueOrDefault("properties"));
            case "Point" or "LineString" or "Polygon" or "MultiPoint" or "MultiLineString" or "MultiPolygon":
                using (var geometry = JsonSerializer.SerializeToDocument(members))
                {
                    return GeoJsonFeature.Convert(line, default, geometry.RootElement, default);
                }

            case "FeatureCollection":
                throw NotGeoJson("the FeatureCollection has no \"features\".");
            default:
                throw NotGeoJson(word is null ? "the object has no \"type\"." : $"\"{(word.Length > 40 ? word[..40] : word)}\" is not a GeoJSON type.");
        }
    }

    private void TakeCrs(JsonElement crs)
    {
        if (crs.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        try
        {
            FileCrs = GeoJsonCrs.Read(crs);
        }
        catch (InvalidOperationException)
        {
            throw NotGeoJson("the crs member is not text.");
        }

        if (_anyFeature && FileCrs.Crs != SourceCrs.Wgs84)
        {
            throw new UnreadableFileException(ProblemCodes.NotThisFormat, $"The crs member ({FileCrs.Words}) comes after the features.",
                "Move it before them, or export as RFC 7946 (WGS-84, no crs member).", _feed.Line);
        }
    }

    private static UnreadableFileException NotGeoJson(string reason) =>
        new(ProblemCodes.NotThisFormat, $"Not GeoJSON: {reason}", "Export the layer as GeoJSON (RFC 7946).");
}
