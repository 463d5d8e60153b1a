using System.Buffers;
using System.Globalization;
using System.Text;

namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>Writes the rows that could not be used as CSV (UTF-8 with byte order mark, so that Excel shows Chinese):
/// line, code, reason, cure, raw text.</summary>
public sealed class RejectFile : IDisposable
{
    /// <summary>Most rows written, as many as a spreadsheet opens; further rejects are only counted.</summary>
    public const int MaxRows = 1_000_000;

    private const int MaxRawChars = 2_000;
    private const string Header = "line,code,reason,cure,raw";

    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    private readonly StreamWriter _writer;

    /// <summary>Begins the file with its header row.</summary>
    /// <param name="destination">Where to write; closed with this writer.</param>
    public RejectFile(Stream destination)
    {
        _writer = new StreamWriter(destination, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        _writer.Write(Header + "\r\n");
    }

    /// <summary>Rejects so far, also those beyond <see cref="MaxRows"/>.</summary>
    public long Count { get; private set; }

    /// <summary>Whether a file begins as these lists do.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static bool IsOne(string path)
    {
        using var stream = File.OpenRead(path);
        var head = new byte[64];
        var text = Encoding.UTF8.GetString(head, 0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        return text.TrimStart('\uFEFF').StartsWith(Header, StringComparison.Ordinal);
    }

    /// <summary>Adds one reject.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="raw">The row as it stood in the file, where known; cut to 2,000 characters.</param>
    public void Write(ImportProblem problem, string? raw = null)
    {
        Count++;
        if (Count <= MaxRows)
        {
            WriteRow(problem, raw?.Length > MaxRawChars ? raw[..MaxRawChars] : raw);
        }
        else if (Count == MaxRows + 1)
        {
            WriteRow(new ImportProblem(0, "more-rejects", $"More than {MaxRows} rows were rejected; the others are only counted.", "Mend these first."), null);
        }
    }

    /// <summary>Brings what is buffered to the destination.</summary>
    public void Flush() => _writer.Flush();

    /// <summary>Writes what is buffered and closes the destination.</summary>
    public void Dispose() => _writer.Dispose();

    private void WriteRow(ImportProblem problem, string? raw)
    {
        _writer.Write(problem.Line.ToString(CultureInfo.InvariantCulture));
        foreach (var cell in (ReadOnlySpan<string>)[problem.Code, problem.Sentence, problem.Cure, raw ?? ""])
        {
            _writer.Write(',');
            _writer.Write(Cell(cell));
        }

        _writer.Write("\r\n");
    }

    // A leading = + - @ would run as a formula when the office opens the file in Excel; a NUL would end the text there.
    private static string Cell(string text)
    {
        text = text.Replace('\0', '\u2400');
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@')
        {
            text = $"'{text}";
        }

        return text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
