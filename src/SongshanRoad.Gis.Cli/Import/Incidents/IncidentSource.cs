using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Storage.Incidents.Import;

namespace SongshanRoad.Gis.Cli.Import.Incidents;

/// <summary>A delimited file of incidents. Only time, place, category, reporter, progress and id are taken; whatever else the file holds
/// (names, addresses, phone numbers) is not stored.</summary>
/// <param name="request">What was asked.</param>
/// <param name="reader">The open file.</param>
/// <param name="database">The deployment it goes into.</param>
/// <param name="categories">The categories it may name.</param>
/// <param name="datum">Asks whether the coordinates are what they are declared to be.</param>
/// <param name="now">Nothing may have happened later than nine minutes after this.</param>
internal sealed class IncidentSource(
    ImportRequest request, IncidentCsvReader reader, Database database, CategoryNames categories, DatumGuard datum, DateTimeOffset now) : IRowSource<StagedIncident>
{
    /// <summary>What the office's own incidents are filed under when no source is named.</summary>
    public const string DefaultSource = "office";

    private const int WordsShown = 5;

    // Each takes some 40 bytes until the end of the file.
    private const int MostWithoutId = 5_000_000;

    // For clocks that run fast: a minute less than the table's constraint allows, so that the database's own clock may differ.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(9);
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<UInt128, int> _occurrences = [];
    private readonly DeclaredCrs _declared = new(request, reader.FileCrs);
    private readonly string _source = request.Source ?? DefaultSource;
    private readonly List<string> _progressWords = [];
    private long _reporterUnknown;
    private long _progressUnknown;

    public long BytesRead => reader.BytesRead;

    public long LengthBytes => reader.LengthBytes;

    public IEnumerable<StagedIncident> ReadRows(ImportLog log)
    {
        foreach (var (row, problem) in reader.ReadRows())
        {
            if (row is null)
            {
                log.Reject(problem!, reader.RawRow);
                continue;
            }

            datum.Consider(row.X, row.Y);
            if (Check(row, out var incident) is { } refusal)
            {
                log.Reject(refusal, reader.RawRow);
            }
            else
            {
                yield return incident;
            }
        }
    }

    public IEnumerable<string> Remarks()
    {
        foreach (var note in reader.Notes)
        {
            yield return note;
        }

        foreach (var remark in datum.Remarks())
        {
            yield return remark;
        }

        if (_declared.Remark is { } taken)
        {
            yield return taken;
        }

        if (_occurrences.Count > 0)
        {
            yield return $"{_occurrences.Values.Sum()} rows have no id: made from time, place and category, so a corrected row counts as a new one";
        }

        if (_reporterUnknown > 0)
        {
            yield return $"{_reporterUnknown} rows name a reporter that is neither call nor patrol: taken as {request.ReportedBy}";
        }

        if (_progressUnknown > 0)
        {
            yield return $"{_progressUnknown} rows have a progress that is not known ({string.Join(", ", _progressWords)}): taken as closed";
        }
    }

    public string? WhyEmpty => reader.Filter?.WhyEmpty;

    public string? Refusal() => datum.Refusal(_declared.Crs);

    public void Dispose() => reader.Dispose();

    private ImportProblem? Check(IncidentRow row, out StagedIncident incident)
    {
        incident = default;
        var categoryText = request.Category ?? row.CategoryText;
        if (categoryText is null)
        {
            return new ImportProblem(row.Line, ProblemCodes.MissingValue, "The row has no category.", "Fill it in, or give all rows one with --category CODE.");
        }

        if (categories.FindCode(categoryText) is not { } category)
        {
            return new ImportProblem(row.Line, RejectCodes.UnknownCategory, $"Category \"{categoryText}\" is not known; known: {categories.Known}.",
                "Use one of them, or add it to the list with songshan import categories.");
        }

        if (!_declared.Crs.TryToWgs84(row.X, row.Y, out var position))
        {
            return new ImportProblem(row.Line, ProblemCodes.OutOfRange, _declared.Crs.DescribeOutside(row.X, row.Y), $"Declare the CRS with --crs ({SourceCrs.Allowed}).");
        }

        if (!database.AreaWgs84.Contains(position.LonDeg, position.LatDeg))
        {
            return new ImportProblem(row.Line, RejectCodes.OutsideDeployment,
                Features.FeatureChecks.OutsideArea(position.LonDeg, position.LatDeg, database.AreaWgs84), "Check --crs and which column is which, or correct the place.");
        }

        if ((CheckTimes(row) ?? StorableText.Check(row.Line, "The id", row.ExternalId, TextLimits.Id)) is { } refusal)
        {
            return refusal;
        }

        incident = new StagedIncident(
            row.Line, _source, row.ExternalId ?? MakeId(row, category), category, row.OccurredFromUtc, row.OccurredToUtc,
            Reporter(row.ReportedByText), Progress(row.ProgressText), position, request.AccuracyM, request.Synthetic);
        return null;
    }

    private ImportProblem? CheckTimes(IncidentRow row)
    {
        if (row.OccurredFromUtc > now + Grace)
        {
            return new ImportProblem(row.Line, RejectCodes.InFuture, string.Create(CultureInfo.InvariantCulture,
                $"It happened at {row.OccurredFromUtc:yyyy-MM-dd HH:mm} UTC, which is in the future (now {now:yyyy-MM-dd HH:mm} UTC)."), "Correct the time.");
        }

        if (row.OccurredFromUtc < Earliest)
        {
            return new ImportProblem(row.Line, RejectCodes.TooOld, string.Create(CultureInfo.InvariantCulture,
                $"It happened at {row.OccurredFromUtc:yyyy-MM-dd}, before 1990."), "Correct the time.");
        }

        return row.OccurredToUtc < row.OccurredFromUtc
            ? new ImportProblem(row.Line, RejectCodes.EndBeforeStart, string.Create(CultureInfo.InvariantCulture,
                $"It ended at {row.OccurredToUtc:yyyy-MM-dd HH:mm} UTC, before it began at {row.OccurredFromUtc:yyyy-MM-dd HH:mm} UTC."), "Exchange the two times.")
            : null;
    }

    private string Reporter(string? text)
    {
        switch (text?.ToUpperInvariant())
        {
            case null or "":
                return request.ReportedBy;
            case "CALL" or "110" or "报警" or "电话报警" or "110报警" or "群众报警":
                return "call";
            case "PATROL" or "巡逻" or "巡逻发现" or "巡防" or "巡查":
                return "patrol";
            default:
                _reporterUnknown++;
                return request.ReportedBy;
        }
    }

    private string? Progress(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (ProgressWords.Find(text) is { } known)
        {
            return known;
        }

        _progressUnknown++;
        var shown = StorableText.Shorten(text);
        if (_progressWords.Count < WordsShown && !_progressWords.Contains(shown))
        {
            _progressWords.Add(shown);
        }

        return "closed";
    }

    // Two equal rows are two incidents: thefts of one night in one courtyard, all filed under midnight at its gate.
    private string MakeId(IncidentRow row, string category)
    {
        var content = string.Create(CultureInfo.InvariantCulture,
            $"{row.OccurredFromUtc.UtcTicks}|{row.OccurredToUtc?.UtcTicks}|{row.X:R}|{row.Y:R}|{category}");
        var hash = MemoryMarshal.Read<UInt128>(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        if (_occurrences.Count == MostWithoutId)
        {
            throw new CommandFailedException(string.Create(CultureInfo.InvariantCulture,
                $"{request.FilePath} has more than {MostWithoutId} incidents without id, which cannot be told apart. Name the column with ids (--map id=COLUMN), or split the file. Nothing was imported."));
        }

        ref var occurrence = ref CollectionsMarshal.GetValueRefOrAddDefault(_occurrences, hash, out _);
        occurrence++;
        return string.Create(CultureInfo.InvariantCulture, $"row-{hash:x32}-{occurrence}");
    }
}
