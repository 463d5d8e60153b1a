using System.Text.Json;

namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>Token by token and value by value through a JSON stream of any size, holding one value at a time and knowing its line.</summary>
/// <param name="stream">The bytes of the file.</param>
/// <param name="maxValueBytes">Largest value accepted, in whole MiB.</param>
/// <param name="valueName">What a value is, for messages.</param>
internal sealed class JsonFeed(Stream stream, int maxValueBytes, string valueName)
{
    // More than one top-level value: newline-delimited features.
    private JsonReaderState _state = new(new JsonReaderOptions { AllowMultipleValues = true, AllowTrailingCommas = true });
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _atEnd;
    private bool _begun;
    private long _lineAtStart = 1;

    private delegate bool Step(ref Utf8JsonReader reader);

    /// <summary>Line of the token or value read last, from 1.</summary>
    public long Line { get; private set; } = 1;

    public JsonTokenType Token { get; private set; }

    /// <summary>Text of the token read last, when it is a property name or a string.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Reads the next token.</summary>
    /// <returns>False at the proper end of the file.</returns>
    public bool TryReadToken() => TryAdvance((ref Utf8JsonReader reader) =>
    {
        Text = reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String ? reader.GetString()! : "";
        return true;
    });

    /// <summary>Reads the next token of an unfinished object or array.</summary>
    public void ReadToken()
    {
        if (!TryReadToken())
        {
            throw Truncated();
        }
    }

    /// <summary>Reads a whole value; null when the enclosing array ends instead.</summary>
    public JsonDocument? ReadValue()
    {
        JsonDocument? value = null;
        var advanced = TryAdvance((ref Utf8JsonReader reader) =>
            reader.TokenType == JsonTokenType.EndArray || JsonDocument.TryParseValue(ref reader, out value));
        return advanced ? value : throw Truncated();
    }

    private bool TryAdvance(Step step)
    {
        while (true)
        {
            try
            {
                // Never the final block: what is missing at the end then shows as "more needed", not as a syntax error.
                var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), isFinalBlock: false, _state);
                if (reader.Read())
                {
                    Token = reader.TokenType;
                    var tokenStart = (int)reader.TokenStartIndex;
                    if (step(ref reader))
                    {
                        Consume(tokenStart, (int)reader.BytesConsumed, reader.CurrentState);
                        return true;
                    }
                }
            }
            catch (JsonException e)
            {
                throw NotJson(e);
            }
            catch (InvalidOperationException e)
            {
                throw new UnreadableFileException(ProblemCodes.WrongEncoding,
                    $"The text at line {_lineAtStart} is not UTF-8.", "Save the file as UTF-8; JSON allows nothing else.", _lineAtStart, e);
            }

            if (_atEnd)
            {
                return _buffer.AsSpan(_start, _end - _start).Trim(" \t\r\n"u8).IsEmpty ? false : throw Truncated();
            }

            Fill();
        }
    }

    private void Consume(int tokenStart, int length, JsonReaderState state)
    {
        var consumed = _buffer.AsSpan(_start, length);
        Line = _lineAtStart + consumed[..tokenStart].Count((byte)'\n');
        _lineAtStart += consumed.Count((byte)'\n');
        _start += length;
        _state = state;
    }

    private void Fill()
    {
        if (_start > 0 && _start >= _buffer.Length / 2)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= maxValueBytes)
            {
                throw new UnreadableFileException(ProblemCodes.TooLarge,
                    $"The {valueName} at line {_lineAtStart} is larger than {maxValueBytes / (1 << 20)} MiB.",
                    "Split or simplify it.", _lineAtStart);
            }

            Array.Resize(ref _buffer, (int)Math.Min(maxValueBytes, _buffer.Length * 2L));
        }

        // Enough at once to recognise a byte order mark.
        var count = stream.ReadAtLeast(_buffer.AsSpan(_end), _begun ? 1 : 4, throwOnEndOfStream: false);
        _atEnd = count == 0;
        // Record separators of GeoJSON text sequences; raw control characters are legal nowhere else in JSON.
        _buffer.AsSpan(_end, count).Replace((byte)0x1E, (byte)' ');
        _end += count;
        if (!_begun)
        {
            _begun = true;
            SkipByteOrderMark();
        }
    }

    private void SkipByteOrderMark()
    {
        var bytes = _buffer.AsSpan(0, _end);
        if (bytes.StartsWith("\uFEFF"u8))
        {
            _start = 3;
        }
        else if (bytes.Length >= 2 && (bytes[0], bytes[1]) is (0xFF, 0xFE) or (0xFE, 0xFF))
        {
            throw new UnreadableFileException(ProblemCodes.WrongEncoding, "The file is UTF-16.", "Save it as UTF-8.");
        }
    }

    private static UnreadableFileException NotJson(JsonException e)
    {
        var line = (e.LineNumber ?? 0) + 1;
        var reason = e.Message.Split(" LineNumber:", 2)[0];
        return new UnreadableFileException(ProblemCodes.NotThisFormat, $"Not valid JSON at line {line}: {reason}",
            "Export the file again, or mend that line.", line, e);
    }

    private UnreadableFileException Truncated()
    {
        var line = _lineAtStart + _buffer.AsSpan(_start, _end - _start).Count((byte)'\n');
        return new UnreadableFileException(ProblemCodes.Truncated, $"The file ends at line {line} in the middle of a value.",
            "Copy or export it again.", line);
    }
}
