using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SongshanRoad.Gis.Cli.Import.Features;

/// <summary>The attributes of one row: known fields are taken out by name, what is left becomes the JSON of the stored row.</summary>
internal sealed class FeatureAttributes
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IReadOnlyDictionary<string, string> _columns;
    private readonly Dictionary<string, object?> _left;

    /// <summary>Begins with all attributes of a row.</summary>
    /// <param name="attributes">Values by the file's names.</param>
    /// <param name="columns">The file's name by our field name, from <c>--map</c>.</param>
    public FeatureAttributes(IReadOnlyDictionary<string, object?> attributes, IReadOnlyDictionary<string, string> columns)
    {
        _columns = columns;
        _left = new Dictionary<string, object?>(attributes, StringComparer.OrdinalIgnoreCase);
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
                // PostgreSQL's jsonb has no character zero.
                json.WritePropertyName(name.Replace("\0", "", StringComparison.Ordinal));
                Write(json, value);
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private string? TakeColumn(string column)
    {
        if (!_left.Remove(column, out var value))
        {
            return null;
        }

        var text = value switch
        {
            null => null,
            string s => s.Replace("\0", "", StringComparison.Ordinal).Trim(),
            IFormattable formattable => formattable.ToString(value is DateOnly ? "yyyy-MM-dd" : null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
        return string.IsNullOrEmpty(text) ? null : text;
    }

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
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case string { Length: > 1 } text when text[0] is '{' or '[' && IsJson(text):
                json.WriteRawValue(text);
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture)!.Replace("\0", "", StringComparison.Ordinal));
                break;
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return !text.Contains("\\u0000", StringComparison.Ordinal);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
