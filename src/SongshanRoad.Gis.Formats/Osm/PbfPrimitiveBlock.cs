using System.Text;

namespace SongshanRoad.Gis.Formats.Osm;

/// <summary>One primitive block of OSM PBF: a string table and groups of nodes, ways and relations.</summary>
internal sealed class PbfPrimitiveBlock(byte[] content, OsmExtractBuilder builder, long objectNumber)
{
    private readonly List<string> _strings = [];
    private readonly List<string> _tags = [];
    private double _granularity = 100;
    private double _latOffset;
    private double _lonOffset;

    /// <summary>Number of the object read last, from 1 over the whole file.</summary>
    public long ObjectNumber { get; private set; } = objectNumber;

    public void Read()
    {
        // Strings and offsets first: the groups need them, and the order of fields is free.
        var block = new ProtobufSpan(content);
        while (block.NextField())
        {
            switch (block.Field)
            {
                case 1:
                    ReadStrings(new ProtobufSpan(block.ReadBytes()));
                    break;
                case 17:
                    _granularity = block.ReadVarint();
                    break;
                case 19:
                    _latOffset = (long)block.ReadVarint();
                    break;
                case 20:
                    _lonOffset = (long)block.ReadVarint();
                    break;
                default:
                    block.Skip();
                    break;
            }
        }

        block = new ProtobufSpan(content);
        while (block.NextField())
        {
            if (block.Field == 2)
            {
                ReadGroup(new ProtobufSpan(block.ReadBytes()));
            }
            else
            {
                block.Skip();
            }
        }
    }

    private void ReadStrings(ProtobufSpan table)
    {
        while (table.NextField())
        {
            if (table.Field == 1)
            {
                _strings.Add(builder.Pool(Encoding.UTF8.GetString(table.ReadBytes())));
            }
            else
            {
                table.Skip();
            }
        }
    }

    private void ReadGroup(ProtobufSpan group)
    {
        while (group.NextField())
        {
            switch (group.Field)
            {
                case 1:
                    ReadNode(new ProtobufSpan(group.ReadBytes()));
                    break;
                case 2:
                    ReadDenseNodes(new ProtobufSpan(group.ReadBytes()));
                    break;
                case 3:
                    ReadWay(new ProtobufSpan(group.ReadBytes()));
                    break;
                case 4:
                    ReadRelation(new ProtobufSpan(group.ReadBytes()));
                    break;
                default:
                    group.Skip();
                    break;
            }
        }
    }

    private void ReadNode(ProtobufSpan node)
    {
        long id = 0, lat = 0, lon = 0;
        ReadOnlySpan<byte> keys = default, values = default;
        while (node.NextField())
        {
            switch (node.Field)
            {
                case 1:
                    id = node.ReadSigned();
                    break;
                case 2:
                    keys = node.ReadBytes();
                    break;
                case 3:
                    values = node.ReadBytes();
                    break;
                case 8:
                    lat = node.ReadSigned();
                    break;
                case 9:
                    lon = node.ReadSigned();
                    break;
                default:
                    node.Skip();
                    break;
            }
        }

        AddNode(id, lon, lat, ReadTags(keys, values));
    }

    private void ReadDenseNodes(ProtobufSpan dense)
    {
        ProtobufSpan ids = default, lats = default, lons = default, keysAndValues = default;
        while (dense.NextField())
        {
            switch (dense.Field)
            {
                case 1:
                    ids = new ProtobufSpan(dense.ReadBytes());
                    break;
                case 8:
                    lats = new ProtobufSpan(dense.ReadBytes());
                    break;
                case 9:
                    lons = new ProtobufSpan(dense.ReadBytes());
                    break;
                case 10:
                    keysAndValues = new ProtobufSpan(dense.ReadBytes());
                    break;
                default:
                    dense.Skip();
                    break;
            }
        }

        long id = 0, lat = 0, lon = 0;
        while (!ids.IsEmpty)
        {
            id += ids.ReadSigned();
            lat += lats.ReadSigned();
            lon += lons.ReadSigned();
            _tags.Clear();
            while (!keysAndValues.IsEmpty && keysAndValues.ReadVarint() is var key and not 0)
            {
                _tags.Add(Word(key));
                _tags.Add(Word(keysAndValues.ReadVarint()));
            }

            AddNode(id, lon, lat, _tags.Count == 0 ? OsmTags.None : new OsmTags([.. _tags]));
        }
    }

