using System.Globalization;
using System.Xml;

namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>The names of elements and attributes that an XML parser has met. It keeps them for ever, so a hostile file could fill the
/// memory with them.</summary>
internal sealed class BoundedXmlNames : NameTable
{
    private const int MaxChars = 1 << 20;

    private long _chars;

    public override string Add(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Get(key) ?? Counted(base.Add(key));
    }

    public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Counted(base.Add(key, start, len));

    private string Counted(string name)
    {
        _chars += name.Length;
        return _chars <= MaxChars
            ? name
            : throw new UnreadableFileException(ProblemCodes.TooLarge, string.Create(CultureInfo.InvariantCulture,
                $"The names of its XML elements and attributes take more than {MaxChars} characters."), "This is not a usual OSM or GPX file; export it again.");
    }
}
