using System.Xml;

namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>Reads untrusted XML: no DTD, no external entity, bounded depth and tag length, one kind of exception.</summary>
internal sealed class GuardedXml : IDisposable
{
    private const int MaxDepth = 64;

    private readonly XmlReader _reader;
    private readonly IXmlLineInfo _lines;

    public GuardedXml(Stream stream)
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
        catch (XmlException e)
        {
            var cutOff = e.Message.Contains("Unexpected end of file", StringComparison.Ordinal);
            throw new UnreadableFileException(cutOff ? ProblemCodes.Truncated : ProblemCodes.NotThisFormat,
                $"Not valid XML at line {e.LineNumber}: {e.Message}", "Copy or export the file again.", e.LineNumber, e);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or InvalidOperationException)
        {
            throw new UnreadableFileException(ProblemCodes.NotThisFormat, $"Not valid XML at line {Line}: {e.Message}",
                "Copy or export the file again.", Line, e);
        }
    }
}
