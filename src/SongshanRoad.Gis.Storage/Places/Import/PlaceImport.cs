using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Storage.Import;

namespace SongshanRoad.Gis.Storage.Places.Import;

/// <summary>Brings places and their codes into the database.</summary>
/// <param name="transaction">The import it belongs to.</param>
public class PlaceImport(ImportTransaction transaction)
    : StagedImport<StagedPlace>(transaction, "staged_place", SqlText.Load<PlaceImport>)
{
    private protected override IReadOnlyList<string> ContradictionStatements => ["RemoveDuplicates.sql", "RemoveTakenCodes.sql"];

    private protected override IReadOnlyList<string> FollowUpStatements => ["DeleteChangedCodes.sql", "InsertMissingCodes.sql"];

    private protected override void Write(NpgsqlBinaryImporter copy, StagedPlace row)
    {
        copy.Write(row.Line, NpgsqlDbType.Bigint);
        copy.Write(row.Kind, NpgsqlDbType.Text);
        copy.Write(row.ExternalId, NpgsqlDbType.Text);
        copy.Write(row.Name, NpgsqlDbType.Text);
        copy.WriteText(row.FullName);
        copy.Write(row.ShapeWgs84, NpgsqlDbType.Geometry);
        copy.Write(row.Source, NpgsqlDbType.Text);
        copy.Write((float)row.AccuracyM, NpgsqlDbType.Real);
        copy.Write(row.Reality, NpgsqlDbType.Text);
        copy.Write(row.AttributesJson, NpgsqlDbType.Jsonb);
        copy.Write(row.CodesJson, NpgsqlDbType.Jsonb);
    }
}
