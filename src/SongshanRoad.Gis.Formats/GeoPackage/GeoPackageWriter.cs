using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using SQLitePCL;

namespace SongshanRoad.Gis.Formats.GeoPackage;

/// <summary>Writes an OGC GeoPackage 1.3 (OGC 12-128r17): feature tables in WGS-84 with a spatial index, and tables without a shape. It is
/// built in memory; nothing touches the disk. The same tables give the same bytes.</summary>
public sealed class GeoPackageWriter : IDisposable
{
    private const int Wgs84 = 4326;
    private readonly SqliteConnection _memory = new("Data Source=:memory:");
    private readonly string _lastChange;

    /// <summary>Begins a file without tables.</summary>
    /// <param name="lastChange">When its content last changed.</param>
    public GeoPackageWriter(DateTimeOffset lastChange)
    {
        _lastChange = lastChange.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        _memory.Open();
        Run(GeoPackageSql.Load("CreateRequiredTables.sql"));
    }

    /// <summary>Adds a table of shapes.</summary>
    /// <param name="table">The table; it must not be in the file yet.</param>
    /// <param name="shape">Kind of all its shapes.</param>
    /// <param name="features">Its rows.</param>
    /// <exception cref="ArgumentException">A name is not made of letters, digits and _; a shape is of another kind or not of SRID 4326; a row
    /// has not one value per column.</exception>
    public void AddFeatures(GeoPackageTable table, OgcGeometryType shape, IEnumerable<GeoPackageFeature> features)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(features);
        var kind = shape.ToString().ToUpperInvariant();
        using var transaction = _memory.BeginTransaction();
        Run($"create table {GeoPackageSql.Quoted(table.Name)} ({GeoPackageSql.Key}, geom {kind} not null{GeoPackageSql.Definitions(table)})");
        Run("create temp table box (fid integer primary key, minx real, maxx real, miny real, maxy real)");
        var bounds = new Envelope();
        using (var insert = new RowInsert(_memory, GeoPackageSql.Quoted(table.Name), 2 + table.Columns.Count))
        using (var insertBox = new RowInsert(_memory, "temp.box", 5))
        {
            long fid = 0;
            foreach (var (geometry, values) in features)
            {
                CheckShape(geometry, shape);
                insert.Run([++fid, GeoPackageGeometry.Write(geometry), .. GeoPackageSql.Checked(table, values)]);
                if (geometry.EnvelopeInternal is { IsNull: false } box)
                {
                    insertBox.Run([fid, box.MinX, box.MaxX, box.MinY, box.MaxY]);
                    bounds.ExpandToInclude(box);
                }
            }
        }

        Register(table, "features", bounds, Wgs84);
        Run("insert into gpkg_geometry_columns values ($1, 'geom', $2, $3, 0, 0)", table.Name, kind, Wgs84);
        Run(GeoPackageSql.Load("CreateSpatialIndex.sql").Replace("$table$", table.Name, StringComparison.Ordinal));
        Run("drop table temp.box");
        transaction.Commit();
    }

    /// <summary>Adds a table without shapes.</summary>
    /// <param name="table">The table; it must not be in the file yet.</param>
    /// <param name="rows">Its rows, each with one value per column, in their order.</param>
    /// <exception cref="ArgumentException">A name is not made of letters, digits and _; a row has not one value per column.</exception>
    public void AddAttributes(GeoPackageTable table, IEnumerable<IReadOnlyList<object?>> rows)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        using var transaction = _memory.BeginTransaction();
        Run($"create table {GeoPackageSql.Quoted(table.Name)} ({GeoPackageSql.Key}{GeoPackageSql.Definitions(table)})");
        using (var insert = new RowInsert(_memory, GeoPackageSql.Quoted(table.Name), 1 + table.Columns.Count))
        {
            long fid = 0;
            foreach (var values in rows)
            {
                insert.Run([++fid, .. GeoPackageSql.Checked(table, values)]);
            }
        }

        Register(table, "attributes", new Envelope(), null);
        transaction.Commit();
    }

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        var image = raw.sqlite3_serialize(_memory.Handle!, "main", out var sizeBytes, 0);
        if (image == IntPtr.Zero)
        {
            throw new InsufficientMemoryException("There is no memory for the GeoPackage's image.");
        }

        try
        {
            var file = new byte[sizeBytes];
            Marshal.Copy(image, file, 0, file.Length);
            return file;
        }
        finally
        {
            raw.sqlite3_free(image);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    private static void CheckShape(Geometry geometry, OgcGeometryType shape)
    {
        if (geometry.OgcGeometryType != shape || geometry.SRID != Wgs84)
        {
            throw new ArgumentException(
                $"A {geometry.OgcGeometryType} of SRID {geometry.SRID} is no row of a table of {shape} in {Wgs84}; project and sort the shapes before writing.",
                nameof(geometry));
        }
    }

    private void Register(GeoPackageTable table, string dataType, Envelope bounds, int? srsId) => Run(
        "insert into gpkg_contents values ($1, $2, $1, $3, $4, $5, $6, $7, $8, $9)", table.Name, dataType, table.Description, _lastChange,
        bounds.IsNull ? null : bounds.MinX, bounds.IsNull ? null : bounds.MinY, bounds.IsNull ? null : bounds.MaxX, bounds.IsNull ? null : bounds.MaxY, srsId);

    private void Run(string sql, params IReadOnlyList<object?> values)
    {
        using var command = _memory.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Count; i++)
        {
            command.Parameters.AddWithValue($"${i + 1}", values[i] ?? DBNull.Value);
        }

        command.ExecuteNonQuery();
    }
}
