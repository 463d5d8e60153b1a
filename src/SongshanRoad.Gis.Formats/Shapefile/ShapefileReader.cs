using System.Text;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Shapefile;

/// <summary>Reads a Shapefile (<c>.shp</c> with <c>.dbf</c>, <c>.prj</c>, <c>.cpg</c> beside it, or all in one <c>.zip</c>). The
/// <c>.shx</c> is not needed; without <c>.dbf</c> the shapes come without attributes. <see cref="FeatureRow.Line"/> is the record number.</summary>
/// <remarks>Encoding of the attributes: <c>.cpg</c>, else the language driver byte (0x4D = GBK), else strict UTF-8, else GBK.</remarks>
public sealed class ShapefileReader : IRowReader<FeatureRow>
{
    private static readonly Dictionary<string, object?> NoAttributes = [];

    private readonly ShapefileParts _parts;
    private readonly CountingStream _shp;
    private readonly ShpRecords _records;
    private readonly DbfTable? _table;
    private readonly List<string> _notes = [];

    /// <summary>Opens a <c>.shp</c> or <c>.zip</c>.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="encoding">Encoding of the attributes; null to find out.</param>
    /// <exception cref="UnreadableFileException">The file cannot be opened or is no Shapefile.</exception>
    public ShapefileReader(string path, Encoding? encoding = null)
        : this(ShapefileParts.Open(path), encoding)
    {
    }

    internal ShapefileReader(ShapefileParts parts, Encoding? encoding = null)
    {
        _parts = parts;
        _shp = new CountingStream(parts.Shp);
        _records = new ShpRecords(_shp);
        var declared = encoding ?? (parts.Cpg is { Length: > 0 } cpg ? TextEncodings.Find(cpg) : null);
        _table = parts.Dbf is null ? null : new DbfTable(parts.Dbf, declared);
        _notes.Add(_table is null ? "There is no .dbf file: shapes without attributes." : $"Attributes read as {_table.EncodingName}.");
        FileCrs = parts.Prj is { Length: > 0 } prj ? PrjText.Read(prj) : null;
    }

    /// <inheritdoc/>
    public long BytesRead => _shp.BytesRead;

    /// <inheritdoc/>
    public long LengthBytes => _shp.Length;

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => _table is { HasUnreadableText: true }
        ? [.. _notes, "Some attribute texts are unreadable in that encoding: correct or remove the .cpg file."]
        : _notes;

    /// <summary>What the <c>.prj</c> file says; null when there is none, and then the CRS must be declared with <c>--crs</c>.</summary>
    public FileCrs? FileCrs { get; }

    /// <inheritdoc/>
    public IEnumerable<Read<FeatureRow>> ReadRows()
    {
        while (_records.Read())
        {
            var deleted = false;
            var attributes = _table?.Read(out deleted);
            if (deleted)
            {
                continue;
            }

            if (_records.Problem is { } problem)
            {
                yield return new Read<FeatureRow>(null, problem);
                continue;
            }

            var row = new FeatureRow(_records.Number, null, _records.Geometry, attributes ?? NoAttributes);
            yield return attributes is null && _table is not null
                ? Read.Doubtful(row, new ImportProblem(_records.Number, ProblemCodes.MissingReference,
                    $"The .dbf file has no row {_records.Number}; the shape has no attributes.", "Export the Shapefile again."))
                : Read.Row(row);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _shp.Dispose();
        _parts.Dbf?.Dispose();
    }
}
