using System.Buffers;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Csv;

/// <summary>Cuts delimited text (RFC 4180) into records and cells without making strings, knowing the line of each record also
/// behind quoted line breaks, and going on after broken quotes.</summary>
internal sealed class DelimitedText(TextReader text, char delimiter)
{
    private const int MaxRecordChars = 1 << 20;

    private readonly SearchValues<char> _ends = SearchValues.Create([delimiter, '\r', '\n']);
    private readonly List<Cell> _cells = [];
    private char[] _buffer = new char[1 << 16];
    private char[] _unescaped = [];
    private int _start;
    private int _end;
    private int _recordLength;
    private bool _atEnd;
    private long _nextLine = 1;

    /// <summary>Line on which the current record begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Cells of the current record.</summary>
    public int Count => _cells.Count;

    /// <summary>What is wrong with the quotes of the current record, or null.</summary>
    public string? Fault { get; private set; }

    /// <summary>The current record as it stands in the file, without its line break.</summary>
    public ReadOnlySpan<char> Raw => _buffer.AsSpan(_start, _recordLength);

    /// <summary>One cell, unquoted, without surrounding white space. Valid until the next cell or record is read.</summary>
    public ReadOnlySpan<char> this[int index]
    {
        get
        {
            var cell = _cells[index];
            var span = _buffer.AsSpan(_start + cell.Start, cell.Length);
            return (cell.HasEscapes ? Unescape(span) : span).Trim();
        }
    }

    /// <summary>Moves to the next record that is not blank; false at the end.</summary>
    public bool Read()
    {
        do
        {
            _start += _recordLength;
            _recordLength = 0;
            SkipLineBreak();
            Line = _nextLine;
            Fault = null;
            if (_start == _end && _atEnd)
            {
                return false;
            }

            Parse();
        }
        while (_cells.Count == 1 && _cells[0].Length == 0);

        return true;
    }

    private void SkipLineBreak()
    {
        if (Line == 0)
        {
            Fill();
            return;
        }

        if (_end - _start < 2)
        {
            Fill();
        }

        if (_start < _end && _buffer[_start] == '\r')
        {
            _start++;
            _nextLine += _start < _end && _buffer[_start] == '\n' ? 0 : 1;
        }

        if (_start < _end && _buffer[_start] == '\n')
        {
            _start++;
            _nextLine++;
        }

        if (_start == _end)
        {
            Fill();
        }
    }

    private void Parse()
    {
        var quotesCount = true;
        while (true)
        {
            switch (Cut(quotesCount))
            {
                case Outcome.Record:
                    return;
                case Outcome.OpenQuote:
                    // The rest of the file is not one cell: take the quote as a letter, so that the rows after it stay.
                    quotesCount = false;
                    Fault = "a quotation mark is opened and never closed";
                    break;
                case Outcome.TooLong:
                    throw new UnreadableFileException(ProblemCodes.TooLarge, $"The row at line {Line} is longer than {MaxRecordChars:N0} characters.",
                        "This is not delimited text; check the file.", Line);
                default:
                    Fill();
                    break;
            }
        }
    }

    // One attempt on what is in the buffer.
    private Outcome Cut(bool quotesCount)
    {
        _cells.Clear();
        var record = _buffer.AsSpan(_start, _end - _start);
        var at = 0;
        while (true)
        {
            var cell = new Cell(at, 0, false);
            if (quotesCount && at < record.Length && record[at] == '"')
            {
                if (!TryCutQuoted(record, at + 1, out cell, out at))
                {
                    return NeedMore(record.Length, Outcome.OpenQuote);
                }

                var trailing = record[at..].IndexOfAny(_ends);
                if (trailing < 0 && !_atEnd)
                {
                    return NeedMore(record.Length, Outcome.TooLong);
                }

                trailing = trailing < 0 ? record.Length - at : trailing;
                if (!record.Slice(at, trailing).IsWhiteSpace())
                {
                    Fault = "text follows a closing quotation mark";
                }

                at += trailing;
            }
            else
            {
                var length = record[at..].IndexOfAny(_ends);
                if (length < 0)
                {
                    if (!_atEnd)
                    {
                        return NeedMore(record.Length, Outcome.TooLong);
                    }

                    length = record.Length - at;
                }

                cell = cell with { Length = length };
                at += length;
            }

            _cells.Add(cell);
            if (at >= record.Length || record[at] != delimiter)
            {
                if (at >= record.Length && !_atEnd)
                {
                    return NeedMore(record.Length, Outcome.TooLong);
                }

                _recordLength = at;
                _nextLine = Line + LineBreaks(record[..at]);
                return Outcome.Record;
            }

            at++;
        }
    }

    private Outcome NeedMore(int length, Outcome atLimit) => _atEnd || length >= MaxRecordChars ? atLimit : Outcome.NeedMore;

    private static bool TryCutQuoted(ReadOnlySpan<char> record, int from, out Cell cell, out int at)
    {
        var escapes = false;
        for (at = from; ; at += 2)
        {
            var quote = record[at..].IndexOf('"');
            if (quote < 0)
            {
                cell = default;
                return false;
            }

            at += quote;
            if (at + 1 < record.Length && record[at + 1] == '"')
            {
                escapes = true;
                continue;
            }

            cell = new Cell(from, at - from, escapes);
            at++;
            return true;
        }
    }

    private ReadOnlySpan<char> Unescape(ReadOnlySpan<char> span)
    {
        if (_unescaped.Length < span.Length)
        {
            _unescaped = new char[span.Length];
        }

        var length = 0;
        for (var i = 0; i < span.Length; i++)
        {
            _unescaped[length++] = span[i];
            i += span[i] == '"' ? 1 : 0;
        }

        return _unescaped.AsSpan(0, length);
    }

    private static int LineBreaks(ReadOnlySpan<char> record)
    {
        var feeds = record.Count('\n');
        return feeds > 0 ? feeds : record.Count('\r');
    }

    private void Fill()
    {
        Buffer.BlockCopy(_buffer, _start * sizeof(char), _buffer, 0, (_end - _start) * sizeof(char));
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var count = text.ReadBlock(_buffer.AsSpan(_end));
        _atEnd = count < _buffer.Length - _end;
        _end += count;
    }

    private enum Outcome
    {
        Record,
        NeedMore,
        OpenQuote,
        TooLong,
    }

    private readonly record struct Cell(int Start, int Length, bool HasEscapes);
}
