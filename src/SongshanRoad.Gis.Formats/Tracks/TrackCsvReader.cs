using System.Globalization;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Tracks;

/// <summary>Reads track points (vehicle reports) from delimited text; each vehicle is a segment of its own.</summary>
public sealed class TrackCsvReader : IRowReader<TrackRow>
{
    private readonly CsvTable _table;
    private readonly CsvOptions _options;
    private readonly WordPool _words = new();
    private readonly Dictionary<string, int> _segments = new(StringComparer.Ordinal);

    /// <summary>Reads a file.</summary>
    /// <exception cref="UnreadableFileException">The file cannot be opened, is empty or lacks a needed column.</exception>
    public TrackCsvReader(string path, CsvOptions? options = null)
        : this(InputFile.Open(path), options)
    {
    }

    /// <summary>Reads a seekable stream, closed with this reader.</summary>
    /// <exception cref="UnreadableFileException">The file is empty or lacks a needed column.</exception>
    public TrackCsvReader(Stream stream, CsvOptions? options = null)
    {
        _options = options ?? CsvOptions.Default;
        _table = new CsvTable(stream, _options);
        _table.Require(CsvColumn.X, "lon", "longitude");
        _table.Require(CsvColumn.Y, "lat", "latitude");
        _table.Require(CsvColumn.Time, "time", "the time");
        _table.Notes.Add($"Times without zone were taken as UTC{(_options.ZonelessOffset < TimeSpan.Zero ? '-' : '+')}{_options.ZonelessOffset:hh\\:mm}.");
    }

    /// <inheritdoc/>
    public long BytesRead => _table.BytesRead;

    /// <inheritdoc/>
    public long LengthBytes => _table.LengthBytes;

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => _table.Notes;

    /// <inheritdoc/>
    public IEnumerable<Read<TrackRow>> ReadRows()
    {
        while (_table.Read(out var problem))
        {
            yield return problem is null ? Convert() : new Read<TrackRow>(null, problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _table.Dispose();

    private Read<TrackRow> Convert()
    {
        if (_table.ReadCoordinates(out var lonDeg, out var latDeg) is { } problem)
        {
            return new Read<TrackRow>(null, problem);
        }

        var cell = _table.Cell(CsvColumn.Time);
        if (!TimeText.TryParse(cell, out var time) || !time.HasClock)
        {
            return Read.Refused<TrackRow>(_table.Text.Line, ProblemCodes.BadTime, $"\"{CsvTable.Shorten(cell)}\" is not a date with time.",
                "Write yyyy-MM-dd HH:mm:ss or ISO 8601.");
        }

        var name = _words.Take(_table.Cell(CsvColumn.Track));
        if (!_segments.TryGetValue(name ?? "", out var segment))
        {
            _segments[name ?? ""] = segment = _segments.Count + 1;
        }

        return Read.Row(new TrackRow(_table.Text.Line, name, segment, time.ToUtc(_options.ZonelessOffset), lonDeg, latDeg,
            Number(CsvColumn.Elevation), Number(CsvColumn.Speed), Number(CsvColumn.Heading)));
    }

    private double? Number(CsvColumn column) =>
        double.TryParse(_table.Cell(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}
