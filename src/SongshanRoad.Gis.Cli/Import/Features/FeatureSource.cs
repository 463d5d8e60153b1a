using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Cli.Import.Features;

/// <summary>A file of drawn features as rows of one layer.</summary>
/// <param name="request">What was asked.</param>
/// <param name="file">The open file.</param>
/// <param name="checks">The checks common to all layers.</param>
/// <param name="datum">Asks whether the coordinates are what they are declared to be.</param>
/// <param name="toRows">Makes the layer's rows of a checked feature, or says why not.</param>
internal sealed class FeatureSource<TRow>(
    ImportRequest request,
    FeatureFile file,
    FeatureChecks checks,
    DatumGuard datum,
    Func<CheckedFeature, RowsOf<TRow>> toRows) : IRowSource<TRow>
{
    // A reader that filters itself also knows which column a broken row belongs to.
    private readonly RowFilter? _filter = file.Reader.Filter is null && request.Where is var (column, value) ? new RowFilter(column, value) : null;
    private readonly MappedColumns _mapped = new(request.Columns.Where(pair => !ColumnMap.IsWord(pair.Key) || pair.Key == "id").ToDictionary());
    private DeclaredCrs? _crs;

    public long BytesRead => file.Reader.BytesRead;

    public long LengthBytes => file.Reader.LengthBytes;

    public IEnumerable<TRow> ReadRows(ImportLog log)
    {
        foreach (var (row, problem) in file.Reader.ReadRows())
        {
            if (row is null)
            {
                log.Reject(problem!);
                continue;
            }

            if (_filter?.Accepts(row.Attributes) == false)
            {
                continue;
            }

            _mapped.Consider(row.Attributes);

            if (problem is not null)
            {
                log.Repair(row.Line, $"{problem.Sentence} {problem.Cure}");
            }

            _crs ??= new DeclaredCrs(request, file.DeclaredByFile());
            datum.Consider(row.GeometryInSourceCrs);
            if (checks.Check(row, _crs.Crs, log) is not { } feature)
            {
                continue;
            }

            var (rows, refusal) = toRows(feature);
            if (refusal is not null)
            {
                log.Reject(refusal, FeatureAttributes.Raw(row.Attributes));
                continue;
            }

            foreach (var made in rows)
            {
                yield return made;
            }
        }
    }

    public IEnumerable<string> Remarks()
    {
        foreach (var note in file.Reader.Notes)
        {
            yield return note;
        }

        // OSM files are WGS-84 by their own rules.
        if (!FeatureFile.IsOsm(request.FilePath) && _crs?.Remark is { } taken)
        {
            yield return taken;
        }

        foreach (var remark in datum.Remarks())
        {
            yield return remark;
        }

        if (_filter?.Remark is { } passedOver)
        {
            yield return passedOver;
        }

        if (checks.IdsMade > 0)
        {
            yield return $"{checks.IdsMade} rows have no id of their own: made from geometry and name, so a redrawn feature counts as a new one. A column with ids is named by --id-field";
        }
    }

    public string? WhyEmpty => (file.Reader.Filter ?? _filter)?.WhyEmpty;

    public string? Refusal() => _mapped.Refusal ?? (_crs is null ? null : datum.Refusal(_crs.Crs));

    public void Dispose() => file.Reader.Dispose();
}

/// <summary>The rows one feature makes, or why it makes none.</summary>
internal readonly record struct RowsOf<TRow>(IReadOnlyList<TRow> Rows, ImportProblem? Refusal);
