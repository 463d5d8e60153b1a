using System.Globalization;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Tracks;

/// <summary>Reads track points (vehicle reports) from delimited text; each vehicle is a segment of its own. Clock times without zone are
/// refused until their zone is declared: guessing one would shift a night's patrol by hours unseen.</summary>
public sealed class TrackCsvReader : IRowReader<TrackRow>
{
    private const int MaxVehicles = 10_000;

    private readonly CsvTable _table;
    private readonly CsvClock _clock;
    private readonly TimeZoneInfo? _zone;
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
        options ??= CsvOptions.Default;
        _table = new CsvTable(stream, options);
        _table.Require(CsvColumn.X, "lon", "longitude");
        _table.Require(CsvColumn.Y, "lat", "latitude");
        _zone = options.Zone;
        _clock = new CsvClock(_table, _zone);
        _clock.Require();
    }

    /// <inheritdoc/>
    public long BytesRead => _table.BytesRead;

    /// <inheritdoc/>
    public long LengthBytes => _table.LengthBytes;

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => _clock.Zoneless == 0 ? _table.Notes
        : [.. _table.Notes, string.Create(CultureInfo.InvariantCulture, $"{_clock.Zoneless} times name no zone and were taken as {_zone!.Id}.")];

    /// <inheritdoc/>
    public RowFilter? Filter => _table.Filter;

    /// <summary>What the header of the coordinates says of their CRS (<c>lon_gcj02</c>); null when it says nothing.</summary>
    public FileCrs? FileCrs => _table.FileCrs;

    /// <summary>Header of the column that tells vehicles apart, or null when the file has none.</summary>
    public string? TrackColumn => _table.IndexOf(CsvColumn.Track) is >= 0 and var index ? _table.Headers[index] : null;

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

        if (_clock.Read(out var utc, out var dayOnly) is { } unreadable)
        {
            return new Read<TrackRow>(null, unreadable);
        }

        if (dayOnly)
        {
            return Read.Refused<TrackRow>(_table.Text.Line, ProblemCodes.BadTime, "The row has a date without time of day.", "Name the column of the clock time, e.g. --map date=日期,time=时间.");
        }

        var name = _words.Take(_table.Cell(CsvColumn.Track));
        if (!_segments.TryGetValue(name ?? "", out var segment))
        {
            _segments[name ?? ""] = segment = _segments.Count + 1;
            if (segment > MaxVehicles)
            {
                throw new UnreadableFileException(ProblemCodes.TooLarge, string.Create(CultureInfo.InvariantCulture,
                    $"Column {TrackColumn} tells more than {MaxVehicles} vehicles apart."), "Map the right column (track), or choose one vehicle.", _table.Text.Line);
            }
        }

        return Read.Row(new TrackRow(_table.Text.Line, name, segment, utc, lonDeg, latDeg,
            Number(CsvColumn.Elevation), Number(CsvColumn.Speed), Number(CsvColumn.Heading)));
    }

    private double? Number(CsvColumn column) =>
        double.TryParse(_table.Cell(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}
