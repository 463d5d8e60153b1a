using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Cli.Import;

/// <summary>What the command line says about a delimited file, in the reader's words.</summary>
internal static class CsvRequest
{
    /// <summary>The reader's options.</summary>
    /// <exception cref="CommandFailedException">Encoding or a mapped field is not known.</exception>
    public static CsvOptions OptionsOf(ImportRequest request)
    {
        var encoding = request.Encoding is null ? null : TextEncodings.Find(request.Encoding)
            ?? throw new CommandFailedException($"--encoding {request.Encoding} is not known; use UTF-8 or GBK.", ExitCodes.Usage);
        // Fields that only drawn features have (name, class, source) are not the CSV reader's business.
        var pairs = request.Columns.Where(pair => !FeatureFields.Contains(pair.Key)).Select(pair => $"{pair.Key}={pair.Value}");
        var map = ColumnMap.Parse(string.Join(',', pairs), out var refusal)
            ?? throw new CommandFailedException(refusal!, ExitCodes.Usage);
        return new CsvOptions { Encoding = encoding, Map = map };
    }

    private static readonly HashSet<string> FeatureFields = new(StringComparer.OrdinalIgnoreCase)
    {
        "name", "fullName", "class", "source", "accuracyM", "reality", "codes", "code12", "code15", "validFrom",
    };
}
