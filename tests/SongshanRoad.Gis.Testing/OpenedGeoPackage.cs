using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Xunit;

namespace SongshanRoad.Gis.Testing;

/// <summary>A GeoPackage read by plain SQL, its blobs taken apart by hand.</summary>
public sealed class OpenedGeoPackage : IDisposable
{
    private readonly string _path = Path.GetTempFileName();
    private readonly SqliteConnection _file;

    public OpenedGeoPackage(byte[] content)
    {
        File.WriteAllBytes(_path, content);
        _file = new SqliteConnection($"Data Source={_path};Pooling=False");
        _file.Open();
    }

    /// <summary>All rows of a query, each as its values.</summary>
    public List<object?[]> Rows(string sql)
    {
        using var command = _file.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? null : reader.GetValue(column))]);
        }

        return rows;
    }

    public object? Value(string sql) => Assert.Single(Assert.Single(Rows(sql)));

    public void Run(string sql)
    {
        using var command = _file.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Gives the file the functions that its triggers expect of whoever edits it.</summary>
    public void LearnShapes()
    {
        _file.CreateFunction("ST_IsEmpty", (byte[] blob) => Decode(blob).IsEmpty);
        _file.CreateFunction("ST_MinX", (byte[] blob) => Decode(blob).EnvelopeInternal.MinX);
        _file.CreateFunction("ST_MaxX", (byte[] blob) => Decode(blob).EnvelopeInternal.MaxX);
        _file.CreateFunction("ST_MinY", (byte[] blob) => Decode(blob).EnvelopeInternal.MinY);
        _file.CreateFunction("ST_MaxY", (byte[] blob) => Decode(blob).EnvelopeInternal.MaxY);
    }

    /// <summary>The shape in a blob, whose header (OGC 12-128r17, 2.1.3) must be of version 1, SRID 4326, and name the shape's box.</summary>
    public static Geometry Decode(byte[] blob)
    {
        Assert.Equal("GP"u8.ToArray(), blob[..2]);
        Assert.Equal(0, blob[2]);
        var isLittleEndian = (blob[3] & 1) == 1;
        Assert.Equal(1, (blob[3] >> 1) & 7);
        Assert.Equal(0, blob[3] >> 4);
        Assert.Equal(4326, isLittleEndian ? BinaryPrimitives.ReadInt32LittleEndian(blob.AsSpan(4)) : BinaryPrimitives.ReadInt32BigEndian(blob.AsSpan(4)));
        double Number(int at) => isLittleEndian ? BinaryPrimitives.ReadDoubleLittleEndian(blob.AsSpan(at)) : BinaryPrimitives.ReadDoubleBigEndian(blob.AsSpan(at));
        var shape = new WKBReader().Read(blob[40..]);
        var envelope = shape.EnvelopeInternal;
        Assert.Equal([envelope.MinX, envelope.MaxX, envelope.MinY, envelope.MaxY], [Number(8), Number(16), Number(24), Number(32)]);
        return shape;
    }

    public void Dispose()
    {
        _file.Dispose();
        File.Delete(_path);
    }
}
