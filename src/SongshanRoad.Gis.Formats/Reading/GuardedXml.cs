using System.Xml;

namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>Reads untrusted XML: no DTD, no external entity, bounded depth and tag length, one kind of exception.</summary>
internal sealed class GuardedXml : IDisposable
{
    private const int MaxDepth = 64;

    private readonly XmlReader _reader;
    private readonly IXmlLineInfo _lines;

    /// <summary>Begins to read.</summary>
    /// <exception cref="UnreadableFileException">The first bytes are of no encoding.</exception>
    public GuardedXml(Stream stream)
    {
        try
        {
            _reader = XmlReader.Create(new MarkupGuardStream(stream), new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                IgnoreWhitespace = true,
                CloseInput = true,
                NameTable = new BoundedXmlNames(),
            });
        }
        catch (Exception e) when (IsBroken(e))
        {
            // Encoding and first characters are looked at already here.
            throw Refusal(e, 1);
        }

        _lines = (IXmlLineInfo)_reader;
    }

    public long Line => _lines.LineNumber;

    public int Depth => _reader.Depth;

    public XmlNodeType NodeType => _reader.NodeType;

    public string LocalName => _reader.LocalName;

    /// <summary>Text of the current node; the parser reads the end of it only now, so it may find the XML broken.</summary>
    public string Value => Guard(static reader => reader.Value);

    public bool IsEmptyElement => _reader.IsEmptyElement;

    public string? Attribute(string name) => _reader.GetAttribute(name);

    /// <summary>Moves to the next node; false at the proper end.</summary>
    /// <exception cref="UnreadableFileException">The XML is broken, cut off, too deep or has a DTD.</exception>
    public bool Read()
    {
        if (!Guard(static reader => reader.Read()))
        {
            return false;
        }

        return _reader.Depth <= MaxDepth
            ? true
            : throw new UnreadableFileException(ProblemCodes.NotThisFormat, $"XML nested deeper than {MaxDepth} at line {Line}.",
                "This is not a usual OSM or GPX file; export it again.", Line);
    }

    public void Dispose() => _reader.Dispose();

    private T Guard<T>(Func<XmlReader, T> step)
    {
        try
        {
            return step(_reader);
        }
        catch (Exception e) when (IsBroken(e))
        {
            throw Refusal(e, Line);
        }
    }

    private static bool IsBroken(Exception e) => e is XmlException or ArgumentException or NotSupportedException or InvalidOperationException;

    private static UnreadableFileException Refusal(Exception e, long line)
    {
        var at = e is XmlException wrong ? wrong.LineNumber : line;
        var cutOff = e is XmlException && e.Message.Contains("Unexpected end of file", StringComparison.Ordinal);
        return new UnreadableFileException(cutOff ? ProblemCodes.Truncated : ProblemCodes.NotThisFormat,
            $"Not valid XML at line {at}: {e.Message}", "Copy or export the file again.", at, e);
    }
}
