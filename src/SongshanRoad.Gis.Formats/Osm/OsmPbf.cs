using System.Text;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Osm;

/// <summary>Reads OSM PBF: header block, then primitive blocks. Info messages (user, changeset, time) are skipped unread.</summary>
internal sealed class OsmPbf(OsmExtractBuilder builder)
{
    private bool _headerSeen;
    private long _objectNumber;

    public static void Read(Stream stream, OsmExtractBuilder builder)
    {
        var pbf = new OsmPbf(builder);
        var blobs = new PbfBlobs(stream);
        while (blobs.Next() is var (type, content))
        {
            pbf.ReadBlob(type, content);
        }

        if (!pbf._headerSeen)
        {
            throw ProtobufSpan.Broken("no OSMHeader block");
        }
    }

    private void ReadBlob(string type, byte[] content)
    {
        switch (type)
        {
            case "OSMHeader":
                _headerSeen = true;
                ReadHeader(content);
                break;
            case "OSMData" when _headerSeen:
                var block = new PbfPrimitiveBlock(content, builder, _objectNumber);
                block.Read();
                _objectNumber = block.ObjectNumber;
                break;
            case "OSMData":
                throw ProtobufSpan.Broken("data before the OSMHeader block");
        }
    }

    private void ReadHeader(byte[] content)
    {
        var header = new ProtobufSpan(content);
        while (header.NextField())
        {
            switch (header.Field)
            {
                case 1:
                    ReadBounds(new ProtobufSpan(header.ReadBytes()));
                    break;
                case 4:
                    var feature = Encoding.UTF8.GetString(header.ReadBytes());
                    if (feature is not ("OsmSchema-V0.6" or "DenseNodes"))
                    {
                        throw new UnreadableFileException(ProblemCodes.NotThisFormat,
                            $"The PBF requires \"{(feature.Length > 60 ? feature[..60] : feature)}\", which this reader lacks.",
                            "Convert it to a plain extract, e.g. osmium cat --no-progress in -o out.osm.pbf.");
                    }

                    break;
                default:
                    header.Skip();
                    break;
            }
        }
    }

    private void ReadBounds(ProtobufSpan box)
    {
        double left = double.NaN, right = double.NaN, top = double.NaN, bottom = double.NaN;
        while (box.NextField())
        {
            switch (box.Field)
            {
                case 1:
                    left = box.ReadSigned() / 1e9;
                    break;
                case 2:
                    right = box.ReadSigned() / 1e9;
                    break;
                case 3:
                    top = box.ReadSigned() / 1e9;
                    break;
                case 4:
                    bottom = box.ReadSigned() / 1e9;
                    break;
                default:
                    box.Skip();
                    break;
            }
        }

        builder.SetBounds(left, bottom, right, top);
    }
}
