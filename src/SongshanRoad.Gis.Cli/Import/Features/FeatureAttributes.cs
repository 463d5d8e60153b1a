using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Cli.Import.Features;

/// <summary>The attributes of one row: known fields are taken out by name, what is left becomes the JSON of the stored row.</summary>
internal sealed class FeatureAttributes
{
    private const int RawChars = 500;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions ReadableText = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IReadOnlyDictionary<string, string> _columns;
    private readonly Dictionary<string, object?> _left;

    /// <summary>Begins with all attributes of a row.</summary>
    /// <param name="attributes">Values by the file's names; text that is a JSON object or list counts as one.</param>
    /// <param name="columns">The file's name by our field name, from <c>--map</c>.</param>
    public FeatureAttributes(IReadOnlyDictionary<string, object?> attributes, IReadOnlyDictionary<string, string> columns)
    {
        _columns = columns;
        _left = attributes.ToDictionary(attribute => attribute.Key, attribute => Parsed(attribute.Value), StringComparer.Ordinal);
    }

    /// <summary>The attributes as the raw column of the reject file shows them, at most 500 characters.</summary>
    public static string Raw(IReadOnlyDictionary<string, object?> attributes)
    {
        var json = JsonSerializer.Serialize(attributes.ToDictionary(attribute => attribute.Key, attribute => TextOf(attribute.Value)), ReadableText);
        return json.Length <= RawChars ? json : json[..RawChars];
    }

    /// <summary>Why the attributes cannot be stored as they are, or null.</summary>
    /// <param name="line">Where the row stands.</param>
    public ImportProblem? Fault(long line)
    {
        var chars = 0L;
        foreach (var (name, value) in _left)
        {
            var problem = StorableText.Check(line, $"The attribute name {name}", name, TextLimits.Name) ?? value switch
            {
                string text => StorableText.Check(line, name, text),
                JsonElement json => Fault(line, name, json),
                double number when !double.IsFinite(number) => TooLarge(line, name),
                _ => null,
            };
            if (problem is not null)
            {
                return problem;
            }

            chars += name.Length + (TextOf(value)?.Length ?? 0);
        }

        return chars <= TextLimits.Attributes ? null : new ImportProblem(line, RejectCodes.TooLong,
            string.Create(CultureInfo.InvariantCulture, $"The attributes have {chars} characters; at most {TextLimits.Attributes} are kept."),
            "Leave out what is no attribute of the place.");
    }

    /// <summary>Takes a field as text, or null when it is missing or empty.</summary>
    /// <param name="field">Our name, tried first; <c>--map</c> replaces all names.</param>
    /// <param name="otherNames">Names other files use for it.</param>
    public string? Take(string field, params ReadOnlySpan<string> otherNames)
    {
        if (_columns.TryGetValue(field, out var column))
        {
            return TakeColumn(column);
        }

        if (TakeColumn(field) is { } value)
        {
            return value;
        }

        foreach (var name in otherNames)
        {
            if (TakeColumn(name) is { } other)
            {
                return other;
            }
        }

        return null;
    }

    /// <summary>What was not taken, as a JSON object; nested JSON stays nested.</summary>
    public string RestAsJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            foreach (var (name, value) in _left)
            {
                json.WritePropertyName(name);
                Write(json, value);
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    // The exact name first: a file may have both name and NAME.
    private string? TakeColumn(string column)
    {
        var name = _left.ContainsKey(column) ? column : _left.Keys.FirstOrDefault(key => key.Equals(column, StringComparison.OrdinalIgnoreCase));
        if (name is null || !_left.Remove(name, out var value))
        {
            return null;
        }

        var text = TextOf(value)?.Trim();
        return string.IsNullOrEmpty(text) ? null : text;
    }

    private static object? Parsed(object? value)
    {
        if (value is not string { Length: > 1 } text || text[0] is not ('{' or '['))
        {
            return value;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return value;
        }
    }

    private static string? TextOf(object? value) => value switch
    {
        null => null,
        string text => text,
        JsonElement json => json.GetRawText(),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static ImportProblem? Fault(long line, string name, JsonElement json)
    {
        try
        {
            return json.ValueKind switch
            {
                JsonValueKind.Object => json.EnumerateObject().Select(member => StorableText.Check(line, name, member.Name) ?? Fault(line, name, member.Value))
                    .FirstOrDefault(problem => problem is not null),
                JsonValueKind.Array => json.EnumerateArray().Select(element => Fault(line, name, element)).FirstOrDefault(problem => problem is not null),
                JsonValueKind.String => StorableText.Check(line, name, json.GetString()),
                JsonValueKind.Number => double.IsFinite(json.GetDouble()) ? null : TooLarge(line, name),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return new ImportProblem(line, RejectCodes.BadText, $"{StorableText.Shorten(name)} has half a character, which no text may have.", StorableText.Cure);
        }
    }

    private static ImportProblem TooLarge(long line, string name) =>
        new(line, RejectCodes.BadValue, $"{StorableText.Shorten(name)} is a number beyond 1e308.", "Correct it.");

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case long whole:
                json.WriteNumberValue(whole);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case JsonElement element:
                Write(json, element);
                break;
            default:
                json.WriteStringValue(TextOf(value));
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in element.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var member in element.EnumerateArray())
                {
                    Write(json, member);
                }

                json.WriteEndArray();
                break;
            case JsonValueKind.Number when !element.TryGetInt64(out _):
                // As written, 1e-99999 would be more digits than a numeric of PostgreSQL has.
                json.WriteNumberValue(element.GetDouble());
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }
}
