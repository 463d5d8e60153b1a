using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Cli.Import.Places;

/// <summary>An official code of a place, as a file gives it.</summary>
/// <param name="Issuer">Who gave it: <c>NBS</c>, <c>police</c> or another.</param>
/// <param name="Number">The code.</param>
/// <param name="ValidFrom">First day of its validity, yyyy-MM-dd.</param>
/// <param name="ValidTo">Last day, or null while it is valid.</param>
internal sealed partial record IssuedCode(
    string? Issuer,
    [property: JsonPropertyName("code")] string? Number,
    string? ValidFrom,
    string? ValidTo)
{
    /// <summary>Issuer of the 9 or 12 digits of the National Bureau of Statistics.</summary>
    public const string Nbs = "NBS";

    /// <summary>Issuer of the 15 digits of the police.</summary>
    public const string Police = "police";

    /// <summary>What is wrong with the code, or null.</summary>
    /// <param name="line">Where its row stands.</param>
    public ImportProblem? Check(long line)
    {
        if (StorableText.Check(line, "The issuer of a code", Issuer, TextLimits.Issuer) is { } unfit)
        {
            return unfit;
        }

        var wellFormed = Issuer switch
        {
            null or "" => false,
            Nbs => NbsForm().IsMatch(Number ?? ""),
            Police => PoliceForm().IsMatch(Number ?? ""),
            _ => OtherForm().IsMatch(Number ?? ""),
        };
        if (!wellFormed)
        {
            return Refuse(line, $"Code {StorableText.Shorten(Number ?? "(empty)")} of issuer {Issuer ?? "(none)"} has not the form of one (NBS 9 or 12 digits, police 15).",
                "Correct it; a spreadsheet may have cut its digits.");
        }

        if (!TryDay(ValidFrom, out var from))
        {
            return Refuse(line, $"Code {Number} has no first day of validity ({ValidFrom ?? "empty"}).", "Add validFrom as yyyy-MM-dd to the row, or --valid-from.");
        }

        return ValidTo is null || (TryDay(ValidTo, out var to) && to >= from) ? null
            : Refuse(line, $"Code {Number} is valid to {StorableText.Shorten(ValidTo)}, which is no date from {ValidFrom} on.", "Correct validTo.");
    }

    /// <summary>Reads a day.</summary>
    public static bool TryDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static ImportProblem Refuse(long line, string sentence, string cure) => new(line, RejectCodes.BadCode, sentence, cure);

    [GeneratedRegex("^[0-9]{9}([0-9]{3})?$", RegexOptions.CultureInvariant)]
    private static partial Regex NbsForm();

    [GeneratedRegex("^[0-9]{15}$", RegexOptions.CultureInvariant)]
    private static partial Regex PoliceForm();

    [GeneratedRegex("^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex OtherForm();
}
