using System.Globalization;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Storage.Places;

namespace SongshanRoad.Gis.Cli.Import.Places.Codes;

/// <summary>Fits a code of a list into the codes its community has had: of one issuer it has one at a time.</summary>
internal static class CodeHistory
{
    /// <summary>The code with the days of validity that do not contradict what is stored.</summary>
    /// <param name="line">Where its row stands.</param>
    /// <param name="code">A well-formed code.</param>
    /// <param name="stored">The codes of its community.</param>
    /// <param name="refusal">Why it does not fit, or null.</param>
    public static IssuedCode Fit(long line, IssuedCode code, IReadOnlyList<PlaceCode> stored, out ImportProblem? refusal)
    {
        refusal = null;
        var from = DateOnly.ParseExact(code.ValidFrom!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var ofIssuer = stored.Where(known => known.Issuer == code.Issuer).ToList();

        // A list says that a code is valid on its day, not that it was not before, nor that it is for ever.
        if (code.ValidTo is null && ofIssuer.Find(known => known.Code == code.Number && known.ValidFrom <= from && !(known.ValidTo < from)) is { } covering)
        {
            return code with { ValidFrom = Day(covering.ValidFrom), ValidTo = covering.ValidTo is { } end ? Day(end) : null };
        }

        if (ofIssuer.Find(known => known.Code != code.Number && known.ValidFrom == from) is { } rival)
        {
            refusal = new ImportProblem(line, RejectCodes.TwoCodes,
                $"The community has {code.Issuer} code {rival.Code} from {code.ValidFrom} on already; the row gives it {code.Number}.", "Correct the code, or its first day (validFrom, --valid-from).");
            return code;
        }

        // An older edition of the list, imported after a newer one.
        return code.ValidTo is null && ofIssuer.Find(known => known.Code != code.Number && known.ValidFrom > from) is { } newer
            ? code with { ValidTo = Day(newer.ValidFrom.AddDays(-1)) }
            : code;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
