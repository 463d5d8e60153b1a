using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Cli.Import;

/// <summary>What the command line says about a delimited file, in the reader's words.</summary>
internal static class CsvRequest
{
    /// <summary>The reader's options.</summary>
    /// <exception cref="CommandFailedException">The encoding is not known.</exception>
    public static CsvOptions OptionsOf(ImportRequest request)
    {
        // Fields that only drawn features have (name, class, source) are not the CSV reader's business.
        var pairs = request.Columns.Where(pair => ColumnMap.IsWord(pair.Key)).Select(pair => $"{pair.Key}={pair.Value}");
        var map = ColumnMap.Parse(string.Join(',', pairs), out var refusal)
            ?? throw new CommandFailedException(refusal!, ExitCodes.Usage);
        return new CsvOptions { Encoding = EncodingOf(request), Map = map, Crs = request.Crs, Zone = request.Zone, Where = request.Where };
    }

    /// <summary>The declared encoding, or null when the file tells it.</summary>
    /// <exception cref="CommandFailedException">It is not known.</exception>
    public static System.Text.Encoding? EncodingOf(ImportRequest request) => request.Encoding is null ? null
        : TextEncodings.Find(request.Encoding)
            ?? throw new CommandFailedException($"--encoding {request.Encoding} is not known; use UTF-8 or GBK.", ExitCodes.Usage);
}
