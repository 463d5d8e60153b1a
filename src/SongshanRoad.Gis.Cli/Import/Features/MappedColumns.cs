namespace SongshanRoad.Gis.Cli.Import.Features;

/// <summary>Finds columns that <c>--map</c> names and that no row of the file has: most likely misspelt.</summary>
internal sealed class MappedColumns(IReadOnlyDictionary<string, string> columnOfField)
{
    private const int MostShown = 30;

    private readonly List<KeyValuePair<string, string>> _unseen = [.. columnOfField];
    private string _columnsOfFirst = "";
    private bool _any;

    /// <summary>One line on the columns that no row had, or null.</summary>
    public string? Refusal => !_any || _unseen.Count == 0 ? null
        : $"no row has the column {_unseen[0].Value} of --map {_unseen[0].Key}={_unseen[0].Value}; there are: {_columnsOfFirst}. Correct --map.";

    /// <summary>Looks at a row.</summary>
    public void Consider(IReadOnlyDictionary<string, object?> attributes)
    {
        if (!_any)
        {
            _any = true;
            _columnsOfFirst = string.Join(", ", attributes.Keys.Take(MostShown));
        }

        // Names may differ in case, as when the field is taken.
        for (var i = _unseen.Count - 1; i >= 0; i--)
        {
            if (attributes.ContainsKey(_unseen[i].Value) || attributes.Keys.Any(key => key.Equals(_unseen[i].Value, StringComparison.OrdinalIgnoreCase)))
            {
                _unseen.RemoveAt(i);
            }
        }
    }
}
