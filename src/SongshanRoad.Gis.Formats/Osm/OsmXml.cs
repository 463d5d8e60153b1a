using System.Globalization;
using System.Xml;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Osm;

/// <summary>Reads OSM XML 0.6 (<c>.osm</c>). User names, user ids, changesets and times are not looked at.</summary>
internal sealed class OsmXml : IDisposable
{
    private readonly GuardedXml _xml;
    private readonly OsmExtractBuilder _builder;
    private readonly List<string> _tags = [];
    private readonly List<long> _nodeIds = [];
    private readonly List<OsmMember> _members = [];

    private OsmXml(Stream stream, OsmExtractBuilder builder)
    {
        _xml = new GuardedXml(stream);
        _builder = builder;
    }

    public static void Read(Stream stream, OsmExtractBuilder builder)
    {
        using var osm = new OsmXml(stream, builder);
        osm.ReadAll();
    }

    public void Dispose() => _xml.Dispose();

    private void ReadAll()
    {
        var inOsm = false;
        while (_xml.Read())
        {
            if (_xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (_xml.Depth == 0)
            {
                inOsm = _xml.LocalName == "osm"
                    ? true
                    : throw new UnreadableFileException(ProblemCodes.NotThisFormat, $"Not OSM XML: the root element is <{_xml.LocalName}>, not <osm>.",
                        "Export the area as .osm or .osm.pbf.", _xml.Line);
            }
            else if (_xml.Depth == 1)
            {
                ReadObject();
            }
        }

        if (!inOsm)
        {
            throw new UnreadableFileException(ProblemCodes.EmptyFile, "The file has no <osm> element.", "Export it again.");
        }
    }

    private void ReadObject()
    {
        var line = _xml.Line;
        var kind = _xml.LocalName;
        if (kind == "bounds")
        {
            _builder.SetBounds(Number("minlon"), Number("minlat"), Number("maxlon"), Number("maxlat"));
            return;
        }

        if (kind is not ("node" or "way" or "relation"))
        {
            return;
        }

        var deleted = _xml.Attribute("visible") == "false" || _xml.Attribute("action") == "delete";
        var hasId = long.TryParse(_xml.Attribute("id"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id);
        var (lonDeg, latDeg) = kind == "node" ? (Number("lon"), Number("lat")) : (0, 0);
        ReadChildren();
        if (!hasId)
        {
            _builder.Report(line, ProblemCodes.BadRow, $"A {kind} has no usable id; left out.", "Export the file again.");
            return;
        }

        if (deleted)
        {
            return;
        }

        var tags = _tags.Count == 0 ? OsmTags.None : new OsmTags([.. _tags]);
        switch (kind)
        {
            case "node":
                _builder.AddNode(line, id, lonDeg, latDeg, tags);
                break;
            case "way":
                _builder.AddWay(new OsmWay(line, id, [.. _nodeIds], tags));
                break;
            default:
                _builder.AddRelation(new OsmRelation(line, id, [.. _members], tags));
                break;
        }
    }

    private void ReadChildren()
    {
        _tags.Clear();
        _nodeIds.Clear();
        _members.Clear();
        if (_xml.IsEmptyElement)
        {
            return;
        }

        var depth = _xml.Depth;
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml.NodeType == XmlNodeType.Element)
            {
                ReadChild();
            }
        }
    }

    private void ReadChild()
    {
        switch (_xml.LocalName)
        {
            case "tag" when _xml.Attribute("k") is { } key && _xml.Attribute("v") is { } value:
                _tags.Add(_builder.Pool(key));
                _tags.Add(_builder.Pool(value));
                break;
            case "nd" when TryReadRef(out var nodeId):
                _builder.HoldReference(_xml.Line);
                _nodeIds.Add(nodeId);
                break;
            case "member" when TryReadRef(out var memberId):
                OsmKind? kind = _xml.Attribute("type") switch
                {
                    "node" => OsmKind.Node,
                    "way" => OsmKind.Way,
                    "relation" => OsmKind.Relation,
                    _ => null,
                };
                if (kind is { } known)
                {
                    _builder.HoldReference(_xml.Line);
                    _members.Add(new OsmMember(known, memberId, _builder.Pool(_xml.Attribute("role") ?? "")));
                }

                break;
        }
    }

    private bool TryReadRef(out long id) =>
        long.TryParse(_xml.Attribute("ref"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out id);

    private double Number(string attribute) =>
        double.TryParse(_xml.Attribute(attribute), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}
