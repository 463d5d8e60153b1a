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

/// <summary>A recorded track (GPX or GeoLife) as one ended duty of a unit, from its first fix to its last. The file is held in
/// memory: the duty is known only at its end.</summary>
/// <param name="request">What was asked.</param>
/// <param name="unitCode">Who walked.</param>
/// <param name="database">The deployment it goes into.</param>
/// <param name="now">No fix may be later.</param>
internal sealed class TrackSource(ImportRequest request, string unitCode, Database database, DateTimeOffset now) : IRowSource<StagedFix>
{
    private readonly IRowReader<TrackRow> _reader = Open(request.FilePath);
    private readonly SourceCrs _crs = request.Crs ?? SourceCrs.Wgs84;

    public long BytesRead => _reader.BytesRead;

    public long LengthBytes => _reader.LengthBytes;

    public IEnumerable<StagedFix> ReadRows(ImportLog log)
    {
        var fixes = new List<StagedFix>();
        var unknown = new RecordedDuty(Guid.Empty, unitCode, default, default, default);
        foreach (var (row, problem) in _reader.ReadRows())
        {
            if (row is null)
            {
                log.Reject(problem!);
            }
            else if (Check(row, unknown, out var fix) is { } refusal)
            {
                log.Reject(refusal, string.Create(CultureInfo.InvariantCulture, $"{row.LonDeg}, {row.LatDeg}, {row.TimeUtc:O}"));
            }
            else
            {
                fixes.Add(fix!);
            }
        }

        if (fixes.Count == 0)
        {
            return fixes;
        }

        var duty = DutyOf(fixes);
        return fixes.Select(fix => fix with { Duty = duty });
    }

    public IEnumerable<string> Remarks() => _reader.Notes;

    public string? Refusal() => null;

    public void Dispose() => _reader.Dispose();

    private static IRowReader<TrackRow> Open(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".GPX" => new GpxReader(path),
        ".PLT" => new GeoLifeReader(path),
        var ending => throw new CommandFailedException($"{path}: no track reader for files ending in {ending}; tracks take .gpx and .plt."),
    };

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

        if (!_crs.TryToWgs84(row.LonDeg, row.LatDeg, out var position))
        {
            return new ImportProblem(row.Line, ProblemCodes.OutOfRange, _crs.DescribeOutside(row.LonDeg, row.LatDeg), $"Declare the CRS with --crs ({SourceCrs.Allowed}).");
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
