using SongshanRoad.Gis.Formats.Csv;

namespace SongshanRoad.Gis.Cli.Import;

/// <summary>Which header of a table holds which field: the one that <c>--map</c> names, else the first known one.</summary>
/// <param name="request">What was asked.</param>
/// <param name="headers">The headers of the file.</param>
internal sealed class CsvFields(ImportRequest request, IReadOnlyList<string> headers)
{
    private const int HeadersShown = 30;

    /// <summary>Finds the header of a field, or null when the file has none.</summary>
    /// <param name="field">Our name of it.</param>
    /// <param name="otherNames">Headers other files use for it.</param>
    /// <exception cref="CommandFailedException"><c>--map</c> names a header that the file lacks.</exception>
    public string? Find(string field, params IEnumerable<string> otherNames)
    {
        if (request.Columns.TryGetValue(field, out var mapped))
        {
            return Header(mapped) ?? throw new CommandFailedException(
                $"{request.FilePath} has no column \"{mapped}\"; it has: {All}. Correct --map.", ExitCodes.Usage);
        }

        return otherNames.Prepend(field).Select(Header).FirstOrDefault(header => header is not null);
    }

    /// <summary>Finds the header of a field that the layer cannot do without.</summary>
    /// <param name="field">Our name of it.</param>
    /// <param name="otherNames">Headers other files use for it.</param>
    /// <exception cref="CommandFailedException">The file has none.</exception>
    public string Require(string field, params IEnumerable<string> otherNames) => Find(field, otherNames) ?? throw Missing(field);

    /// <summary>The refusal of a file that lacks a field.</summary>
    public CommandFailedException Missing(string field) =>
        new($"{request.FilePath} has no column for {field} among: {All}. Name it with --map {field.Split(' ')[0]}=COLUMN.", ExitCodes.Usage);

    /// <summary>The text of a field, or null when it is empty or the file has no such column.</summary>
    public static string? Text(CsvRecord record, string? header) => header is null ? null : record.Cells[header];

    private string All => string.Join(", ", headers.Take(HeadersShown));

    private string? Header(string name) => headers.FirstOrDefault(header => header.Equals(name, StringComparison.OrdinalIgnoreCase));
}
