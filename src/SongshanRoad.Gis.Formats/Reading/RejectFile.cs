using System.Buffers;
using System.Globalization;
using System.Text;

namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>Writes the rows that could not be used as CSV (UTF-8 with byte order mark, so that Excel shows Chinese):
/// line, code, reason, cure, raw text.</summary>
public sealed class RejectFile : IDisposable
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    private readonly StreamWriter _writer;

    /// <summary>Begins the file with its header row.</summary>
    /// <param name="destination">Where to write; closed with this writer.</param>
    public RejectFile(Stream destination)
    {
        _writer = new StreamWriter(destination, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        _writer.Write("line,code,reason,cure,raw\r\n");
    }

    /// <summary>Rejects written so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds one reject.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="raw">The row as it stood in the file, where known.</param>
    public void Write(ImportProblem problem, string? raw = null)
    {
        Count++;
        _writer.Write(problem.Line.ToString(CultureInfo.InvariantCulture));
        foreach (var cell in (ReadOnlySpan<string>)[problem.Code, problem.Sentence, problem.Cure, raw ?? ""])
        {
            _writer.Write(',');
            _writer.Write(Cell(cell));
        }

        _writer.Write("\r\n");
    }

    /// <summary>Writes what is buffered and closes the destination.</summary>
    public void Dispose() => _writer.Dispose();

    // A leading = + - @ would run as a formula when the office opens the file in Excel.
    private static string Cell(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@')
        {
            text = $"'{text}";
        }

        return text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
