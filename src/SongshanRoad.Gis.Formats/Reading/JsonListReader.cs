using System.Globalization;
using System.Text.Json;

namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>One element of a JSON list.</summary>
/// <param name="Line">Line on which it begins, from 1.</param>
/// <param name="Value">The element, of whatever kind it is.</param>
public sealed record JsonListEntry(long Line, JsonElement Value);

/// <summary>Reads a JSON list element by element, holding one of at most 1 MiB at a time.</summary>
public sealed class JsonListReader : IRowReader<JsonListEntry>
{
    private const int MaxElementBytes = 1 << 20;

    private readonly CountingStream _stream;
    private readonly JsonFeed _feed;
    private readonly string _form;
    private readonly int _maxElements;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="form">What the list should look like, for messages.</param>
    /// <param name="maxElements">Most elements it may have.</param>
    /// <exception cref="UnreadableFileException">The file cannot be opened.</exception>
    public JsonListReader(string path, string form, int maxElements)
    {
        _stream = new CountingStream(InputFile.Open(path));
        _feed = new JsonFeed(_stream, MaxElementBytes, "list element");
        _form = form;
        _maxElements = maxElements;
    }

    /// <inheritdoc/>
    public long BytesRead => _stream.BytesRead;

    /// <inheritdoc/>
    public long LengthBytes => _stream.Length;

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => [];

    /// <inheritdoc/>
    public IEnumerable<Read<JsonListEntry>> ReadRows()
    {
        if (!_feed.TryReadToken())
        {
            throw new UnreadableFileException(ProblemCodes.EmptyFile, "The file has no content.", $"Write {_form}.");
        }

        if (_feed.Token != JsonTokenType.StartArray)
        {
            throw NoList($"it begins with {_feed.Token} at line {_feed.Line}");
        }

        var elements = 0;
        while (_feed.ReadValue() is { } element)
        {
            using (element)
            {
                if (++elements > _maxElements)
                {
                    throw new UnreadableFileException(ProblemCodes.TooLarge,
                        string.Create(CultureInfo.InvariantCulture, $"The list has more than {_maxElements} elements."), "Check that it is the right file.", _feed.Line);
                }

                yield return Read.Row(new JsonListEntry(_feed.Line, element.RootElement));
            }
        }

        if (_feed.TryReadToken())
        {
            throw NoList($"line {_feed.Line} has more behind the end of the list");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private UnreadableFileException NoList(string reason) =>
        new(ProblemCodes.NotThisFormat, $"Not a JSON list: {reason}.", $"Write {_form}.");
}
