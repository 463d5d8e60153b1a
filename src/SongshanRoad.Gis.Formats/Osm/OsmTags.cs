using System.Collections;

namespace SongshanRoad.Gis.Formats.Osm;

/// <summary>The tags of one OSM object, in file order; few, so searched in line. Mapper names and ids are never among them.</summary>
public sealed class OsmTags : IEnumerable<KeyValuePair<string, string>>
{
    private readonly string[] _keysAndValues;

    internal OsmTags(string[] keysAndValues) => _keysAndValues = keysAndValues;

    /// <summary>No tags.</summary>
    public static OsmTags None { get; } = new([]);

    /// <summary>Number of tags.</summary>
    public int Count => _keysAndValues.Length / 2;

    /// <summary>The value of a key, or null.</summary>
    public string? this[string key]
    {
        get
        {
            for (var i = 0; i < _keysAndValues.Length; i += 2)
            {
                if (_keysAndValues[i] == key)
                {
                    return _keysAndValues[i + 1];
                }
            }

            return null;
        }
    }

    /// <summary>The tags as attributes of a row.</summary>
    public IReadOnlyDictionary<string, object?> ToAttributes()
    {
        var attributes = new Dictionary<string, object?>(Count, StringComparer.Ordinal);
        foreach (var (key, value) in this)
        {
            attributes[key] = value;
        }

        return attributes;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        for (var i = 0; i < _keysAndValues.Length; i += 2)
        {
            yield return new(_keysAndValues[i], _keysAndValues[i + 1]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