    private void ReadWay(ProtobufSpan way)
    {
        long id = 0;
        ReadOnlySpan<byte> keys = default, values = default;
        ProtobufSpan refs = default;
        while (way.NextField())
        {
            switch (way.Field)
            {
                case 1:
                    id = (long)way.ReadVarint();
                    break;
                case 2:
                    keys = way.ReadBytes();
                    break;
                case 3:
                    values = way.ReadBytes();
                    break;
                case 8:
                    refs = new ProtobufSpan(way.ReadBytes());
                    break;
                default:
                    way.Skip();
                    break;
            }
        }

        var nodeIds = new List<long>();
        long nodeId = 0;
        while (!refs.IsEmpty)
        {
            nodeId += refs.ReadSigned();
            builder.HoldReference(ObjectNumber + 1);
            nodeIds.Add(nodeId);
        }

        builder.AddWay(new OsmWay(++ObjectNumber, id, [.. nodeIds], ReadTags(keys, values)));
    }

    private void ReadRelation(ProtobufSpan relation)
    {
        long id = 0;
        ReadOnlySpan<byte> keys = default, values = default;
        ProtobufSpan roles = default, memberIds = default, kinds = default;
        while (relation.NextField())
        {
            switch (relation.Field)
            {
                case 1:
                    id = (long)relation.ReadVarint();
                    break;
                case 2:
                    keys = relation.ReadBytes();
                    break;
                case 3:
                    values = relation.ReadBytes();
                    break;
                case 8:
                    roles = new ProtobufSpan(relation.ReadBytes());
                    break;
                case 9:
                    memberIds = new ProtobufSpan(relation.ReadBytes());
                    break;
                case 10:
                    kinds = new ProtobufSpan(relation.ReadBytes());
                    break;
                default:
                    relation.Skip();
                    break;
            }
        }

        var members = new List<OsmMember>();
        long memberId = 0;
        while (!memberIds.IsEmpty)
        {
            memberId += memberIds.ReadSigned();
            var role = Word(roles.ReadVarint());
            var kind = kinds.ReadVarint();
            builder.HoldReference(ObjectNumber + 1);
            members.Add(new OsmMember(kind <= 2 ? (OsmKind)kind : throw ProtobufSpan.Broken($"member kind {kind}"), memberId, role));
        }

        builder.AddRelation(new OsmRelation(++ObjectNumber, id, [.. members], ReadTags(keys, values)));
    }

    private void AddNode(long id, long lon, long lat, OsmTags tags) => builder.AddNode(
        ++ObjectNumber, id, (_lonOffset + (_granularity * lon)) / 1e9, (_latOffset + (_granularity * lat)) / 1e9, tags);

    private OsmTags ReadTags(ReadOnlySpan<byte> packedKeys, ReadOnlySpan<byte> packedValues)
    {
        if (packedKeys.IsEmpty)
        {
            return OsmTags.None;
        }

        _tags.Clear();
        var keys = new ProtobufSpan(packedKeys);
        var values = new ProtobufSpan(packedValues);
        while (!keys.IsEmpty)
        {
            _tags.Add(Word(keys.ReadVarint()));
            _tags.Add(Word(values.ReadVarint()));
        }

        return new OsmTags([.. _tags]);
    }

    private string Word(ulong index) => index < (ulong)_strings.Count
        ? _strings[(int)index]
        : throw ProtobufSpan.Broken($"string {index} of {_strings.Count}");
}
