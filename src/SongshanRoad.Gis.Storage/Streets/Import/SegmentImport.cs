using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Storage.Import;

namespace SongshanRoad.Gis.Storage.Streets.Import;

/// <summary>Brings street segments into the database.</summary>
/// <param name="transaction">The import it belongs to.</param>
public sealed class SegmentImport(ImportTransaction transaction)
    : StagedImport<StagedSegment>(transaction, "staged_segment", SqlText.Load<SegmentImport>)
{
    private protected override void Write(NpgsqlBinaryImporter copy, StagedSegment row)
    {
        copy.Write(row.Line, NpgsqlDbType.Bigint);
        copy.Write(row.ExternalId, NpgsqlDbType.Text);
        copy.WriteText(row.Name);
        copy.Write(row.StreetClass, NpgsqlDbType.Text);
        copy.Write((short)row.Oneway, NpgsqlDbType.Smallint);
        copy.Write(row.Foot, NpgsqlDbType.Boolean);
        copy.Write(row.Car, NpgsqlDbType.Boolean);
        copy.Write(row.CentreLineWgs84, NpgsqlDbType.Geometry);
        copy.Write(row.Source, NpgsqlDbType.Text);
        copy.Write((float)row.AccuracyM, NpgsqlDbType.Real);
        copy.Write(row.Reality, NpgsqlDbType.Text);
        copy.Write(row.AttributesJson, NpgsqlDbType.Jsonb);
    }
}
