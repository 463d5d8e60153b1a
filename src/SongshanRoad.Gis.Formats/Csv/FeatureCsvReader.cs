using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Csv;

/// <summary>Reads points with attributes (landmarks, venues) from delimited text; every column becomes an attribute, as text.</summary>
public sealed class FeatureCsvReader : IRowReader<FeatureRow>
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel());

    private readonly CsvTable _table;
    private readonly WordPool _words = new();

    /// <summary>Reads a file.</summary>
    /// <exception cref="UnreadableFileException">The file cannot be opened, is empty or lacks a needed column.</exception>
    public FeatureCsvReader(string path, CsvOptions? options = null)
        : this(InputFile.Open(path), options)
    {
    }

    /// <summary>Reads a seekable stream, closed with this reader.</summary>
    /// <exception cref="UnreadableFileException">The file is empty or lacks a needed column.</exception>
    public FeatureCsvReader(Stream stream, CsvOptions? options = null)
    {
        _table = new CsvTable(stream, options ?? CsvOptions.Default);
        _table.Require(CsvColumn.X, "lon", "longitude or easting");
        _table.Require(CsvColumn.Y, "lat", "latitude or northing");
    }

    /// <inheritdoc/>
    public long BytesRead => _table.BytesRead;

    /// <inheritdoc/>
    public long LengthBytes => _table.LengthBytes;

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => _table.Notes;

    /// <inheritdoc/>
    public RowFilter? Filter => _table.Filter;

    /// <summary>What the header of the coordinates says of their CRS (<c>lon_gcj02</c>); null when it says nothing.</summary>
    public FileCrs? FileCrs => _table.FileCrs;

    /// <inheritdoc/>
    public IEnumerable<Read<FeatureRow>> ReadRows()
    {
        while (_table.Read(out var problem))
        {
            yield return problem is null ? Convert() : new Read<FeatureRow>(null, problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _table.Dispose();

    private Read<FeatureRow> Convert()
    {
        if (_table.ReadCoordinates(out var x, out var y) is { } problem)
        {
            return new Read<FeatureRow>(null, problem);
        }

        var attributes = new Dictionary<string, object?>(_table.Headers.Length, StringComparer.Ordinal);
        for (var i = 0; i < _table.Headers.Length; i++)
        {
            attributes[_table.Headers[i]] = _words.Take(_table.Text[i]);
        }

        return Read.Row(new FeatureRow(_table.Text.Line, _words.Take(_table.Cell(CsvColumn.Id)), Factory.CreatePoint(new Coordinate(x, y)), attributes));
    }
}
