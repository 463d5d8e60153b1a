using System.Globalization;
using System.Xml;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Tracks;

/// <summary>Reads the track points of GPX 1.0 and 1.1 (topografix.com/GPX/1/1). A <c>trkseg</c> is one unbroken span. Routes and way
/// points are not read.</summary>
/// <remarks>A point without time is kept without time. GPX demands UTC; a time without zone is refused unless its zone is declared:
/// guessing +08:00 would shift a night's patrol by eight hours unseen.</remarks>
public sealed class GpxReader : IRowReader<TrackRow>
{
    private readonly CountingStream _stream;
    private readonly TimeZoneInfo? _zone;
    private readonly GuardedXml _xml;
    private string? _trackName;
    private int _segment;
    private long _withoutTime;
    private long _backInTime;
    private DateTimeOffset? _previousUtc;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="zone">Zone of times that name none; null refuses such points.</param>
    /// <exception cref="UnreadableFileException">The file cannot be opened.</exception>
    public GpxReader(string path, TimeZoneInfo? zone = null)
        : this(InputFile.Open(path), zone)
    {
    }

    /// <summary>Reads a stream, closed with this reader.</summary>
    /// <param name="stream">The bytes of the file.</param>
    /// <param name="zone">Zone of times that name none; null refuses such points.</param>
    public GpxReader(Stream stream, TimeZoneInfo? zone = null)
    {
        _stream = new CountingStream(stream);
        _zone = zone;
        _xml = new GuardedXml(_stream);
    }

    /// <inheritdoc/>
    public long BytesRead => _stream.BytesRead;

    /// <inheritdoc/>
    public long LengthBytes => _stream.Length;

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes
    {
        get
        {
            var notes = new List<string>();
            if (_withoutTime > 0)
            {
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"{_withoutTime:N0} points have no time; only their line is used."));
            }

            if (_backInTime > 0)
            {
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"{_backInTime:N0} points are earlier than the point before them."));
            }

            return notes;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<Read<TrackRow>> ReadRows()
    {
        while (_xml.Read())
        {
            if (_xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (_xml.LocalName)
            {
                case var root when _xml.Depth == 0 && root != "gpx":
                    throw new UnreadableFileException(ProblemCodes.NotThisFormat, $"Not GPX: the root element is <{root}>, not <gpx>.",
                        "Export the track as GPX 1.1.", _xml.Line);
                case "trk":
                    _trackName = null;
                    break;
                case "name" when _xml.Depth == 2:
                    _trackName = ReadText();
                    break;
                case "trkseg":
                    _segment++;
                    _previousUtc = null;
                    break;
                case "trkpt":
                    yield return ReadPoint();
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _xml.Dispose();

    private Read<TrackRow> ReadPoint()
    {
        var line = _xml.Line;
        var (latText, lonText) = (_xml.Attribute("lat"), _xml.Attribute("lon"));
        var (time, elevationM, speedMps, headingDeg) = ReadChildren();
        if (!TryNumber(latText, out var latDeg) || !TryNumber(lonText, out var lonDeg))
        {
            return Read.Refused<TrackRow>(line, ProblemCodes.BadCoordinate, $"lat=\"{Shorten(latText)}\" lon=\"{Shorten(lonText)}\" are not two numbers.",
                "Export the track again.");
        }

        if (Math.Abs(latDeg) > 90 || Math.Abs(lonDeg) > 180)
        {
            return Read.Refused<TrackRow>(line, ProblemCodes.OutOfRange, SourceCrs.Wgs84.DescribeOutside(lonDeg, latDeg), "Export the track again.");
        }

        DateTimeOffset? utc = null;
        if (time is null)
        {
            _withoutTime++;
        }
        else if (!TimeText.TryParse(time, out var read))
        {
            return Read.Refused<TrackRow>(line, ProblemCodes.BadTime, $"The time \"{Shorten(time)}\" is unreadable.", "Export the track again.");
        }
        else if (read.Offset is null && _zone is null)
        {
            return Read.Refused<TrackRow>(line, ProblemCodes.BadTime, $"The time \"{Shorten(time)}\" names no zone; GPX demands UTC.",
                "Declare the zone the recorder used, e.g. --zone +08:00.");
        }
        else
        {
            utc = read.ToUtc(_zone ?? TimeZoneInfo.Utc);
            _backInTime += utc < _previousUtc ? 1 : 0;
            _previousUtc = utc;
        }

        return Read.Row(new TrackRow(line, _trackName, Math.Max(1, _segment), utc, lonDeg, latDeg, elevationM, speedMps, headingDeg));
    }

    // Speed and course stand in the point (GPX 1.0) or somewhere in its extensions (Garmin and others).
    private (string? Time, double? ElevationM, double? SpeedMps, double? HeadingDeg) ReadChildren()
    {
        string? time = null;
        double? elevationM = null, speedMps = null, headingDeg = null;
        if (_xml.IsEmptyElement)
        {
            return default;
        }

        var depth = _xml.Depth;
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml.NodeType != XmlNodeType.Element || _xml.IsEmptyElement)
            {
                continue;
            }

            switch (_xml.LocalName)
            {
                case "time":
                    time = ReadText().Trim();
                    break;
                case "ele":
                    elevationM = TryNumber(ReadText(), out var metres) ? metres : null;
                    break;
                case "speed":
                    speedMps = TryNumber(ReadText(), out var mps) && mps >= 0 ? mps : null;
                    break;
                case "course":
                    headingDeg = TryNumber(ReadText(), out var degrees) && degrees is >= 0 and <= 360 ? degrees % 360 : null;
                    break;
            }
        }

        return (time is "" ? null : time, elevationM, speedMps, headingDeg);
    }

    private string ReadText()
    {
        var depth = _xml.Depth;
        var text = "";
        if (_xml.IsEmptyElement)
        {
            return text;
        }

        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && text.Length < 1_000)
            {
                text += _xml.Value;
            }
        }

        return text;
    }

    private static bool TryNumber(string? text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static string Shorten(string? text) => text is null ? "" : CsvTable.Shorten(text);
}
