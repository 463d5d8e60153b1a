using System.Globalization;
using System.Text.Json;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Storage.Places.Import.Codes;

namespace SongshanRoad.Gis.Cli.Import.Places.Codes;

/// <summary>An official list of communities without geometry: its codes and names go to the communities that are stored.</summary>
internal sealed class CommunityCodeSource : IRowSource<StagedCommunityCodes>
{
    private readonly ImportRequest _request;
    private readonly CsvRecordReader _reader;
    private readonly CommunityRegister _register;
    private readonly (string? Header, string? Issuer)[] _codeColumns;
    private readonly string? _issuerHeader;
    private readonly string? _knownCodeHeader;
    private readonly string? _nameHeader;
    private readonly string? _fullNameHeader;
    private readonly string? _validFromHeader;
    private readonly string? _validToHeader;

    /// <summary>Opens a list.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="communities">The stored communities.</param>
    /// <exception cref="CommandFailedException">The list has no column with codes, or none to find a community by.</exception>
    public CommunityCodeSource(ImportRequest request, IReadOnlyList<StoredCommunity> communities)
    {
        _request = request;
        _reader = new CsvRecordReader(request.FilePath, CsvRequest.OptionsOf(request));
        _register = new CommunityRegister(communities);
        var fields = new CsvFields(request, _reader.Headers);
        _issuerHeader = fields.Find("issuer", "发码单位");
        _codeColumns =
        [
            (fields.Find("code12", "community_code12", "统计用区划代码", "区划代码"), IssuedCode.Nbs),
            (fields.Find("code15", "community_code15", "警务社区代码", "公安社区代码"), IssuedCode.Police),
            (fields.Find("code"), request.Issuer),
        ];
        _knownCodeHeader = fields.Find("knownCode");
        _nameHeader = fields.Find("name", "community_short_name", "community_name", "社区名称", "社区", "名称");
        _fullNameHeader = fields.Find("fullName", "full_name", "community_name_as_published", "community_full_name", "社区全称", "全称");
        _validFromHeader = fields.Find("validFrom", "valid_from", "启用日期", "生效日期");
        _validToHeader = fields.Find("validTo", "valid_to", "停用日期", "失效日期");
        if (_codeColumns.All(column => column.Header is null))
        {
            throw fields.Missing("code12 (NBS), code15 (police) or code");
        }

        if (_codeColumns[2].Header is { } plain && request.Issuer is null && _issuerHeader is null)
        {
            throw new CommandFailedException($"{request.FilePath}: column {plain} has codes, but who gave them? Add --issuer WORD (NBS, police or another), or map code12 or code15.", ExitCodes.Usage);
        }
    }

    public long BytesRead => _reader.BytesRead;

    public long LengthBytes => _reader.LengthBytes;

    public string? WhyEmpty => _reader.Filter?.WhyEmpty;

    public IEnumerable<StagedCommunityCodes> ReadRows(ImportLog log)
    {
        foreach (var (row, problem) in _reader.ReadRows())
        {
            ImportProblem? refusal = null;
            if (row is not null && Convert(row, out refusal) is { } converted)
            {
                yield return converted;
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

    private StagedCommunityCodes? Convert(CsvRecord row, out ImportProblem? refusal)
    {
        var (name, fullName) = (CsvFields.Text(row, _nameHeader), CsvFields.Text(row, _fullNameHeader));
        var codes = CodesOf(row);
        refusal = StorableText.Check(row.Line, "The name", name, TextLimits.Name) ?? StorableText.Check(row.Line, "The full name", fullName, TextLimits.Name)
            ?? (codes.Count == 0 ? new ImportProblem(row.Line, ProblemCodes.MissingValue, "The row has no code.", "Fill it in.") : null)
            ?? codes.Select(code => code.Check(row.Line)).FirstOrDefault(unfit => unfit is not null);
        if (refusal is not null)
        {
            return null;
        }

        var community = _register.Find(row.Line, CsvFields.Text(row, _knownCodeHeader), [.. codes.Select(code => code.Number!)],
            [.. new[] { name, fullName }.OfType<string>()], out refusal);
        if (community is null)
        {
            return null;
        }

        var fitted = new List<IssuedCode>();
        foreach (var code in codes)
        {
            fitted.Add(CodeHistory.Fit(row.Line, code, community.Codes, out refusal));
            if (refusal is not null)
            {
                return null;
            }
        }

        return new StagedCommunityCodes(row.Line, community.PlaceId, name, fullName, JsonSerializer.Serialize(fitted, JsonSerializerOptions.Web));
    }

    private List<IssuedCode> CodesOf(CsvRecord row)
    {
        var from = CsvFields.Text(row, _validFromHeader) ?? _request.ValidFrom?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var to = CsvFields.Text(row, _validToHeader);
        return [.. _codeColumns
            .Select(column => (Number: CsvFields.Text(row, column.Header), Issuer: column.Header == _codeColumns[2].Header ? CsvFields.Text(row, _issuerHeader) ?? column.Issuer : column.Issuer))
            .Where(code => code.Number is not null)
            .Select(code => new IssuedCode(code.Issuer, code.Number, from, to))];
    }
}
