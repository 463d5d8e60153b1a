using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using SongshanRoad.Gis.Formats.Osm;

namespace SongshanRoad.Gis.Formats.Tests.Osm;

/// <summary>Writes an extract as OSM PBF, dense or plain nodes, zlib or raw blobs: the second side of the reader's tests.</summary>
internal sealed class TinyPbf
{
    private readonly List<string> _strings = [""];

    public static byte[] Write(OsmExtract extract, IReadOnlyList<long> nodeIds, bool dense, bool zlib)
    {
        var pbf = new TinyPbf();
        var file = new MemoryStream();
        var b = extract.BoundsWgs84!;
        var box = Message(m =>
        {
            Signed(m, 1, Nano(b.MinX));
            Signed(m, 2, Nano(b.MaxX));
            Signed(m, 3, Nano(b.MaxY));
            Signed(m, 4, Nano(b.MinY));
        });
        Blob(file, "OSMHeader", Message(m =>
        {
            Bytes(m, 1, box);
            Bytes(m, 4, "OsmSchema-V0.6"u8);
            Bytes(m, 4, "DenseNodes"u8);
        }), zlib);
        var group = Message(m => pbf.Group(m, extract, nodeIds, dense));
        var strings = Message(m => pbf._strings.ForEach(word => Bytes(m, 1, Encoding.UTF8.GetBytes(word))));
        Blob(file, "OSMData", Message(m =>
        {
            Bytes(m, 2, group);
            Bytes(m, 1, strings);
        }), zlib);
        return file.ToArray();
    }

    private void Group(MemoryStream group, OsmExtract extract, IReadOnlyList<long> nodeIds, bool dense)
    {
        var tagsOf = extract.TaggedNodes.ToDictionary(node => node.Id, node => node.Tags);
        var nodes = nodeIds.Select(id => (Id: id, Found: extract.TryFindNode(id, out var p), P: p, Tags: tagsOf.GetValueOrDefault(id) ?? OsmTags.None)).ToList();
        if (dense)
        {
            Bytes(group, 2, Message(m =>
            {
                Bytes(m, 1, Deltas(nodes.Select(n => n.Id)));
                Bytes(m, 8, Deltas(nodes.Select(n => Nano(n.P.LatDeg) / 100)));
                Bytes(m, 9, Deltas(nodes.Select(n => Nano(n.P.LonDeg) / 100)));
                Bytes(m, 10, Packed(nodes.SelectMany(n => n.Tags.SelectMany(t => new[] { Word(t.Key), Word(t.Value) }).Append(0UL))));
            }));
        }
        else
        {
            nodes.ForEach(n => Bytes(group, 1, Message(m =>
            {
                Signed(m, 1, n.Id);
                Tags(m, n.Tags);
                Signed(m, 8, Nano(n.P.LatDeg) / 100);
                Signed(m, 9, Nano(n.P.LonDeg) / 100);
            })));
        }

        foreach (var way in extract.Ways)
        {
            Bytes(group, 3, Message(m =>
            {
                Plain(m, 1, (ulong)way.Id);
                Tags(m, way.Tags);
                Bytes(m, 8, Deltas(way.NodeIds));
            }));
        }

        foreach (var relation in extract.Relations)
        {
            Bytes(group, 4, Message(m =>
            {
                Plain(m, 1, (ulong)relation.Id);
                Tags(m, relation.Tags);
                Bytes(m, 8, Packed(relation.Members.Select(member => Word(member.Role))));
                Bytes(m, 9, Deltas(relation.Members.Select(member => member.Id)));
                Bytes(m, 10, Packed(relation.Members.Select(member => (ulong)member.Kind)));
            }));
        }
    }

    private void Tags(MemoryStream m, OsmTags tags)
    {
        Bytes(m, 2, Packed(tags.Select(t => Word(t.Key))));
        Bytes(m, 3, Packed(tags.Select(t => Word(t.Value))));
    }

    private ulong Word(string text)
    {
        var index = _strings.IndexOf(text);
        if (index < 0 || text.Length == 0)
        {
            index = _strings.Count;
            _strings.Add(text);
        }

        return (ulong)index;
    }

    private static long Nano(double deg) => (long)Math.Round(deg * 1e7) * 100;

    private static byte[] Message(Action<MemoryStream> fill)
    {
        var stream = new MemoryStream();
        fill(stream);
        return stream.ToArray();
    }

    private static byte[] Packed(IEnumerable<ulong> values) => Message(m =>
    {
        foreach (var value in values)
        {
            Varint(m, value);
        }
    });

    private static byte[] Deltas(IEnumerable<long> values)
    {
        var previous = 0L;
        return Packed(values.Select(value =>
        {
            var delta = value - previous;
            previous = value;
            return Zigzag(delta);
        }).ToList());
    }

    private static ulong Zigzag(long value) => (ulong)((value << 1) ^ (value >> 63));

    private static void Varint(MemoryStream m, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            m.WriteByte((byte)(value | 0x80));
        }

        m.WriteByte((byte)value);
    }

    private static void Plain(MemoryStream m, int field, ulong value)
    {
        Varint(m, (ulong)field << 3);
        Varint(m, value);
    }

    private static void Signed(MemoryStream m, int field, long value) => Plain(m, field, Zigzag(value));

    private static void Bytes(MemoryStream m, int field, ReadOnlySpan<byte> bytes)
    {
        Varint(m, ((ulong)field << 3) | 2);
        Varint(m, (ulong)bytes.Length);
        m.Write(bytes);
    }

    private static void Blob(MemoryStream file, string type, byte[] content, bool zlib)
    {
        var packed = new MemoryStream();
        using (var deflating = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflating.Write(content);
        }

        var blob = Message(m =>
        {
            if (zlib)
            {
                Plain(m, 2, (ulong)content.Length);
                Bytes(m, 3, packed.ToArray());
            }
            else
            {
                Bytes(m, 1, content);
            }
        });
        var header = Message(m =>
        {
            Bytes(m, 1, Encoding.UTF8.GetBytes(type));
            Plain(m, 3, (ulong)blob.Length);
        });
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, header.Length);
        file.Write(length);
        file.Write(header);
        file.Write(blob);
    }
}
