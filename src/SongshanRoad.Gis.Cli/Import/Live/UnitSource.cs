using System.Text.Json;
using System.Text.RegularExpressions;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Storage.Live.Import;
using SongshanRoad.Gis.Storage.Places.Import;

namespace SongshanRoad.Gis.Cli.Import.Live;

/// <summary>Units as a JSON list of {code, kind, callSign, communityCode}; further members are passed over.</summary>
/// <param name="request">What was asked.</param>
/// <param name="communities">The communities a unit may serve.</param>
internal sealed partial class UnitSource(ImportRequest request, CommunityCodes communities) : IRowSource<StagedUnit>
{
    private const int MostUnits = 10_000;
    private const int RawChars = 500;
    private const string Form = "[{\"code\": …, \"kind\": …, \"callSign\": …, \"communityCode\": …}]";

    private readonly JsonListReader _reader = new(request.FilePath, Form, MostUnits);

    public long BytesRead => _reader.BytesRead;

    public long LengthBytes => _reader.LengthBytes;

    public IEnumerable<StagedUnit> ReadRows(ImportLog log)
    {
        foreach (var entry in _reader.ReadRows().Select(read => read.Row!))
        {
            if (Check(entry, out var unit) is { } refusal)
            {
                var raw = entry.Value.GetRawText();
                log.Reject(refusal, raw.Length <= RawChars ? raw : raw[..RawChars]);
            }
            else
            {
                yield return unit!;
            }
        }
    }

    public IEnumerable<string> Remarks() => [];

    public string? Refusal() => null;

    public void Dispose() => _reader.Dispose();

    private ImportProblem? Check(JsonListEntry entry, out StagedUnit? unit)
    {
        unit = null;
        if (entry.Value.ValueKind != JsonValueKind.Object)
        {
            return new ImportProblem(entry.Line, ProblemCodes.BadRow, $"A unit must be an object, this is {Kind(entry.Value)}.", $"Write {Form}.");
        }

        string? kind = null, callSign = null, community = null;
        var problem = Take(entry, "code", isNeeded: true, out var code) ?? Take(entry, "kind", isNeeded: true, out kind)
            ?? Take(entry, "callSign", isNeeded: true, out callSign) ?? Take(entry, "communityCode", isNeeded: false, out community)
            ?? Check(entry.Line, code!, kind!, callSign!);
        if (problem is not null)
        {
            return problem;
        }

        var knownBy = community is null ? null : communities.Find(community);
        if (community is not null && knownBy is null)
        {
            return new ImportProblem(entry.Line, RejectCodes.UnknownCommunity, $"No stored community has the code {StorableText.Shorten(community)}.",
                communities.Any ? "Correct the code, or leave communityCode out." : "Import the communities first: songshan import communities FILE.");
        }

        unit = new StagedUnit(entry.Line, code!, kind!, callSign!, knownBy);
        return null;
    }

    private static ImportProblem? Check(long line, string code, string kind, string callSign)
    {
        if (!CodeWord().IsMatch(code))
        {
            return new ImportProblem(line, RejectCodes.BadCode,
                $"Unit code \"{StorableText.Shorten(code)}\" must be small letters, digits and hyphens, at most 40.", "Correct it.");
        }

        return UnitKindCode.TryParse(kind, out _)
            ? StorableText.Check(line, "callSign", callSign, TextLimits.CallSign)
            : new ImportProblem(line, RejectCodes.BadValue,
                $"Unit kind \"{StorableText.Shorten(kind)}\" is not one of patrolCar, volunteerTeam, patrolSquad, propertyGuard, communityPolice.", "Correct it.");
    }

    private static ImportProblem? Take(JsonListEntry entry, string member, bool isNeeded, out string? text)
    {
        text = null;
        try
        {
            var value = entry.Value.EnumerateObject().LastOrDefault(given => given.Name.Equals(member, StringComparison.OrdinalIgnoreCase)).Value;
            if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            {
                return isNeeded ? Missing(entry, member) : null;
            }

            if (value.ValueKind != JsonValueKind.String)
            {
                return new ImportProblem(entry.Line, RejectCodes.BadValue, $"{member} is {Kind(value)}, not a text.", "Write it in quotation marks.");
            }

            text = value.GetString()!.Trim();
        }
        catch (InvalidOperationException)
        {
            return new ImportProblem(entry.Line, RejectCodes.BadText, $"{member} has half a character, or is not UTF-8.", StorableText.Cure);
        }

        if (text.Length == 0)
        {
            text = null;
            return isNeeded ? Missing(entry, member) : null;
        }

        return StorableText.Check(entry.Line, member, text);
    }

    private static ImportProblem Missing(JsonListEntry entry, string member) =>
        new(entry.Line, ProblemCodes.MissingValue, $"The unit has no {member}.", "Give it one that no other unit has.");

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Number => "a number",
        JsonValueKind.String => "a text",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeWord();
}
