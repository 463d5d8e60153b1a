using System.Globalization;
using System.Text.RegularExpressions;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Storage.Incidents.Import.Categories;

namespace SongshanRoad.Gis.Cli.Import.Incidents;

/// <summary>A list of incident categories, the office's own or <c>geodata/incident-categories.csv</c>. Code and Chinese name are needed;
/// columns that only the generator of demo incidents reads are passed over.</summary>
internal sealed partial class CategorySource : IRowSource<StagedCategory>
{
    private const int MostCategories = 10_000;

    private readonly ImportRequest _request;
    private readonly CsvRecordReader _reader;
    private readonly string _codeHeader;
    private readonly string _nameZhHeader;
    private readonly string? _parentHeader;
    private readonly string? _nameEnHeader;
    private readonly string? _sortHeader;

    /// <summary>Opens a list.</summary>
    /// <exception cref="CommandFailedException">It has no column for code or name.</exception>
    public CategorySource(ImportRequest request)
    {
        _request = request;
        _reader = new CsvRecordReader(request.FilePath, CsvRequest.OptionsOf(request));
        var fields = new CsvFields(request, _reader.Headers);
        _codeHeader = fields.Require("code", "代码", "编码", "类别代码");
        _nameZhHeader = fields.Require("nameZh", "name", "名称", "类别", "类别名称", "中文名");
        _parentHeader = fields.Find("parent", "上级", "上级代码", "父级代码");
        _nameEnHeader = fields.Find("nameEn", "英文名");
        _sortHeader = fields.Find("sort", "排序");
    }

    public long BytesRead => _reader.BytesRead;

    public long LengthBytes => _reader.LengthBytes;

    public string? WhyEmpty => _reader.Filter?.WhyEmpty;

    public IEnumerable<StagedCategory> ReadRows(ImportLog log)
    {
        var categories = 0;
        foreach (var (row, problem) in _reader.ReadRows())
        {
            ImportProblem? refusal = null;
            if (row is not null && Convert(row, out refusal) is { } category)
            {
                if (++categories > MostCategories)
                {
                    throw new CommandFailedException(string.Create(CultureInfo.InvariantCulture,
                        $"{_request.FilePath} has more than {MostCategories} categories; nothing was imported. Check that it is the right file."));
                }

                yield return category;
            }
            else
            {
                log.Reject(problem ?? refusal!, _reader.RawRow);
            }
        }
    }

    public IEnumerable<string> Remarks() => _reader.Notes;

    public string? Refusal() => null;

    public void Dispose() => _reader.Dispose();

    private StagedCategory? Convert(CsvRecord row, out ImportProblem? refusal)
    {
        var (code, parent) = (CsvFields.Text(row, _codeHeader), CsvFields.Text(row, _parentHeader));
        var nameZh = CsvFields.Text(row, _nameZhHeader);
        var nameEn = CsvFields.Text(row, _nameEnHeader) ?? nameZh;
        var sortText = CsvFields.Text(row, _sortHeader);
        var sort = (int)Math.Min(row.Line, int.MaxValue);
        refusal = Missing(row, "code", code) ?? Missing(row, "nameZh", nameZh) ?? CheckCode(row, "code", code) ?? CheckCode(row, "parent", parent)
            ?? StorableText.Check(row.Line, "nameZh", nameZh, TextLimits.CategoryName) ?? StorableText.Check(row.Line, "nameEn", nameEn, TextLimits.CategoryName);
        if (refusal is null && sortText is not null && !int.TryParse(sortText, NumberStyles.None, CultureInfo.InvariantCulture, out sort))
        {
            refusal = new ImportProblem(row.Line, RejectCodes.BadValue, $"sort \"{StorableText.Shorten(sortText)}\" is not a whole number from 0 on.", "Correct it, or leave it empty.");
        }

        return refusal is null ? new StagedCategory(row.Line, code!, parent, nameZh!, nameEn!, sort) : null;
    }

    private static ImportProblem? Missing(CsvRecord row, string field, string? text) =>
        text is null ? new ImportProblem(row.Line, ProblemCodes.MissingValue, $"The row has no {field}.", "Fill it in, or delete the row.") : null;

    private static ImportProblem? CheckCode(CsvRecord row, string field, string? code) => code is null || CodeWord().IsMatch(code) ? null
        : new ImportProblem(row.Line, RejectCodes.BadCode, $"{field} \"{StorableText.Shorten(code)}\" must be small letters, digits and hyphens, at most 40.", "Correct it.");

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeWord();
}
