namespace SongshanRoad.Gis.Formats.Csv;

/// <summary>One string per distinct word: a million rows have forty categories.</summary>
internal sealed class WordPool
{
    private const int MaxWords = 100_000;

    // Long texts hardly repeat; a hundred thousand of them would fill the memory.
    private const int MaxChars = 64;

    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public WordPool() => _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The word as string; null when empty.</summary>
    public string? Take(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty)
        {
            return null;
        }

        if (_lookup.TryGetValue(word, out var known))
        {
            return known;
        }

        var text = word.ToString();
        if (_words.Count < MaxWords && text.Length <= MaxChars)
        {
            _words.Add(text, text);
        }

        return text;
    }
}
