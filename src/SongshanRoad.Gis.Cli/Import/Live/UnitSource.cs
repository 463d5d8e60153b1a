using System.Text.Json;
using System.Text.RegularExpressions;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Storage.Live.Import;

namespace SongshanRoad.Gis.Cli.Import.Live;

/// <summary>Units as a JSON list of {code, kind, callSign, communityCode}; further members are passed over.</summary>
internal sealed partial class UnitSource(ImportRequest request) : IRowSource<StagedUnit>
{
    public long BytesRead => LengthBytes;

    public long LengthBytes { get; } = new FileInfo(request.FilePath).Length;

    public IEnumerable<StagedUnit> ReadRows(ImportLog log)
    {
        var number = 0;
        foreach (var unit in ReadAll())
        {
            number++;
            if (Check(unit, number) is { } refusal)
            {
                log.Reject(refusal, JsonSerializer.Serialize(unit, JsonSerializerOptions.Web));
            }
            else
            {
                yield return new StagedUnit(number, unit.Code!, unit.Kind!, unit.CallSign!, unit.CommunityCode);
            }
        }
    }

    public IEnumerable<string> Remarks() => [];

    public string? Refusal() => null;

    public void Dispose()
    {
    }

    private static ImportProblem? Check(Unit unit, int number)
    {
        if (!CodeWord().IsMatch(unit.Code ?? ""))
        {
            return new ImportProblem(number, RejectCodes.BadCode, $"Unit code \"{unit.Code}\" must be small letters, digits and hyphens, at most 40.", "Correct it.");
        }

        if (!UnitKindCode.TryParse(unit.Kind ?? "", out _))
        {
            return new ImportProblem(number, RejectCodes.BadValue,
                $"Unit kind \"{unit.Kind}\" is not one of patrolCar, volunteerTeam, patrolSquad, propertyGuard, communityPolice.", "Correct it.");
        }

        return string.IsNullOrWhiteSpace(unit.CallSign)
            ? new ImportProblem(number, ProblemCodes.MissingValue, $"Unit {unit.Code} has no callSign.", "Give it one that no other unit has.")
            : null;
    }

    private List<Unit> ReadAll()
    {
        try
        {
            using var stream = InputFile.Open(request.FilePath);
            return JsonSerializer.Deserialize<List<Unit>>(stream, JsonSerializerOptions.Web) ?? [];
        }
        catch (JsonException wrong)
        {
            throw new UnreadableFileException(ProblemCodes.NotThisFormat,
                $"{request.FilePath} is no list of units: {wrong.Message}", "Write [{\"code\": …, \"kind\": …, \"callSign\": …, \"communityCode\": …}].", inner: wrong);
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeWord();

    private sealed record Unit(string? Code, string? Kind, string? CallSign, string? CommunityCode);
}
