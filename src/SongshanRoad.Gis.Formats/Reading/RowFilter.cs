using System.Globalization;

namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>Only rows with one value in one column, for files that mix kinds of things. Remembers what it passed over, to say so.</summary>
/// <param name="column">Name of the column.</param>
/// <param name="value">The value wanted, compared letter by letter.</param>
public sealed class RowFilter(string column, string value)
{
    private const int MostShown = 8;

    private readonly List<string> _otherValues = [];
    private long _accepted;
    private long _withoutColumn;
    private string? _columnsOfFirst;

    /// <summary>Rows passed over.</summary>
    public long PassedOver { get; private set; }

    /// <summary>What is to be said about the rows passed over, or null when there were none.</summary>
    public string? Remark => PassedOver == 0 ? null
        : string.Create(CultureInfo.InvariantCulture, $"{PassedOver} rows passed over, because {column} is not {value}.");

    /// <summary>Why no row was accepted, or null when some were or the file has none.</summary>
    public string? WhyEmpty => _accepted > 0 || PassedOver == 0 ? null
        : _withoutColumn == PassedOver ? $"no row has a column {column}; there are: {_columnsOfFirst}."
        : $"no row has {column}={value}; the values of {column} are: {List(_otherValues)}.";

    /// <summary>Whether a row is wanted.</summary>
    /// <param name="cell">Its value in the column.</param>
    public bool Accepts(ReadOnlySpan<char> cell)
    {
        if (cell.SequenceEqual(value))
        {
            _accepted++;
            return true;
        }

        PassedOver++;
        if (_otherValues.Count <= MostShown && !Contains(cell))
        {
            _otherValues.Add(cell.Length <= 40 ? cell.ToString() : $"{cell[..37]}...");
        }

        return false;
    }

    /// <summary>Whether a row is wanted.</summary>
    /// <param name="attributes">Its values by column.</param>
    public bool Accepts(IReadOnlyDictionary<string, object?> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        if (attributes.TryGetValue(column, out var given))
        {
            return Accepts(Convert.ToString(given, CultureInfo.InvariantCulture));
        }

        _columnsOfFirst ??= List([.. attributes.Keys]);
        _withoutColumn++;
        PassedOver++;
        return false;
    }

    private bool Contains(ReadOnlySpan<char> cell)
    {
        foreach (var known in _otherValues)
        {
            if (cell.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }

    private static string List(List<string> words) => words.Count == 0 ? "none" : string.Join(", ", words.Take(MostShown)) + (words.Count > MostShown ? ", …" : "");
}
