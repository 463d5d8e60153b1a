using System.Globalization;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Cli.Import;

/// <summary>Whether a text can be stored: PostgreSQL holds neither the character NUL nor half a character, and nobody means a name
/// as long as a book.</summary>
internal static class StorableText
{
    /// <summary>The cure for a text that is no text.</summary>
    public const string Cure = "Remove that character; if there are many, the file is damaged or in another encoding.";

    /// <summary>What is wrong with a text, or null.</summary>
    /// <param name="line">Where its row stands.</param>
    /// <param name="what">Which field it is.</param>
    /// <param name="text">The text; null is storable.</param>
    /// <param name="longest">Most characters; one of <see cref="TextLimits"/>.</param>
    public static ImportProblem? Check(long line, string what, string? text, int longest = int.MaxValue)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return new ImportProblem(line, RejectCodes.BadText, $"{Shorten(what)} has the character NUL (U+0000), which no text may have.", Cure);
        }

        if (LoneSurrogate(text) is { } half)
        {
            return new ImportProblem(line, RejectCodes.BadText, $"{Shorten(what)} has half a character (U+{(int)half:X4}), which no text may have.", Cure);
        }

        return text.Length <= longest ? null : new ImportProblem(line, RejectCodes.TooLong,
            string.Create(CultureInfo.InvariantCulture, $"{Shorten(what)} has {text.Length} characters; at most {longest} are kept."), "Shorten it.");
    }

    /// <summary>A text for messages, at most 60 characters.</summary>
    public static string Shorten(string text) => text.Length <= 60 ? text : $"{text[..57]}...";

    private static char? LoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return text[i];
            }
        }

        return null;
    }
}
