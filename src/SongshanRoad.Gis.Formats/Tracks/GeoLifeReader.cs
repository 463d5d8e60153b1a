using System.Globalization;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Tracks;

/// <summary>Reads GeoLife <c>.plt</c> tracks: six header lines, then latitude, longitude, 0, altitude in feet (-777 = none), days since
/// 1899-12-30, date, time; WGS-84 and GMT (Microsoft Research, GeoLife GPS trajectory dataset 1.3, user guide).</summary>
public sealed class GeoLifeReader : IRowReader<TrackRow>
{
    private const int HeaderLines = 6;
    private const double MetresPerFoot = 0.3048;
    private const double NoAltitudeFeet = -777;

    private readonly CountingStream _stream;
    private readonly StreamReader _reader;

    /// <summary>Reads a file.</summary>
    /// <exception cref="UnreadableFileException">The file cannot be opened.</exception>
    public GeoLifeReader(string path)
        : this(InputFile.Open(path))
    {
    }

    /// <summary>Reads a stream, closed with this reader.</summary>
    public GeoLifeReader(Stream stream)
    {
        _stream = new CountingStream(stream);
        _reader = new StreamReader(_stream);
    }

    /// <inheritdoc/>
    public long BytesRead => _stream.BytesRead;

    /// <inheritdoc/>
    public long LengthBytes => _stream.Length;

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => [];

    /// <inheritdoc/>
    public IEnumerable<Read<TrackRow>> ReadRows()
    {
        var text = new DelimitedText(_reader, ',');
        if (!text.Read() || !text[0].StartsWith("Geolife", StringComparison.OrdinalIgnoreCase))
        {
            throw new UnreadableFileException(ProblemCodes.NotThisFormat, "Not a GeoLife track: the first line is not \"Geolife trajectory\".",
                "Give a .plt file of the GeoLife dataset, or a GPX file.", 1);
        }

        while (text.Read())
        {
            if (text.Line > HeaderLines)
            {
                yield return Convert(text);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private static Read<TrackRow> Convert(DelimitedText text)
    {
        if (text.Count < 7)
        {
            return Read.Refused<TrackRow>(text.Line, ProblemCodes.BadRow, $"The row has {text.Count} cells, 7 are needed.", "Copy the file again.");
        }

        if (!TryNumber(text[0], out var latDeg) || !TryNumber(text[1], out var lonDeg) || Math.Abs(latDeg) > 90 || Math.Abs(lonDeg) > 180)
        {
            return Read.Refused<TrackRow>(text.Line, ProblemCodes.BadCoordinate, "Latitude and longitude are not degrees.", "Copy the file again.");
        }

        if (!TimeText.TryParse(text[5], out var date) || date.HasClock || !TimeText.TryParseClock(text[6], out var clock))
        {
            return Read.Refused<TrackRow>(text.Line, ProblemCodes.BadTime, "Date and time are unreadable.", "Copy the file again.");
        }

        double? elevationM = TryNumber(text[3], out var feet) && feet != NoAltitudeFeet ? feet * MetresPerFoot : null;
        return Read.Row(new TrackRow(text.Line, null, 1, new DateTimeOffset(date.Local + clock, TimeSpan.Zero), lonDeg, latDeg, elevationM, null, null));
    }

    private static bool TryNumber(ReadOnlySpan<char> cell, out double value) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
