using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Storage.Import;

namespace SongshanRoad.Gis.Storage.Live.Import;

/// <summary>Brings units into the database.</summary>
/// <param name="transaction">The import it belongs to.</param>
public sealed class UnitImport(ImportTransaction transaction)
    : StagedImport<StagedUnit>(transaction, "staged_unit", SqlText.Load<UnitImport>)
{
    private protected override IReadOnlyList<string> ContradictionStatements => ["RemoveDuplicates.sql", "RemoveTakenCallSigns.sql"];

    private protected override void Write(NpgsqlBinaryImporter copy, StagedUnit row)
    {
        copy.Write(row.Line, NpgsqlDbType.Bigint);
        copy.Write(row.Code, NpgsqlDbType.Text);
        copy.Write(row.Kind, NpgsqlDbType.Text);
        copy.Write(row.CallSign, NpgsqlDbType.Text);
        copy.WriteText(row.CommunityCode);
    }
}
