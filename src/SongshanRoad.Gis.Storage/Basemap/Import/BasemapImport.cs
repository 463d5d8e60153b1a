using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Storage.Import;

namespace SongshanRoad.Gis.Storage.Basemap.Import;

/// <summary>Brings features of the base map into the database.</summary>
/// <param name="transaction">The import it belongs to.</param>
public sealed class BasemapImport(ImportTransaction transaction)
    : StagedImport<StagedBasemapFeature>(transaction, "staged_basemap_feature", SqlText.Load<BasemapImport>)
{
    private protected override void Write(NpgsqlBinaryImporter copy, StagedBasemapFeature row)
    {
        copy.Write(row.Line, NpgsqlDbType.Bigint);
        copy.Write(row.Kind, NpgsqlDbType.Text);
        copy.Write(row.ExternalId, NpgsqlDbType.Text);
        copy.WriteText(row.Name);
        copy.WriteText(row.FeatureClass);
        copy.Write(row.ShapeWgs84, NpgsqlDbType.Geometry);
        copy.Write(row.Source, NpgsqlDbType.Text);
        copy.Write((float)row.AccuracyM, NpgsqlDbType.Real);
        copy.Write(row.Reality, NpgsqlDbType.Text);
        copy.Write(row.AttributesJson, NpgsqlDbType.Jsonb);
    }
}
