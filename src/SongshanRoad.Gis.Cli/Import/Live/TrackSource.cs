using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Formats.Tracks;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Storage.Live.Import.Tracks;

namespace SongshanRoad.Gis.Cli.Import.Live;

/// <summary>A recorded track (GPX, GeoLife or CSV) as one ended duty of a unit, from its first fix to its last. The track is held in
/// memory, for the duty is known only at its end; what is longer than any tour is refused.</summary>
/// <param name="request">What was asked.</param>
/// <param name="unitCode">Who walked.</param>
/// <param name="database">The deployment it goes into.</param>
/// <param name="datum">Asks whether the coordinates are what they are declared to be.</param>
/// <param name="now">No fix may be later.</param>
internal sealed class TrackSource(ImportRequest request, string unitCode, Database database, DatumGuard datum, DateTimeOffset now) : IRowSource<StagedFix>
{
    private const int MostFixes = 500_000;
    private const int TracksShown = 5;
    private static readonly TimeSpan LongestTour = TimeSpan.FromHours(48);

    private readonly IRowReader<TrackRow> _reader = Open(request);
    private DeclaredCrs _declared = new(request, null);
    private readonly List<string> _vehicles = [];
    private string? _tooLong;

    public long BytesRead => _reader.BytesRead;

    public long LengthBytes => _reader.LengthBytes;

    public IEnumerable<StagedFix> ReadRows(ImportLog log)
    {
        var fixes = new List<StagedFix>();
        _declared = new DeclaredCrs(request, (_reader as TrackCsvReader)?.FileCrs);
        var unknown = new RecordedDuty(Guid.Empty, unitCode, default, default, default);
        foreach (var (row, problem) in _reader.ReadRows())
        {
            if (row is null)
            {
                log.Reject(problem!);
            }
            else if (Consider(row, unknown, out var fix) is { } refusal)
            {
                log.Reject(refusal, string.Create(CultureInfo.InvariantCulture, $"{row.LonDeg}, {row.LatDeg}, {row.TimeUtc:O}"));
            }
            else
            {
                fixes.Add(fix!);
                if (fixes.Count > MostFixes)
                {
                    throw new CommandFailedException(string.Create(CultureInfo.InvariantCulture,
                        $"{request.FilePath} has more than {MostFixes} points; a file is one tour of one unit. Cut it into tours. Nothing was imported."));
                }
            }
        }

        if (fixes.Count == 0)
        {
            return fixes;
        }

        var duty = DutyOf(fixes);
        if (duty.EndedAt - duty.StartedAt > LongestTour)
        {
            _tooLong = string.Create(CultureInfo.InvariantCulture,
                $"the track runs from {duty.StartedAt:yyyy-MM-dd HH:mm} to {duty.EndedAt:yyyy-MM-dd HH:mm} UTC; a tour has at most {LongestTour.TotalHours:F0} hours. Cut it into tours.");
        }

        return fixes.Select(fix => fix with { Duty = duty });
    }

    public IEnumerable<string> Remarks() => [.. _reader.Notes, .. TakenCrs(), .. datum.Remarks()];

    public string? WhyEmpty => _reader.Filter?.WhyEmpty;

    public string? Refusal() => SeveralVehicles() ?? _tooLong ?? datum.Refusal(_declared.Crs);

    public void Dispose() => _reader.Dispose();

    private static IRowReader<TrackRow> Open(ImportRequest request) => Path.GetExtension(request.FilePath).ToUpperInvariant() switch
    {
        ".GPX" => new GpxReader(request.FilePath, request.Zone),
        ".PLT" => new GeoLifeReader(request.FilePath),
        ".CSV" or ".TXT" => new TrackCsvReader(request.FilePath, CsvRequest.OptionsOf(request)),
        var ending => throw new CommandFailedException($"{request.FilePath}: no track reader for files ending in {ending}; tracks take .gpx, .plt and .csv."),
    };

    // GPX and GeoLife are WGS-84 by their own rules.
    private IEnumerable<string> TakenCrs() => _reader is TrackCsvReader || request.Crs is not null ? new[] { _declared.Remark }.OfType<string>() : [];

    private string? SeveralVehicles() => _vehicles.Count < 2 || _reader is not TrackCsvReader { TrackColumn: { } column } ? null
        : $"it holds tracks of several {column}: {string.Join(", ", _vehicles.Take(TracksShown))}{(_vehicles.Count > TracksShown ? ", …" : "")}; "
            + $"a duty is of one unit. Choose one with --where {column}={_vehicles[0]}.";

    private ImportProblem? Consider(TrackRow row, RecordedDuty duty, out StagedFix? fix)
    {
        datum.Consider(row.LonDeg, row.LatDeg);
        if (row.TrackName is { } name && _vehicles.Count <= TracksShown && !_vehicles.Contains(name))
        {
            _vehicles.Add(name);
        }

        return Check(row, duty, out fix);
    }

    private ImportProblem? Check(TrackRow row, RecordedDuty duty, out StagedFix? fix)
    {
        fix = null;
        if (row.TimeUtc is not { } time)
        {
            return new ImportProblem(row.Line, ProblemCodes.BadTime, "The point has no time.", "Record tracks with time; a drawn line is no patrol.");
        }

        if (time > now)
        {
            return new ImportProblem(row.Line, RejectCodes.InFuture, string.Create(CultureInfo.InvariantCulture,
                $"The point is of {time:yyyy-MM-dd HH:mm} UTC, which is in the future."), "Correct the clock of the device.");
        }

        if (!_declared.Crs.TryToWgs84(row.LonDeg, row.LatDeg, out var position))
        {
            return new ImportProblem(row.Line, ProblemCodes.OutOfRange, _declared.Crs.DescribeOutside(row.LonDeg, row.LatDeg), $"Declare the CRS with --crs ({SourceCrs.Allowed}).");
        }

        if (!database.AreaWgs84.Contains(new Coordinate(position.LonDeg, position.LatDeg)))
        {
            return new ImportProblem(row.Line, RejectCodes.OutsideDeployment,
                Features.FeatureChecks.OutsideArea(position.LonDeg, position.LatDeg, database.AreaWgs84), "Check --crs, or that it is the right track.");
        }

        // Receivers write -1 or 360 where they know no speed or heading.
        fix = new StagedFix(row.Line, duty, time, position,
            row.SpeedMps is >= 0 ? row.SpeedMps : null, row.HeadingDeg is >= 0 and < 360 ? row.HeadingDeg : null);
        return null;
    }

    private RecordedDuty DutyOf(List<StagedFix> fixes)
    {
        var (from, to) = (fixes.Min(fix => fix.FixTime), fixes.Max(fix => fix.FixTime));
        var calendar = new NightCalendar(TimeZoneInfo.FindSystemTimeZoneById(database.TimeZoneId), database.NightStart, database.NightEnd);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{unitCode}|{from.UtcTicks}|{to.UtcTicks}")));
        return new RecordedDuty(new Guid(hash.AsSpan(0, 16)), unitCode, calendar.NightAt(from).Date, from, to);
    }
}
